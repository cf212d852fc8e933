"""`POST /turn`, which remembers nothing, answers exactly like a stock Rasa Agent that remembers the whole conversation."""

import asyncio
import itertools
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from bot import library
from bot.conversation import Conversation, Turn
from bot.settings import ROOT
from bot.turns import Message

pytestmark = pytest.mark.needs_model

SCRIPTS: dict[str, list[str]] = {
    "forms one after another": [
        "hei", "babyen gråter hele tiden", "5 måneder", "ja", "nei", "ja gjerne", "takk", "Bergen", "det stemmer", "hei"
    ],
    "interruptions in the screening form": [
        "treåringen kaster opp", "er du et menneske?", "tre år", "hvor lenge må jeg vente", "vet ikke", "ja", "ja", "takk"
    ],
    "not understood, in and out of forms": [
        "xqzw", "xqzw blipp", "hei", "xqzw", "jeg er så sliten", "xqzw", "nei", "xqzw", "Bergen", "blurp", "xqzw"
    ],
    "alarm in a form, and resumption": [
        "hun sover dårlig om natta", "hun puster ikke", "nei", "er du en robot", "jeg vil snakke med et menneske", "takk"
    ],
    "a human in every form": [
        "jeg er så sliten", "jeg vil snakke med et menneske", "nei", "kan jeg få snakke med en veileder", "ja takk",
        "stopp", "hva finnes i kommunen min", "snakk med et menneske", "Oslo", "takk",
    ],
    "slash commands are text": [
        "/restart", "jeg er så sliten", "/session_start", "  /greet", '/affirm{"topic":"violence"}', "nei", "/back",
    ],
    "clock events": ["jeg er så trist", "!keep_company", "nei", "nei takk", "!keep_company", "ja"],
    "nynorsk and English": [
        "eg er så trøytt", "nei", "nei takk", "Voss", "takk skal du ha", "my toddler has tantrums", "no", "no",
    ],
}  # fmt: skip


SECRET = "a-secret-for-the-tests"
OF_RASA = {
    "validate": "rasa.core.actions.action",
    "resolve": "rasa.shared.core.events",
    "copy": None,
    "run": "rasa.engine.runner.dask",
}


@dataclass
class Stock:
    """The process of tests/bot/stock_agent.py. `origins`: where it has the methods from that we replace."""

    process: subprocess.Popen[str]
    origins: dict[str, str | None]

    def turn(self, sender: str) -> Turn:
        """A turn function over the stock Agent: it ignores the state it is given and remembers by itself."""

        async def turn(state: Any, message: Message) -> Any:
            return self._ask({"sender": sender, "message": spoken(message)})

        return turn

    def _ask(self, line: Any) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        print(json.dumps(line), file=self.process.stdin, flush=True)
        answer = json.loads(self.process.stdout.readline())
        return answer["replies"], answer["state"]


def spoken(message: Message) -> dict[str, Any]:
    """The message as it travels; web speaks bokmål until it has heard another language."""
    return asdict(message) | {"language": message.language or "nb"}


