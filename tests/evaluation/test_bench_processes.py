"""Both sides of the bench start alike, and ours is measured only when it is all up."""

from __future__ import annotations

import http.server
import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation.bench import processes, stock, ventevakt


class Web(http.server.BaseHTTPRequestHandler):
    """/readyz of a web whose statistical layer comes up with the third question."""

    states: list[str]
    asked = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"statistical": self.states.pop(0)}).encode())

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def web() -> Iterator[str]:
    Web.asked = 0
    with http.server.HTTPServer(("127.0.0.1", 0), Web) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/readyz"
        running.shutdown()


def test_ours_is_measured_when_the_statistical_layer_is_up(web: str) -> None:
    Web.states = ["loading", "loading", "up"]
    processes.wait_for(web, ready=ventevakt.fully_screens)
    assert Web.asked == 3


def test_a_web_that_will_never_screen_fully_is_not_measured(web: str) -> None:
    Web.states = ["loading", "absent"]
    with pytest.raises(RuntimeError, match="statistical"):
        processes.wait_for(web, ready=ventevakt.fully_screens)


def test_whatever_is_measured_runs_with_one_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "8")
    log = tmp_path / "log"
    command = [
        sys.executable,
        "-c",
        "import os; print(os.environ['OMP_NUM_THREADS'], os.environ.get('MORE'))",
    ]
    for env in (None, {"MORE": "1"}):
        with processes.process(command, log=log, env=env) as child:
            child.wait(30)
        assert log.read_text().split() == ["1", str((env or {}).get("MORE"))]


def test_both_sides_are_started_the_same_way() -> None:
    assert stock.process is ventevakt.process is processes.process
