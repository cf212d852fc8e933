"""Answers turns: (state, message, findings) -> (replies, new state), in one worker thread."""

from bot import quiet  # isort: skip  # first: see there

import asyncio
import threading
import uuid
from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.utils.endpoints import EndpointConfig

from bot import library, names, replies
from bot.embedding import CollectedReplies, InProcessActions, Turn, TurnStore, take_away_repeated_work
from bot.flow.alarm import is_alarm
from bot.replies import Reply
from bot.state import State, check
from bot.turns import Message, StateError, TurnError

__all__ = ["Assistant", "Message", "StateError", "TurnError", "quiet"]

NLG = EndpointConfig(type="bot.nlg.ContentTexts")
ACTIONS = "bot.actions"
MAX_PREDICTIONS = 25
LIMIT_S = 10.0
SCREENING_VALUES = {"yes": names.AFFIRM, "no": names.DENY, "unknown": names.DONT_KNOW}


class Assistant:
    """One Agent with its own thread and loop; `turn` may be awaited from any loop."""

    def __init__(self, model: Path) -> None:
        take_away_repeated_work()
        library.load_all()
        self.store = TurnStore()
        actions = InProcessActions(ACTIONS, self.store.turns)
        self.agent = Agent.load(str(model), tracker_store=self.store, action_endpoint=actions, generator=NLG)
        if self.agent.processor is None:
            raise FileNotFoundError(model.name)
        self.agent.processor.max_number_of_predictions = MAX_PREDICTIONS
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True, name="rasa").start()

    async def turn(self, state: State | None, message: Message) -> tuple[list[Reply], State]:
        """Answer one turn. Raises StateError, TurnError (keep the old state), or TimeoutError after 10 s."""
        checked = check(state)
        work = asyncio.run_coroutine_threadsafe(self._turn(checked, message), self._loop)
        async with asyncio.timeout(LIMIT_S):
            return await asyncio.wrap_future(work)

    async def _turn(self, state: State, message: Message) -> tuple[list[Reply], State]:
        if message.facts.get("claimed"):
            return [], state  # a veileder has the word
        library.refresh()
        turn_id, turn, out = uuid.uuid4().hex, Turn(state), CollectedReplies()
        self.store.turns[turn_id] = turn
        try:
            await self.agent.handle_message(user_message(message, out, turn_id))
        except Exception as error:
            raise TurnError(type(error).__name__) from None
        finally:
            del self.store.turns[turn_id]
        if turn.errors or turn.new_state is None:
            raise TurnError(type(turn.errors[0]).__name__ if turn.errors else "nothing saved")
        return [reply for m in out.messages if (reply := replies.read(m))], turn.new_state

    def close(self) -> None:
        """Stop the worker thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)


def user_message(message: Message, channel: CollectedReplies, sender_id: str) -> UserMessage:
    """The message as Rasa takes it. A button or an event is an intent already; words are always read."""
    text = literal(message.text)
    intent = intent_of(message)
    parsed = None
    if intent:
        found = {"name": intent, "confidence": 1.0}
        parsed = {"text": text, "intent": found, "entities": [], "findings": message.findings or {}}
    metadata = {
        "findings": message.findings,
        "facts": message.facts,
        "language": message.language,
        "choice": message.choice,
    }
    return UserMessage(
        text, channel, sender_id, parse_data=parsed, input_channel="ventevakt", metadata=metadata
    )


def intent_of(message: Message) -> str | None:
    """The intent of a button or an event; None for words. What screening found comes before either."""
    if message.event:
        return names.EVENT_INTENTS[message.event]
    if message.choice is None:
        return None
    if is_alarm(message.findings):
        return names.SCREENING_ALARM
    if message.choice in names.BUTTON_INTENTS:
        return message.choice
    if message.choice in SCREENING_VALUES:
        return SCREENING_VALUES[message.choice]
    return names.INFORM_KOMMUNE if len(message.choice) == 4 and message.choice.isdigit() else names.INFORM_AGE


def literal(text: str) -> str:
    """A leading slash is Rasa's command sign, also after spaces: U+2215 looks the same and is only text."""
    stripped = text.lstrip()
    return "∕" + stripped[1:] if stripped.startswith("/") else text
