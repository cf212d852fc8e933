"""`POST /turn` and `GET /healthz` as web meets them."""

import asyncio
import json
import logging
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.settings import ROOT

pytestmark = pytest.mark.needs_model

SECRET = "a-secret-for-the-tests"
HEADERS = {"X-Ventevakt-Secret": SECRET}
GREEN = {
    "level": "GREEN",
    "emergency": None,
    "findings": [],
    "crisis": [],
    "ask": [],
    "answers": {},
    "show": None,
}


def request(**changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = {
        "turn": 1,
        "state": None,
        "text": "hei",
        "choice": None,
        "event": None,
        "findings": GREEN,
        "language": "nb",
        "facts": {"open": True, "veileder_here": True, "position": 1, "kommune": [], "themes": []},
    }
    return body | changes


@pytest.fixture
async def client(assistant: Any, aiohttp_client: Any) -> Any:
    from bot.serve import build_app

    return await aiohttp_client(build_app(assistant, SECRET))


async def test_a_turn_answers_with_replies_and_state(client: Any) -> None:
    response = await client.post("/turn", json=request(), headers=HEADERS)
    assert response.status == 200
    body = await response.json()
    assert set(body) == {"replies", "state"}
    assert [set(reply) for reply in body["replies"]] == [{"kind", "text", "choices", "asks", "source"}]
    assert set(body["state"]) == {"v", "slots", "active_loop"}


async def test_the_same_turn_again_answers_the_same(client: Any) -> None:
    first, second = [
        await (await client.post("/turn", json=request(text="jeg er så sliten"), headers=HEADERS)).json()
        for _ in range(2)
    ]
    assert first == second


@pytest.mark.parametrize("headers", [{}, {"X-Ventevakt-Secret": ""}, {"X-Ventevakt-Secret": "wrong"}])
async def test_without_the_secret_nothing_is_answered(client: Any, headers: dict[str, str]) -> None:
    response = await client.post("/turn", json=request(), headers=headers)
    assert (response.status, await response.json()) == (403, {"error": "forbidden"})


BAD: dict[str, Any] = {
    "a list": [],
    "a number": 7,
    "nothing": {},
    "an unknown key": request(extra=1),
    "text that is no text": request(text=7),
    "text too long": request(text="a" * 4001),
    "a NUL": request(text="hei\0"),
    "an intent that is not a button": request(choice="report_violence"),
    "the alarm as a button": request(choice="screening_alarm"),
    "an intent with an entity": request(choice='affirm{"topic":"x"}'),
    "an unknown event": request(event="restart"),
    "an unknown level": request(findings={**GREEN, "level": "BLUE"}),
    "an unknown language": request(language="sv"),
    "facts of another shape": request(facts={"open": "yes"}),
    "a state of another shape": request(state={"slots": 7}),
    "a state with a list for slots": request(state={"v": 1, "slots": [], "active_loop": None}),
}


@pytest.mark.parametrize("case", BAD)
async def test_a_request_of_the_wrong_shape_is_refused(client: Any, case: str) -> None:
    response = await client.post("/turn", json=BAD[case], headers=HEADERS)
    assert response.status == 400
    assert (await response.json())["error"] == "bad_request"


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"null"])
async def test_what_is_not_json_is_refused(client: Any, body: bytes) -> None:
    response = await client.post("/turn", data=body, headers=HEADERS | {"Content-Type": "application/json"})
    assert response.status == 400


async def test_an_error_names_the_field_and_never_its_value(client: Any) -> None:
    response = await client.post("/turn", json=request(choice="report_hemmelig"), headers=HEADERS)
    assert await response.json() == {"error": "bad_request", "field": "choice"}


@pytest.mark.parametrize(
    "text", ["", "   ", "😭😭", "…", "\u200b", "a" * 4000, "/restart", "  /session_start"]
)
async def test_odd_texts_are_answered(client: Any, text: str) -> None:
    response = await client.post("/turn", json=request(text=text), headers=HEADERS)
    assert response.status == 200
    assert (await response.json())["replies"]


@pytest.mark.parametrize(
    "command", ["/restart", " /back", '/affirm{"topic": "x"}', "/screening_alarm", "/session_start"]
)
async def test_a_command_is_only_text(client: Any, command: str) -> None:
    state = {"v": 1, "slots": {"topic": "sleep", "topics": ["sleep"]}, "active_loop": None}
    response = await client.post("/turn", json=request(text=command, state=state), headers=HEADERS)
    slots = (await response.json())["state"]["slots"]
    assert "sleep" in slots["topics"]  # nothing was forgotten
    assert "alarm" not in slots


async def test_findings_decide_over_a_button(client: Any) -> None:
    urgent = {
        **GREEN,
        "level": "RED",
        "emergency": "113",
        "show": {"rule": "BR-01", "full": True, "level": "RED"},
    }
    response = await client.post(
        "/turn", json=request(text="Ja", choice="affirm", findings=urgent), headers=HEADERS
    )
    body = await response.json()
    assert body["state"]["slots"]["alarm"] is True
    assert [reply["kind"] for reply in body["replies"]] == ["text"]


async def test_without_findings_the_library_is_asked_here(client: Any) -> None:
    response = await client.post(
        "/turn", json=request(text="hun puster ikke", findings=None), headers=HEADERS
    )
    assert (await response.json())["state"]["slots"]["alarm"] is True


async def test_a_veileder_has_the_word_alone(client: Any) -> None:
    state = {"v": 1, "slots": {"topics": ["sleep"]}, "active_loop": None}
    facts = {"claimed": True}
    response = await client.post("/turn", json=request(facts=facts, state=state), headers=HEADERS)
    assert await response.json() == {"replies": [], "state": state}


