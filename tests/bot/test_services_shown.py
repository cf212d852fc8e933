"""Which services the assistant tells of, in a conversation that web has kept."""

from typing import Any

import pytest

from bot.turns import Message

pytestmark = pytest.mark.needs_model
GREEN = {"level": "GREEN", "findings": [], "crisis": [], "show": None, "ask": [], "answers": {}}


def before(**slots: Any) -> dict[str, Any]:
    return {"v": 1, "slots": {"child_well": "yes", "kommune_asked": True, **slots}, "active_loop": None}


async def told(assistant: Any, state: dict[str, Any], text: str, **facts: Any) -> list[str]:
    facts = {"open": True, "veileder_here": True, "position": 2, "claimed": False, "themes": [], **facts}
    replies, _ = await assistant.turn(state, Message(text, None, None, GREEN, "nb", facts))
    return [reply["text"] for reply in replies if reply["kind"] == "service"]


async def test_who_is_controlled_at_home_is_told_of_a_shelter_whatever_came_last(assistant: Any) -> None:
    state = before(crisis=["PC-07"], topics=["relationship", "school"], topic="school")
    shown = await told(assistant, state, "vi bor i Oslo", kommune=["0301"])
    assert shown[0].startswith("Oslo Krisesenter")
    assert len(shown) == 3
    state = before(topics=["relationship", "school"], topic="school")
    assert "Krisesenter" not in "".join(await told(assistant, state, "vi bor i Oslo", kommune=["0301"]))


async def test_money_is_not_pushed_out_by_what_came_later(assistant: Any) -> None:
    state = before(topics=["money", "school"], topic="school")
    shown = await told(assistant, state, "vi bor på Stovner", kommune=["0301"])
    assert any("55 55 33 39" in text for text in shown)
    assert "Familiekontoret Oslo Nord" in "".join(shown)
    assert "Enerhaugen" not in "".join(shown)


async def test_there_is_always_somebody_to_ring(assistant: Any) -> None:
    state = before(topics=["relationship"], topic="relationship")
    shown = await told(assistant, state, "vi bor i Levanger", kommune=["5037"])
    assert sum(text.startswith("Familievernkontor") for text in shown) == 1
    assert any("\nTelefon " in text for text in shown)


async def test_numbers_for_illness_are_shown_only_where_something_medical_was_told(assistant: Any) -> None:
    suggested = ["fysiske_helseplager", "trist_lei"]
    for topic in ("exhaustion", "family", "development", "grief"):
        shown = "".join(
            await told(
                assistant,
                before(topics=[topic], topic=topic),
                "vi bor i Voss",
                kommune=["4621"],
                themes=suggested,
            )
        )
        assert shown
        assert not any(text.startswith(("Medisinsk nødtelefon", "Legevakt")) for text in shown.split("\n"))
        assert "1001 dager" not in shown
    ill = "".join(
        await told(
            assistant,
            before(topics=["child_ill"], topic="child_ill", asked={"age": 2, "contact": 2, "breathing": 2}),
            "vi bor i Voss",
            kommune=["4621"],
        )
    )
    assert "Voss" in ill or "116 117" in ill
    assert "Medisinsk nødtelefon" not in ill
