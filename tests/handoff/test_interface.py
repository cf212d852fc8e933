"""The interface as described: one shape of errors, OpenAPI that matches routes and answers, headers, pages."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from house import House

from handoff.web.routes import ROUTES

SOURCES = Path(__file__).resolve().parents[2] / "handoff"


@pytest.mark.parametrize(
    ("method", "path", "status", "word"),
    [
        ("GET", "/finnes-ikke", 404, "not_found"),
        ("GET", "/static/finnes-ikke.js", 404, "not_found"),
        ("PUT", "/api/conversations", 405, "method_not_allowed"),
        ("GET", "/api/queue", 401, "not_signed_in"),
        ("POST", "/api/session", 400, "bad_request"),
        ("GET", "/api/resources/9999", 404, "not_found"),
        ("GET", "/static/../main.py", 404, "not_found"),
        ("GET", "/static/%00", 404, "not_found"),
        pytest.param("GET", f"/static/{'a' * 5000}", 404, "not_found", id="a long name"),
    ],
)
async def test_every_error_has_one_shape(
    house: House, method: str, path: str, status: int, word: str
) -> None:
    response = await house.visitor().call(method, path)
    assert response.status == status
    told = await response.json()
    assert set(told) == {"error", "message"}
    assert told["error"] == word
    assert told["message"].endswith(".")


async def raw(house: House, request: bytes) -> tuple[bytes, bytes]:
    """The head and the body of the answer to exactly these bytes."""
    reading, writing = await asyncio.open_connection(house.server.host, house.server.port)
    writing.write(request)
    answer = await reading.read()
    writing.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    return head, body


HEAD = (
    b"POST /api/conversations HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
)


@pytest.mark.parametrize(
    ("request_bytes", "status", "word"),
    [
        (
            b"GET /api/conversations/x/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            b"Authorization: Bearer \xc3\xa6\xff\r\n\r\n",
            b"404",
            "not_found",
        ),
        (
            b"GET /api/queue HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            b"Cookie: ventevakt_session=\xc3\xa6\xff\r\n\r\n",
            b"401",
            "not_signed_in",
        ),
        (HEAD + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", b"400", "bad_request"),
        (HEAD + b"Content-Encoding: deflate\r\nContent-Length: 4\r\n\r\nabcd", b"400", None),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}", b"400", None),
    ],
    ids=["token", "cookie", "gzip", "deflate", "chunks"],
)
async def test_bytes_that_make_no_sense_are_a_clear_error(
    house: House,
    caplog: pytest.LogCaptureFixture,
    request_bytes: bytes,
    status: bytes,
    word: str | None,
) -> None:
    head, body = await raw(house, request_bytes)
    assert head.split(b" ")[1] == status
    if word:
        assert json.loads(body)["error"] == word
    assert "Traceback" not in caplog.text


async def test_a_request_that_cannot_be_read_is_logged_without_its_words_or_where_it_came_from(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    head, _ = await raw(house, b"GET /" + b"hemmelig" * 2000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")
    assert head.split(b" ")[1] == b"400"
    assert "LineTooLong" in caplog.text
    for private in ("hemmelig", "127.0.0.1", "Traceback"):
        assert private not in caplog.text


async def test_an_error_nobody_expected_has_the_same_shape_and_tells_nothing(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    parent = await house.parent()

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("hemmelig ord fra en forelder")

    house.content.directory.find_places = broken  # type: ignore[assignment]  # a fake
    response = await parent.call("GET", "/api/resources", params={"q": "Bergen"})
    assert response.status == 500
    assert (await response.json())["error"] == "server_error"
    assert "hemmelig" not in await response.text()
    assert "RuntimeError" in caplog.text
    assert "hemmelig" not in caplog.text


def test_every_error_word_has_its_sentence(real_words: Any) -> None:
    from handoff import errors

    texts = real_words[0]
    classes = [errors.HandoffError, *errors.HandoffError.__subclasses__()]
    for word in {one.word for one in classes}:
        assert texts.get(f"error_{word}", "nb", name="Kari", reasons="En grunn.")


async def test_openapi_describes_exactly_the_routes(house: House) -> None:
    described = await house.visitor().get("/api/openapi.json")
    told = {(m.upper(), path) for path, calls in described["paths"].items() for m in calls}
    assert told == {(r.method, r.path) for r in ROUTES if r.in_openapi}
    ids = [call["operationId"] for calls in described["paths"].values() for call in calls.values()]
    assert len(ids) == len(set(ids))
    assert all(call["summary"] for calls in described["paths"].values() for call in calls.values())


def check(described: dict[str, Any], model: str, body: Any) -> None:
    """`body` has the shape of `model`, and no keys that it does not tell of."""
    schema = {"$ref": f"#/components/schemas/{model}", "components": described["components"]}
    jsonschema.validate(body, schema)
    assert set(body) == set(described["components"]["schemas"][model]["properties"]), model


async def test_answers_have_the_described_shape(house: House) -> None:
    described = await house.visitor().get("/api/openapi.json")
    veileder = await house.as_veileder()
    boss = await house.as_veileder("leder", "leder")
    parent = await house.parent()
    posted = await parent.say("er sliten, han er blå, vi bor i Bergen")
    await house.settle()
    check(described, "PostedOut", posted)
    check(described, "MessageOut", posted["messages"][0])
    check(described, "PollOut", await parent.poll())
    check(described, "QueueOut", queue := await veileder.get("/api/queue"))
    check(described, "QueueEntryOut", queue["conversations"][0])
    claim = await veileder.post(f"/api/conversations/{parent.id}/claim")
    check(described, "ClaimOut", await claim.json())
    await parent.say("han slår oss")
    queue = await veileder.get("/api/queue")
    check(described, "QueueAlertOut", queue["alerts"][0])
    check(described, "HeldOut", queue["mine"][0])
    view = await veileder.get(f"/api/conversations/{parent.id}")
    check(described, "ConversationOut", view)
    for key, model in [
        ("messages", "ConsoleMessageOut"),
        ("findings", "FindingOut"),
        ("themes", "ThemeOut"),
        ("kommune", "KommuneOut"),
        ("shown", "ShownOut"),
        ("alerts", "AlertOut"),
    ]:
        check(described, model, view[key][0])
    check(described, "RepliesOut", replies := await veileder.get("/api/replies", language="nn"))
    check(described, "ReplyOut", replies["replies"][0])
    check(described, "CategoriesOut", await veileder.get("/api/categories"))
    check(described, "StatisticsOut", await boss.get("/api/statistics"))
    check(described, "ResourcesOut", await parent.get("/api/resources", q="Bergen"))
    check(described, "KommuneServicesOut", await parent.get("/api/resources/4601"))
    assert (await parent.get("/api/resources/1811"))["navn"] == "Nes i Nordland"
    assert (await parent.get("/api/resources", q="Spania"))["kommuner"] == []
    check(described, "ReadyOut", await parent.get("/readyz"))
    check(described, "HealthOut", await parent.get("/healthz"))


async def test_findings_point_into_exactly_the_stored_text(house: House) -> None:
    parent = await house.parent()
    await parent.say("👶 mitt nummer 010190 12345, han er blå")
    veileder = await house.as_veileder()
    view = await veileder.get(f"/api/conversations/{parent.id}")
    [finding] = view["findings"]
    text = next(m["text"] for m in view["messages"] if m["number"] == finding["message"])
    assert text[finding["start"] : finding["end"]] == "blå"
    assert finding["title"] == "Blå lepper"


async def test_the_summary_is_made_of_facts(house: House) -> None:
    parent = await house.parent()
    await parent.say("to måneder, feber 38,6 og slapp")
    await house.settle()
    await parent.say("vet ikke", choice="unknown")
    await parent.post(f"/api/conversations/{parent.id}/human")
    house.clock.advance(minutes=4)
    veileder = await house.as_veileder()
    view = await veileder.get(f"/api/conversations/{parent.id}")
    assert view["asked"][0]["answer"] == "unknown"
    assert [s["number"] for s in view["shown"]] == ["116117", "113"]
    assert [line["text"] for line in view["summary"]] == [
        "Funnet: Får ikke kontakt",
        "Funnet: Feber hos liten baby («feber»)",
        "Spurt: Får du kontakt med barnet? Vet ikke",
        "Vist 116 117: Feber hos liten baby",
        "Vist 113: Får ikke kontakt",
        "Språk: bokmål",
        "Har ventet 4 min",
        "Har bedt om å snakke med et menneske",
    ]


async def test_readiness_tells_the_layers_apart(house: House) -> None:
    visitor = house.visitor()
    assert await visitor.get("/readyz") == {"database": True, "rules": True, "statistical": "up", "bot": True}
    house.bot.down = "timeout"
    assert await visitor.get("/readyz") == {
        "database": True,
        "rules": True,
        "statistical": "up",
        "bot": False,
    }


async def test_a_database_that_is_away_is_said(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away() -> bool:
        return False

    monkeypatch.setattr(house.parts.store, "is_up", away)
    assert (await house.visitor().call("GET", "/healthz")).status == 503
    assert (await house.visitor().call("GET", "/readyz")).status == 503


@pytest.mark.parametrize("path", ["/", "/konsoll", "/api/queue", "/static/chat.js", "/finnes-ikke"])
async def test_security_headers_are_on_every_answer(house: House, path: str) -> None:
    response = await house.visitor().call("GET", path)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("query", "language"), [("", "nb"), ("?lang=nn", "nn"), ("?lang=en", "en"), ("?lang=xx", "nb")]
)
async def test_the_parents_page_comes_in_its_language_with_the_numbers(
    house: House, query: str, language: str
) -> None:
    html = await (await house.visitor().call("GET", f"/{query}")).text()
    assert f'<html lang="{language}"' in html
    for number in ("tel:113", "tel:116117", "tel:112"):
        assert number in html


async def test_the_parents_page_says_when_it_is_closed(create_client: Any) -> None:
    house: House = await create_client(open="21:00-07:00")
    html = await (await house.visitor().call("GET", "/")).text()
    assert "klokka 21:00" in html
    assert "tel:116123" in html


@pytest.mark.parametrize(
    ("query", "nobody"),
    [
        ("", "Veilederne er ikke her nå"),
        ("?lang=nn", "Rettleiarane er ikkje her no"),
        ("?lang=en", "The counsellors are not here now"),
    ],
)
async def test_the_parents_page_says_before_the_start_that_nobody_is_there(
    house: House, query: str, nobody: str
) -> None:
    before = await (await house.visitor().call("GET", f"/{query}")).text()
    assert f"<h2>{nobody}</h2>" in before
    assert "tel:116123" in before
    await house.as_veileder()
    after = await (await house.visitor().call("GET", f"/{query}")).text()
    assert f"<h2>{nobody}</h2>" not in after


async def test_the_parents_page_comes_without_the_database_too(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: Any) -> bool:
        raise OSError("no database")

    monkeypatch.setattr(house.parts.on_duty, "ask", away)
    response = await house.visitor().call("GET", "/")
    assert response.status == 200
    html = await response.text()
    assert "tel:113" in html
    assert "<h2>Veilederne er ikke her nå</h2>" not in html


@pytest.mark.parametrize(
    ("query", "language"), [("", "nb"), ("?lang=nn", "nn"), ("?lang=en", "en"), ("?lang=xx", "nb")]
)
async def test_what_is_kept_for_when_web_is_away_has_the_numbers_and_needs_no_script(
    house: House, query: str, language: str
) -> None:
    html = await (await house.visitor().call("GET", f"/uten-nett{query}")).text()
    assert f'<html lang="{language}"' in html
    for number in ("tel:113", "tel:116117", "tel:112", "tel:116123"):
        assert number in html
    assert f'href="/?lang={language}"' in html
    assert "<script" not in html


async def test_the_worker_is_named_by_what_it_keeps(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def name() -> str:
        response = await house.visitor().call("GET", "/worker.js")
        assert response.content_type == "text/javascript"
        assert response.headers["Cache-Control"] == "no-store"
        assert "worker-src 'self'" in response.headers["Content-Security-Policy"]
        first, _, rest = (await response.text()).partition("\n")
        assert "addEventListener" in rest
        return str(json.loads(first.removeprefix("const KEPT = ").removesuffix(";"))["name"])

    before = await name()
    assert await name() == before
    entries = house.content.texts.entries
    changed = entries["page_unreachable_heading"].model_copy(update={"nn": "Andre ord"})
    monkeypatch.setitem(entries, "page_unreachable_heading", changed)
    assert await name() != before


async def test_the_console_page_holds_nothing_of_anybody(house: House) -> None:
    parent = await house.parent()
    html = await (await house.visitor().call("GET", "/konsoll")).text()
    assert parent.id not in html
    assert 'id="login-form"' in html


def test_web_never_imports_rasa() -> None:
    for file in SOURCES.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert "import rasa" not in text, file
        assert "from rasa" not in text, file
        assert "tensorflow" not in text, file
