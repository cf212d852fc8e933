"""The trained assistant, made once a session and shared by all tests that are marked needs_model."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot import (
    quiet,  # noqa: F401  # before anything of rasa
    settings,
)


@pytest.fixture(scope="session")
def model() -> Path:
    """Trains when something has changed; takes about half a minute then."""
    from bot.train import train_if_changed

    train_if_changed(settings.Settings.model)
    return settings.Settings.model


@pytest.fixture(scope="session")
def assistant(model: Path) -> Any:
    from bot.assistant import Assistant

    return Assistant(model)


@pytest.fixture
def conversation(assistant: Any) -> Callable[..., Any]:
    """Makes a conversation with screening, as web would hold it."""
    from bot import library
    from bot.conversation import FACTS, Conversation

    def begin(**facts: Any) -> Conversation:
        return Conversation(assistant.turn, library.screener(), {**FACTS, **facts})

    return begin