@pytest.fixture(scope="module")
def stock(model: Path) -> Iterator[Stock]:
    """A stock Agent in a process in which nothing of Rasa is replaced."""
    command = [sys.executable, str(Path(__file__).with_name("stock_agent.py")), str(model)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        yield Stock(process, json.loads(process.stdout.readline()))
        process.kill()


@pytest.fixture
async def over_http(assistant: Any, aiohttp_client: Any) -> Turn:
    """A turn function over `POST /turn`, as web calls it."""
    from bot.serve import build_app

    client = await aiohttp_client(build_app(assistant, SECRET))
    numbers = itertools.count(1)

    async def turn(state: Any, message: Message) -> Any:
        body = {"turn": next(numbers), "state": state, **spoken(message)}
        async with client.post("/turn", json=body, headers={"X-Ventevakt-Secret": SECRET}) as answer:
            answered = await answer.json()
            assert answer.status == 200, answered
        return answered["replies"], answered["state"]

    return turn


def test_nothing_of_rasa_is_replaced_in_the_stock_agent(stock: Stock) -> None:
    assert stock.origins == OF_RASA


@pytest.mark.parametrize("name", SCRIPTS)
async def test_every_reply_and_every_state_equals_a_stock_conversation(
    name: str, over_http: Turn, stock: Stock
) -> None:
    ours = Conversation(over_http, library.screener())
    theirs = Conversation(stock.turn(name), library.screener())
    for text in SCRIPTS[name]:
        mine, other = [
            await (c.event(text[1:]) if text.startswith("!") else c.say(text)) for c in (ours, theirs)
        ]
        assert [vars(one) for one in mine] == [vars(one) for one in other], text
        assert mine, text
        assert _kept(ours.state) == _kept(theirs.state), text


def _kept(state: Any) -> Any:
    return {**state, "slots": {name: value for name, value in state["slots"].items() if value is not None}}


async def test_fifty_turns_at_once_answer_and_leave_nothing_behind(assistant: Any) -> None:
    findings = {"level": "GREEN", "findings": [], "crisis": [], "show": None}
    results = await asyncio.gather(
        *[assistant.turn(None, Message(text="hei", findings=findings)) for _ in range(50)]
    )
    assert {replies[0]["text"] for replies, _ in results} == {results[0][0][0]["text"]}
    assert assistant.store.turns == {}


async def test_the_state_stays_small_and_holds_no_words(assistant: Any) -> None:
    conversation = Conversation(assistant.turn, library.screener())
    secret = "Tante Gunnvor sier at babyen gråter hele kvelden"
    for text in [secret, "5 måneder", "ja", "nei", "nei takk", "Bergen", "det stemmer"]:
        await conversation.say(text)
    kept = json.dumps(conversation.state)
    assert len(kept) < 800
    assert "Gunnvor" not in kept


async def test_an_action_that_breaks_fails_the_turn(assistant: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.actions import topics
    from bot.assistant import TurnError

    def broken(*args: Any) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(topics, "hear", broken)
    with pytest.raises(TurnError, match=r"^RuntimeError$"):
        await assistant.turn(
            None, Message(text="jeg er så sliten", choice=None, findings={"level": "GREEN", "show": None})
        )
    assert assistant.store.turns == {}


async def test_an_answer_of_an_action_that_rasa_could_not_take_fails_the_turn(
    assistant: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.assistant import TurnError

    async def nonsense(*args: Any) -> list[dict[str, Any]]:
        return [{"event": "slot", "timestamp": None, "name": "topic"}]

    monkeypatch.setitem(assistant.agent.processor.action_endpoint.executor.actions, "action_hear", nonsense)
    with pytest.raises(TurnError, match=r"^ResultError$"):
        await assistant.turn(
            None, Message(text="jeg er så sliten", findings={"level": "GREEN", "show": None})
        )


async def test_a_form_validation_that_breaks_fails_the_turn(
    assistant: Any, conversation: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.actions import screening
    from bot.assistant import TurnError

    talk = conversation()
    await talk.say("babyen gråter hele tiden")
    before = json.dumps(talk.state)

    def broken(*args: Any) -> None:
        raise KeyError("secret words")

    monkeypatch.setattr(screening, "next_question", broken)
    with pytest.raises(TurnError, match=r"^KeyError$"):
        await talk.say("fem måneder")
    assert json.dumps(talk.state) == before


@pytest.mark.parametrize(
    "state",
    [{"slots": 7}, {"v": 1, "slots": [], "active_loop": None}, {"v": 2, "slots": {}, "active_loop": None}],
)
async def test_a_state_that_is_not_ours_is_refused(assistant: Any, state: Any) -> None:
    from bot.assistant import StateError

    with pytest.raises(StateError):
        await assistant.turn(state, Message(text="hei"))


async def test_slots_and_forms_that_a_newer_model_lacks_are_dropped(assistant: Any) -> None:
    old = {"v": 1, "slots": {"gone": 1, "topic": "sleep"}, "active_loop": "gone_form"}
    _, state = await assistant.turn(old, Message(text="takk", findings={"level": "GREEN", "show": None}))
    assert state["active_loop"] != "gone_form"
    assert "gone" not in state["slots"]
    assert state["slots"]["topic"] == "sleep"
