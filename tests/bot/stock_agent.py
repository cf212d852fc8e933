"""A stock Rasa Agent in a process of its own: what it says, and where it then stands, as JSON lines.

Usage: stock_agent.py MODEL. Reads {"sender", "message"}, writes {"replies", "state"}. The first line it writes tells where the
methods come from that bot/embedding.py replaces in the assistant's own process: all from Rasa, here.
"""

from __future__ import annotations

import asyncio
import inspect
import json
import os
import sys
from pathlib import Path
from typing import Any

sys.path[0] = str(Path(__file__).resolve().parents[2])  # not this folder, named like a package of ours

from bot import quiet, replies  # noqa: E402, F401  quiet before anything of rasa

# isort: split
from rasa.core.actions.action import RemoteAction  # noqa: E402
from rasa.core.agent import Agent  # noqa: E402
from rasa.core.tracker_store import InMemoryTrackerStore  # noqa: E402
from rasa.engine.runner.dask import DaskGraphRunner  # noqa: E402
from rasa.shared.core.events import Event  # noqa: E402
from rasa.shared.core.slots import Slot  # noqa: E402

from bot.assistant import ACTIONS, MAX_PREDICTIONS, NLG, user_message  # noqa: E402
from bot.embedding import CollectedReplies, InProcessActions  # noqa: E402
from bot.state import snapshot  # noqa: E402
from bot.turns import Message  # noqa: E402


def load(model: str) -> Agent:
    """Rasa's own Agent with its own memory; only replies and actions go the same ways as in the assistant."""
    actions = InProcessActions(ACTIONS, {})
    agent = Agent.load(
        model, tracker_store=InMemoryTrackerStore(None), action_endpoint=actions, generator=NLG
    )
    agent.processor.max_number_of_predictions = MAX_PREDICTIONS
    return agent


def origins() -> dict[str, str | None]:
    """The file that each replaced method is written in; None for one that Rasa does not have."""
    methods = {
        "validate": RemoteAction._validate_action_result,
        "resolve": Event.resolve_by_type,
        "copy": Slot.__dict__.get("__copy__"),
        "run": DaskGraphRunner.run,
    }
    return {name: method and inspect.getmodule(method).__name__ for name, method in methods.items()}


async def turn(agent: Agent, sender: str, message: Message) -> dict[str, Any]:
    """One turn of this sender's conversation, which the Agent remembers by itself."""
    out = CollectedReplies()
    await agent.handle_message(user_message(message, out, sender))
    tracker = await agent.tracker_store.retrieve(sender)
    return {"replies": [r for m in out.messages if (r := replies.read(m))], "state": snapshot(tracker)}


async def main() -> None:
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libraries print does not get between the lines
    agent = load(sys.argv[1])
    answer: dict[str, Any] = origins()
    while True:
        print(json.dumps(answer), file=out, flush=True)
        line = sys.stdin.readline()
        if not line:
            return
        asked = json.loads(line)
        answer = await turn(agent, asked["sender"], Message(**asked["message"]))


if __name__ == "__main__":
    asyncio.run(main())
