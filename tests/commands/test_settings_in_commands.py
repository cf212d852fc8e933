"""A setting that cannot be read is told in its own sentence, whichever command reads it."""

import pytest
from click.testing import CliRunner

from handoff.cli import main


@pytest.mark.parametrize(
    "command", [["up"], ["user", "list"], ["stats"], ["simulate"], ["backup", "copy.db"], ["restore", "copy.db"]],
    ids=lambda command: command[0],
)  # fmt: skip
def test_a_setting_that_cannot_be_read(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENTEVAKT_PORT", "abc")
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert result.output.startswith("VENTEVAKT_PORT kan ikke leses:")
