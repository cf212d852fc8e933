"""What one does on the two pages, in the words of who uses them."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

NUMBERED = re.compile(r"^\d+$")


def until(page: Page, condition: str) -> None:
    """Wait in the page until `condition`, an expression that may be awaited, is true. Nothing is compiled while waiting,
    which the page's own script policy would refuse."""
    page.evaluate(
        f"""() => new Promise((done, broken) => {{
          const look = async () => ((await ({condition})) ? done() : setTimeout(() => look().catch(broken), 20));
          look().catch(broken);
        }})"""
    )


class ParentPage:
    """The parent's page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def start(self) -> ParentPage:
        self.page.get_by_role("button", name="Start samtalen").click()
        expect(self.messages("assistant").first).to_be_visible()
        return self

    @property
    def conversation(self) -> str:
        """The id of this tab's conversation."""
        return str(self.page.evaluate("JSON.parse(sessionStorage.getItem('ventevakt.session')).id"))

    def write(self, text: str) -> None:
        """Write and send; returns when the server has taken it."""
        self.page.get_by_label("Skriv til oss").fill(text)
        self.page.get_by_role("button", name="Send", exact=True).click()
        expect(self.own(text).last).to_have_attribute("data-number", NUMBERED)

    def messages(self, look: str) -> Locator:
        """Messages that look like one from parent, assistant, veileder, system or emergency."""
        return self.page.locator(f"#log .message-{look}")

    def own(self, text: str) -> Locator:
        return self.messages("parent").filter(has_text=text)

    def emergency(self, number: str) -> Locator:
        """Emergency cards whose button rings `number` (without spaces)."""
        return self.messages("emergency").filter(has=self.page.locator(f'a.call[href="tel:{number}"]'))

    def choose(self, label: str) -> None:
        self.page.locator("#log").get_by_role("button", name=label, exact=True).click()


class ConsolePage:
    """The veileder's console."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sign_in(self, name: str, password: str) -> None:
        self.page.get_by_label("Brukernavn").fill(name)
        self.page.get_by_label("Passord").fill(password)
        self.page.get_by_role("button", name="Logg inn").click()
        expect(self.page.locator("#work")).to_be_visible()

    def card(self, conversation: str) -> Locator:
        """The card of a conversation, in the queue or among one's own."""
        return self.page.locator(f'.queue-pane .card[data-id="{conversation}"]')

    def open(self, conversation: str) -> None:
        self.card(conversation).click()
        expect(self.card(conversation)).to_have_attribute("aria-current", "true")
        expect(self.messages("assistant").first).to_be_visible()

    def messages(self, look: str) -> Locator:
        return self.page.locator(f"#log .message-{look}")

    def alert(self, conversation: str) -> Locator:
        """The alert about a conversation."""
        return self.page.locator(f'#alerts .alert[data-key^="{conversation}/"]')

    def claim(self) -> None:
        self.page.get_by_role("button", name="Ta samtalen").click()

    def give_all_back(self) -> None:
        """Put what this veileder holds back into the queue, one by one."""
        expect(self.page.locator("#mine li").first).to_be_visible()
        own = self.page.locator("#mine .card")
        while count := own.count():
            own.first.click()
            self.page.get_by_role("button", name="Gi tilbake til køen").click()
            self.page.get_by_role("dialog").get_by_role("button", name="Gi tilbake").click()
            expect(own).to_have_count(count - 1)

    def has_taken(self) -> None:
        expect(self.page.get_by_label("Skriv til forelderen")).to_be_visible()

    def write(self, text: str) -> None:
        field = self.page.get_by_label("Skriv til forelderen")
        field.fill(text)
        field.press("Enter")
        expect(self.messages("veileder").filter(has_text=text)).to_be_visible()
