"""Every route with who may call it and what it answers: the one table behind the router, access and OpenAPI."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web
from pydantic import BaseModel

from handoff.web import schemas as s
from handoff.web.access import Access
from handoff.web.handlers import chat, console, content, operator, pages, registrations, session

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Query:
    """A parameter in the query."""

    name: str
    kind: str = "integer"
    meaning: str = ""


@dataclass(frozen=True)
class Route:
    """One call of the interface. `answer` None: no content."""

    method: str
    path: str
    handler: Handler
    access: Access
    status: int
    answer: type[BaseModel] | None = None
    body: type[s.Body] | None = None
    query: tuple[Query, ...] = ()
    errors: tuple[int, ...] = ()
    in_openapi: bool = True


POLL = (
    Query("after", meaning="number of the last message one has"),
    Query("seen", meaning="version of the status one has"),
    Query("wait", meaning="seconds to wait for news, at most 25"),
)
C = "/api/conversations"
ONE = C + "/{id}"
OWN = (404, 409)

ROUTES: tuple[Route, ...] = (
    Route("POST", C, chat.start, Access.PUBLIC, 201, s.StartedOut, s.StartBody, errors=(429,)),
    Route("POST", ONE + "/messages", chat.post_message, Access.EITHER, 201, s.PostedOut, s.MessageBody,
          errors=(*OWN, 413, 422)),
    Route("GET", ONE + "/messages", chat.get_messages, Access.EITHER, 200, s.PollOut, query=POLL, errors=OWN),
    Route("POST", ONE + "/human", chat.ask_for_human, Access.PARENT, 204, body=s.EmptyBody, errors=OWN),
    Route("POST", ONE + "/typing", chat.typing, Access.EITHER, 204, body=s.EmptyBody, errors=OWN),
    Route("POST", ONE + "/leave", chat.leave, Access.PARENT, 204, body=s.LeaveBody, errors=OWN),
    Route("POST", "/api/session", session.sign_in, Access.PUBLIC, 204, body=s.LoginBody, errors=(401, 403, 429)),
    Route("DELETE", "/api/session", session.sign_out, Access.PUBLIC, 204, errors=(403,)),
    Route("GET", "/api/queue", console.get_queue, Access.VEILEDER, 200, s.QueueOut, query=POLL[1:]),
    Route("GET", ONE, console.get_conversation, Access.VEILEDER, 200, s.ConversationOut, errors=OWN),
    Route("POST", ONE + "/claim", console.claim, Access.VEILEDER, 200, s.ClaimOut, s.EmptyBody, errors=OWN),
    Route("POST", ONE + "/release", console.release, Access.VEILEDER, 204, body=s.EmptyBody, errors=OWN),
    Route("POST", ONE + "/close", console.close, Access.VEILEDER, 204, body=s.EmptyBody, errors=OWN),
    Route("POST", ONE + "/alerts/{n}/ack", console.acknowledge, Access.VEILEDER, 204, body=s.EmptyBody, errors=OWN),
    Route("POST", ONE + "/themes", console.decide_theme, Access.VEILEDER, 204, body=s.ThemeBody, errors=(*OWN, 422)),
    Route("POST", ONE + "/registration", registrations.register, Access.VEILEDER, 201, s.RegisteredOut,
          s.RegistrationBody, errors=(*OWN, 422)),
    Route("POST", "/api/registrations", registrations.register_phone, Access.VEILEDER, 201, s.RegisteredOut,
          s.PhoneBody, errors=(422,)),
    Route("GET", "/api/categories", registrations.get_categories, Access.STAFF, 200, s.CategoriesOut),
    Route("GET", "/api/statistics", registrations.get_statistics, Access.LEADER, 200, s.StatisticsOut,
          query=(Query("from", "string", "first day, 2026-01-01"), Query("to", "string", "last day"))),
    Route("GET", "/api/replies", content.get_replies, Access.VEILEDER, 200, s.RepliesOut,
          query=(Query("language", "string", "nb, nn or en"),)),
    Route("GET", "/api/resources", content.find_kommuner, Access.PUBLIC, 200, s.ResourcesOut,
          query=(Query("q", "string", "a place name"),)),
    Route("GET", "/api/resources/{kommunenummer}", content.get_kommune, Access.PUBLIC, 200, s.KommuneServicesOut,
          query=(Query("language", "string", "nb, nn or en"),), errors=(404,)),
    Route("POST", "/api/resources/{kommunenummer}/report", content.report, Access.STAFF, 201, s.RegisteredOut,
          s.ReportBody, errors=(404,)),
    Route("GET", "/healthz", operator.healthz, Access.PUBLIC, 200, s.HealthOut, errors=(503,)),
    Route("GET", "/readyz", operator.readyz, Access.PUBLIC, 200, s.ReadyOut, errors=(503,)),
    Route("GET", "/metrics", operator.metrics, Access.PUBLIC, 200, in_openapi=False),
    Route("GET", "/", pages.parent_page, Access.PUBLIC, 200, in_openapi=False),
    Route("GET", "/konsoll", pages.console_page, Access.PUBLIC, 200, in_openapi=False),
    Route("GET", "/static/{path:.+}", pages.static_file, Access.PUBLIC, 200, in_openapi=False),
)  # fmt: skip
