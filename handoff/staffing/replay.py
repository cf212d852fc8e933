"""One year of arrivals against n veileder, with simpy: who waited how long, and who left."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import simpy

from handoff.staffing.arrivals import Arrival
from handoff.staffing.figures import Conversation


@dataclass(frozen=True)
class Stay:
    """What became of one contact: minutes until it was answered, or until it left unanswered."""

    arrival: Arrival
    waited: float
    answered: bool


def replay(
    arrivals: Iterable[Arrival], durations: Iterator[float], *, veiledere: int, urgent_first: bool
) -> list[Stay]:
    """Play the year; `durations` are the minutes of the conversations in the order they begin.

    A conversation is never interrupted, not even by somebody urgent, and goes on past closing time.
    """
    env = simpy.Environment()
    desk = simpy.PriorityResource(env, capacity=veiledere)
    stays: list[Stay] = []

    def visit(arrival: Arrival) -> Generator[simpy.Event, Any, None]:
        came = env.now
        with desk.request(priority=-arrival.urgency if urgent_first else 0) as turn:
            if not turn.triggered:
                patient = math.isinf(arrival.patience)  # to wait for either is the dearest thing in here
                yield turn if patient else turn | env.timeout(arrival.patience)
            stays.append(Stay(arrival, env.now - came, turn.triggered))
            if turn.triggered:
                yield env.timeout(next(durations))

    def year() -> Generator[simpy.Event, Any, None]:
        for arrival in arrivals:
            yield env.timeout(max(0.0, arrival.at - env.now))
            env.process(visit(arrival))

    env.process(year())
    env.run()
    return stays


def durations(conversation: Conversation, rng: np.random.Generator) -> Iterator[float]:
    """Minutes of one conversation after the other, without end: gamma, or all alike when `spredning` is 0."""
    if conversation.spredning == 0:
        while True:
            yield conversation.minutter
    shape = conversation.spredning**-2
    while True:
        yield from rng.gamma(shape, conversation.minutter / shape, 1000).tolist()
