"""The process's stateless turns answer exactly like a stock Rasa Agent that remembers the whole conversation."""

import asyncio
import json
from typing import Any

import pytest

from bot import library
from bot.conversation import Conversation

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
    "clock events": ["jeg er så trist", "!keep_company", "nei", "nei takk", "!keep_company", "!opened", "!check_in", "ja"],
    "nynorsk and English": [
        "eg er så trøytt", "nei", "nei takk", "Voss", "takk skal du ha", "my toddler has tantrums", "no", "no",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def stock(model: Any) -> Any:
    """Rasa's own Agent with its own memory; only replies and actions go the same ways."""
    from rasa.core.agent import Agent
    from rasa.core.tracker_store import InMemoryTrackerStore

    from bot.assistant import ACTIONS, NLG
    from bot.embedding import InProcessActions

    agent = Agent.load(
        str(model),
        tracker_store=InMemoryTrackerStore(None),
        action_endpoint=InProcessActions(ACTIONS, {}),
        generator=NLG,
    )
    agent.processor.max_number_of_predictions = 25
    return agent


def stock_turn(stock: Any, sender: str) -> Any:
    """A turn function over the stock Agent: it ignores the state it is given and remembers by itself."""
    from bot import replies
    from bot.assistant import user_message
    from bot.embedding import CollectedReplies
    from bot.state import snapshot

    async def turn(state: Any, message: Any) -> Any:
        out = CollectedReplies()
        await stock.handle_message(user_message(message, out, sender))
        tracker = await stock.tracker_store.retrieve(sender)
        return [r for m in out.messages if (r := replies.read(m))], snapshot(tracker)

    return turn


@pytest.mark.parametrize("name", SCRIPTS)
async def test_every_reply_and_every_state_equals_a_stock_conversation(
    name: str, assistant: Any, stock: Any
) -> None:
    ours = Conversation(assistant.turn, library.screener())
    theirs = Conversation(stock_turn(stock, name), library.screener())
    for text in SCRIPTS[name]:
        if ours.state is not None:
            ours.state = json.loads(json.dumps(ours.state))  # as it comes back from web's database
        mine, other = [
            await (c.event(text[1:]) if text.startswith("!") else c.say(text)) for c in (ours, theirs)
        ]
        assert [vars(one) for one in mine] == [vars(one) for one in other], text
        assert mine, text
        assert _kept(ours.state) == _kept(theirs.state), text


def _kept(state: Any) -> Any:
    return {**state, "slots": {name: value for name, value in state["slots"].items() if value is not None}}


async def test_fifty_turns_at_once_answer_and_leave_nothing_behind(assistant: Any) -> None:
    from bot.assistant import Message

    findings = {"level": "GREEN", "findings": [], "crisis": [], "show": None}
    results = await asyncio.gather(
        *[assistant.turn(None, Message(text="hei", findings=findings)) for _ in range(50)]
    )
    assert {replies[0]["text"] for replies, _ in results} == {results[0][0][0]["text"]}
    assert assistant.store.turns == {}


async def test_the_state_stays_small_and_holds_no_words(assistant: Any) -> None:
    from bot.conversation import Conversation

    conversation = Conversation(assistant.turn, library.screener())
    secret = "Tante Gunnvor sier at babyen gråter hele kvelden"
    for text in [secret, "5 måneder", "ja", "nei", "nei takk", "Bergen", "det stemmer"]:
        await conversation.say(text)
    kept = json.dumps(conversation.state)
    assert len(kept) < 800
    assert "Gunnvor" not in kept


async def test_an_action_that_breaks_fails_the_turn(assistant: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.actions import topics
    from bot.assistant import Message, TurnError

    def broken(*args: Any) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(topics, "hear", broken)
    with pytest.raises(TurnError, match=r"^RuntimeError$"):
        await assistant.turn(
            None, Message(text="jeg er så sliten", choice=None, findings={"level": "GREEN", "show": None})
        )
    assert assistant.store.turns == {}


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
    from bot.assistant import Message, StateError

    with pytest.raises(StateError):
        await assistant.turn(state, Message(text="hei"))


async def test_slots_and_forms_that_a_newer_model_lacks_are_dropped(assistant: Any) -> None:
    from bot.assistant import Message

    old = {"v": 1, "slots": {"gone": 1, "topic": "sleep"}, "active_loop": "gone_form"}
    _, state = await assistant.turn(old, Message(text="takk", findings={"level": "GREEN", "show": None}))
    assert state["active_loop"] != "gone_form"
    assert "gone" not in state["slots"]
    assert state["slots"]["topic"] == "sleep"
