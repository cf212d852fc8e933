"""Whatever rules and layer make of a message, its answer names one number once, and nothing milder beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from fakes import FakeBot
from house import House

from handoff.content import Content
from screening.statistical.layer import StatisticalLayer


class AtOnce:
    """The real layer, without a process of its own."""

    state = "up"

    def __init__(self) -> None:
        self._layer = StatisticalLayer.load()

    async def describe(self, text: str, result: Any, before: Sequence[str]) -> Any:
        return self._layer(text, result, before)

    def start(self) -> None:
        pass

    async def close(self) -> None:
        pass


@pytest.fixture
async def house(create_client: Any, real_content: Content) -> House:
    bot = FakeBot()
    bot.down = "unreachable"
    house: House = await create_client(content=real_content, bot=bot, describer=AtOnce())
    return house


@pytest.mark.parametrize(
    "said",
    [
        ("babyen er 6 uker og har 38.4 i feber", "nei"),
        ("noe er galt med babyen", "vet ikke"),
        ("han va varm da æ løfta'n, og så va han ikkje der, øyan sto rett opp",),
        ("hun har små lilla prikker som ikke blir borte når jeg trykker", "hun jamrer når jeg løfter hodet hennes"),
        ("gutten er slapp og tisser på seg igjen", "han kaster opp og pusten lukter neglelakkfjerner"),
        ("hun har tett nese og hoste og er litt pjusken", "det drar seg inn i halsgropa hver gang hun puster"),
    ],
)  # fmt: skip
async def test_one_answer_names_one_number_once_and_nothing_milder(
    house: House, said: tuple[str, ...]
) -> None:
    parent = await house.parent()
    for text in said:
        await parent.say(text)
        await house.settle()
    told = [m for m in await parent.messages() if m["sender"] == "system" and m["in_reply_to"]]
    assert any(m["emergency"] for m in told)
    for number in {m["in_reply_to"] for m in told}:
        answers = [m for m in told if m["in_reply_to"] == number]
        urgent = [m["emergency"] for m in answers if m["kind"] == "emergency"]
        assert len(urgent) <= 1, [m["text"] for m in answers]
        assert not urgent or len(answers) == 1, [m["text"] for m in answers]