async def test_a_turn_that_breaks_is_503_and_says_no_more(
    client: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from bot.actions import smalltalk

    def broken(*args: Any) -> None:
        raise RuntimeError("Gunnvor sover ikke")

    monkeypatch.setattr(smalltalk, "say", broken)
    with caplog.at_level(logging.DEBUG):
        response = await client.post("/turn", json=request(text="hei"), headers=HEADERS)
    assert (response.status, await response.json()) == (503, {"error": "turn_failed"})
    assert "Gunnvor" not in caplog.text


@pytest.fixture
def by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Replaces words in the file of the kommuner: a copy, which the assistant speaks from during the test."""
    from bot import library

    resources = Path(shutil.copytree(ROOT / "resources", tmp_path / "resources"))
    monkeypatch.setenv("VENTEVAKT_RESOURCES", str(resources))
    monkeypatch.setenv("VENTEVAKT_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(library, "LOOK_EVERY_S", 0.0)
    library._directory.cache_clear()
    library.directory()
    file = resources / "legevakt_kommuner.yaml"

    def replaced(old: str, new: str) -> None:
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    yield replaced
    library._directory.cache_clear()


async def test_a_broken_directory_file_leaves_the_last_good_services_until_it_is_mended(
    client: Any, by_hand: Callable[[str, str], None]
) -> None:
    async def services() -> str:
        asked = request(text="hvem kan hjelpe oss i Oslo?")
        response = await client.post("/turn", json=asked, headers=HEADERS)
        assert response.status == 200
        replies = (await response.json())["replies"]
        return "\n".join(reply["text"] for reply in replies if reply["kind"] == "service")

    before = await services()
    assert "www.oslo.kommune.no" in before
    by_hand("adresse: www.oslo.kommune.no", "adresse: ny.oslo.kommune.no")
    by_hand('nummer: "23 48 72 00"', 'numer: "23 48 72 00"')
    assert await services() == before
    by_hand('numer: "23 48 72 00"', 'nummer: "23 48 72 00"')
    assert "ny.oslo.kommune.no" in await services()


async def test_fifty_at_once_are_all_answered(client: Any) -> None:
    responses = await asyncio.gather(
        *[client.post("/turn", json=request(turn=n), headers=HEADERS) for n in range(50)]
    )
    assert {response.status for response in responses} == {200}


async def test_healthz_passes_a_turn_through_the_worker(client: Any, assistant: Any) -> None:
    assert (await client.get("/healthz")).status == 200


async def test_healthz_fails_while_the_worker_hangs(
    client: Any, assistant: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot import assistant as module
    from bot import serve

    monkeypatch.setattr(serve, "HEALTH_LIMIT_S", 0.2)
    monkeypatch.setattr(module, "LIMIT_S", 0.2)

    async def hang() -> None:
        time.sleep(0.6)  # noqa: ASYNC251  # the worker's only thread is really blocked

    work = asyncio.run_coroutine_threadsafe(hang(), assistant._loop)
    response = await client.get("/healthz")
    assert (response.status, await response.json()) == (503, {"error": "turn_failed"})
    await asyncio.wrap_future(work)
    monkeypatch.undo()
    assert (await client.get("/healthz")).status == 200


@pytest.fixture(scope="module")
def process(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The real process with everything it says in a file."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    said = tmp_path_factory.mktemp("bot") / "said.log"
    environment = os.environ | {"VENTEVAKT_BOT_SECRET": SECRET, "VENTEVAKT_BOT_PORT": str(port)}
    with said.open("w") as out:
        running = subprocess.Popen(
            [sys.executable, "-m", "bot.serve"], cwd=ROOT, env=environment, stdout=out, stderr=out
        )
        try:
            assert _gets_ready(f"http://127.0.0.1:{port}/healthz", running), said.read_text()[-2000:]
            yield f"http://127.0.0.1:{port}", said
        finally:
            running.terminate()
            running.wait(10)


def _gets_ready(url: str, running: "subprocess.Popen[bytes]") -> bool:
    ends = time.monotonic() + 90
    while running.poll() is None and time.monotonic() < ends:
        try:
            if urllib.request.urlopen(url, timeout=15).status == 200:
                return True
        except OSError:
            time.sleep(0.2)
    return False


@pytest.mark.slow
def test_the_process_never_writes_what_parents_write(process: tuple[str, Path]) -> None:
    url, said = process
    for body in (
        request(text="Gunnvor gråter hele natta"),
        request(text="/Gunnvor"),
        request(text="Gunnvor puster ikke", findings=None),
        request(text="Gunnvor", state={"slots": 7}),
        request(text="Gunnvor" + "a" * 5000),
        request(choice="report_Gunnvor"),
    ):
        data = json.dumps(body).encode()
        asked = urllib.request.Request(f"{url}/turn", data, HEADERS | {"Content-Type": "application/json"})
        try:
            urllib.request.urlopen(asked, timeout=15).read()
        except urllib.error.HTTPError as refused:
            assert refused.code == 400
            assert b"Gunnvor" not in refused.read()
    assert "ready on port" in said.read_text()
    assert "Gunnvor" not in said.read_text()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"VENTEVAKT_BOT_SECRET": ""}, "VENTEVAKT_BOT_SECRET"),
        ({"VENTEVAKT_BOT_SECRET": SECRET, "VENTEVAKT_BOT_PORT": "x"}, "VENTEVAKT_BOT_PORT"),
        ({"VENTEVAKT_BOT_SECRET": SECRET, "VENTEVAKT_SPACY_MODEL": "nb_core_news_sm"}, "nb_core_news_sm"),
    ],
)
def test_the_process_says_why_it_does_not_start(
    model: Path, environment: dict[str, str], reason: str
) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "bot.serve"],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert ended.returncode == 1
    assert reason in ended.stderr.splitlines()[-1]
