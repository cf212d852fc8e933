"""`python -m bot.shell`: talk with the assistant in a terminal, screened as web would do it. Leave with Ctrl-D."""

import asyncio
import sys

from bot import library, settings
from bot.assistant import Assistant
from bot.conversation import Conversation, Shown
from bot.fingerprint import require_same_pipeline
from bot.replies import Choice
from bot.settings import Settings
from bot.train import train_if_changed
from bot.turns import TurnError


async def talk(assistant: Assistant) -> None:
    """Read lines until the end of input. A number picks the button with that number."""
    conversation = Conversation(assistant.turn, library.screener())
    offered: list[Choice] = []
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        text = line.strip()
        picked = int(text) - 1 if text.isdigit() and 0 < int(text) <= len(offered) else None
        try:
            if picked is None:
                shown = await conversation.say(text)
            else:
                shown = await conversation.say(offered[picked]["label"], offered[picked]["value"])
        except TurnError as failed:
            write(f"[turen feilet: {failed}]")
            continue
        offered = [choice for reply in shown for choice in reply.choices]
        for reply in shown:
            write(view(reply))


def view(reply: Shown) -> str:
    """A reply as lines for the terminal."""
    buttons = [f"    {number}) {choice['label']}" for number, choice in enumerate(reply.choices, 1)]
    return "\n".join([f"[{reply.kind}] {reply.text}", *buttons])


def write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Train when needed, then talk."""
    train_if_changed()
    require_same_pipeline(Settings.model, settings.spacy_model())
    write("Hei, jeg er Ventevakt. Hva er det som skjer? (Ctrl-D avslutter)")
    asyncio.run(talk(Assistant(Settings.model)))


if __name__ == "__main__":
    main()
