"""Every route with who may call it and what it answers: the one table behind the router, access and OpenAPI."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web
from pydantic import BaseModel

from handoff.web import schemas as s
from handoff.web.access import Access
from handoff.web.handlers import (
    chat,
    console,
    content,
    directory,
    operator,
    pages,
    practice,
    registrations,
    reports,
    session,
    staffing,
    statistics,
    unreachable,
    users,
)

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
D = "/api/directory"
U = "/api/users"

ROUTES: tuple[Route, ...] = (
    Route("POST", C, chat.start, Access.PUBLIC, 201, s.StartedOut, s.StartBody, errors=(429,)),
    Route("POST", ONE + "/messages", chat.post_message, Access.EITHER, 201, s.PostedOut, s.MessageBody,
          errors=(*OWN, 413, 422)),
    Route("GET", ONE + "/messages", chat.get_messages, Access.EITHER, 200, s.PollOut, query=POLL, errors=OWN),
    Route("POST", ONE + "/human", chat.ask_for_human, Access.PARENT, 204, body=s.EmptyBody, errors=OWN),
    Route("POST", ONE + "/typing", chat.typing, Access.EITHER, 204, body=s.EmptyBody, errors=OWN),
    Route("POST", ONE + "/leave", chat.leave, Access.PARENT, 204, body=s.LeaveBody, errors=OWN),
    Route("POST", "/api/session", session.sign_in, Access.PUBLIC, 204, body=s.LoginBody,
          errors=(401, 403, 422, 429)),
    Route("DELETE", "/api/session", session.sign_out, Access.PUBLIC, 204, errors=(403,)),
    Route("GET", "/api/queue", console.get_queue, Access.VEILEDER, 200, s.QueueOut, query=POLL[1:]),
    Route("GET", ONE, console.get_conversation, Access.VEILEDER, 200, s.ConversationOut, errors=OWN),
    Route("POST", ONE + "/claim", console.claim, Access.VEILEDER, 200, s.ClaimOut, s.EmptyBody, errors=OWN),
    Route("POST", ONE + "/coming", console.coming, Access.VEILEDER, 204, body=s.EmptyBody, errors=OWN),
    Route("POST", ONE + "/release", console.release, Access.VEILEDER, 204, body=s.EmptyBody, errors=OWN),
    Route("POST", ONE + "/close", console.close, Access.VEILEDER, 204, body=s.EmptyBody, errors=OWN),
    Route("POST", ONE + "/alerts/{n}/ack", console.acknowledge, Access.VEILEDER, 204, body=s.EmptyBody, errors=OWN),
    Route("POST", ONE + "/themes", console.decide_theme, Access.VEILEDER, 204, body=s.ThemeBody, errors=(*OWN, 422)),
    Route("POST", ONE + "/registration", registrations.register, Access.VEILEDER, 201, s.RegisteredOut,
          s.RegistrationBody, errors=(*OWN, 422)),
    Route("POST", "/api/registrations", registrations.register_phone, Access.VEILEDER, 201, s.RegisteredOut,
          s.PhoneBody, errors=(409, 422)),
    Route("GET", "/api/practice", practice.get_practice, Access.VEILEDER, 200, s.PracticeOut),
    Route("POST", "/api/practice", practice.start, Access.VEILEDER, 201, s.PracticeStartedOut, s.PracticeBody,
          errors=OWN),
    Route("GET", "/api/practice/{id}", practice.get_review, Access.VEILEDER, 200, s.PracticeReviewOut, errors=OWN),
    Route("POST", "/api/practice/{id}/stop", practice.stop, Access.VEILEDER, 204, body=s.EmptyBody, errors=(404,)),
    Route("POST", "/api/shift-notes", reports.write_note, Access.STAFF, 201, s.NoteOut, s.NoteBody, errors=(422,)),
    Route("DELETE", "/api/shift-notes/{n}", reports.take_back_note, Access.STAFF, 204, errors=(404,)),
    Route("GET", "/api/categories", registrations.get_categories, Access.STAFF, 200, s.CategoriesOut),
    Route("GET", "/api/statistics", registrations.get_statistics, Access.LEADER_ALONE, 200, s.StatisticsOut,
          query=(Query("from", "string", "first day, 2026-01-01"), Query("to", "string", "last day"))),
    Route("GET", "/api/replies", content.get_replies, Access.VEILEDER, 200, s.RepliesOut,
          query=(Query("language", "string", "nb, nn or en"),)),
    Route("GET", "/api/resources", content.find_kommuner, Access.PUBLIC, 200, s.ResourcesOut,
          query=(Query("q", "string", "a place name"),)),
    Route("GET", "/api/resources/{kommunenummer}", content.get_kommune, Access.PUBLIC, 200, s.KommuneServicesOut,
          query=(Query("language", "string", "nb, nn or en"),), errors=(404,)),
    Route("POST", "/api/resources/{kommunenummer}/report", content.report, Access.STAFF, 201, s.RegisteredOut,
          s.ReportBody, errors=(404,)),
    Route("GET", D, directory.get_overview, Access.STAFF, 200, s.DirectoryOut),
    Route("GET", D + "/stale", directory.get_stale, Access.STAFF, 200, s.StaleOut),
    Route("GET", "/api/kommuner", directory.find, Access.STAFF, 200, s.ResourcesOut,
          query=(Query("q", "string", "a number, a name or a place"),)),
    Route("GET", D + "/{kommunenummer}", directory.get_kommune, Access.STAFF, 200, s.DirectoryKommuneOut, errors=(404,)),
    Route("GET", D + "/{kommunenummer}/services", directory.get_services, Access.STAFF, 200, s.KommuneServicesOut,
          errors=(404,)),
    Route("POST", D + "/{kommunenummer}/check", directory.check_change, Access.EDITOR, 200, s.CheckedOut, s.EditBody,
          errors=(*OWN, 422)),
    Route("POST", D + "/{kommunenummer}/changes", directory.change, Access.EDITOR, 201, s.EditedOut, s.EditBody,
          errors=(*OWN, 422)),
    Route("POST", D + "/changes/{n}/undo", directory.undo_change, Access.EDITOR, 201, s.EditedOut, s.EmptyBody,
          errors=(*OWN, 422)),
    Route("POST", D + "/reports/{n}/seen", directory.see_to_report, Access.EDITOR, 204, body=s.EmptyBody,
          errors=(404,)),
    Route("GET", U, users.get_users, Access.LEADER_ALONE, 200, s.UsersOut),
    Route("POST", U, users.add_user, Access.LEADER_ALONE, 201, s.NewUserOut, s.NewUserBody, errors=(409, 422)),
    Route("POST", U + "/{n}/role", users.change_role, Access.LEADER_ALONE, 204, body=s.RoleBody, errors=OWN),
    Route("POST", U + "/{n}/password", users.set_password, Access.LEADER_ALONE, 200, s.MadePasswordOut, s.PasswordBody,
          errors=(404, 422)),
    Route("POST", U + "/{n}/shut", users.shut_user, Access.LEADER_ALONE, 204, body=s.EmptyBody, errors=OWN),
    Route("POST", U + "/{n}/open", users.open_user, Access.LEADER_ALONE, 204, body=s.EmptyBody, errors=(404,)),
    Route("GET", "/healthz", operator.healthz, Access.PUBLIC, 200, s.HealthOut, errors=(503,)),
    Route("GET", "/readyz", operator.readyz, Access.PUBLIC, 200, s.ReadyOut, errors=(503,)),
    Route("GET", "/metrics", operator.metrics, Access.PUBLIC, 200, in_openapi=False),
    Route("GET", "/", pages.parent_page, Access.PUBLIC, 200, in_openapi=False),
    Route("GET", unreachable.PATH, unreachable.unreachable_page, Access.PUBLIC, 200, in_openapi=False),
    Route("GET", "/worker.js", unreachable.worker, Access.PUBLIC, 200, in_openapi=False),
    Route("GET", "/konsoll/vaktrapport", reports.shift_page, Access.STAFF, 200, in_openapi=False),
    Route("GET", "/konsoll/temaforslag", reports.rates_page, Access.LEADER, 200, in_openapi=False),
    Route("GET", "/konsoll", pages.console_page, Access.PUBLIC, 200, in_openapi=False),
    Route("GET", "/konsoll/statistikk", statistics.statistics_page, Access.LEADER_ALONE, 200, in_openapi=False),
    Route("GET", "/konsoll/statistikk.csv", statistics.statistics_csv, Access.LEADER_ALONE, 200, in_openapi=False),
    Route("GET", "/konsoll/statistikk.pdf", statistics.statistics_pdf, Access.LEADER_ALONE, 200, in_openapi=False),
    Route("GET", "/konsoll/bemanning", staffing.staffing_page, Access.LEADER_ALONE, 200, in_openapi=False),
    Route("GET", "/konsoll/brukere", users.users_page, Access.LEADER_ALONE, 200, in_openapi=False),
    Route("GET", "/konsoll/opplaering", practice.choose_page, Access.PUBLIC, 200, in_openapi=False),
    Route("GET", "/konsoll/opplaering/{id}", practice.points_page, Access.PUBLIC, 200, in_openapi=False),
    Route("GET", "/konsoll/tjenester", directory.directory_page, Access.PUBLIC, 200, in_openapi=False),
    Route("GET", "/konsoll/tjenester/kart", directory.coverage_map, Access.STAFF, 200, in_openapi=False),
    Route("GET", "/static/{path:.+}", pages.static_file, Access.PUBLIC, 200, in_openapi=False),
)  # fmt: skip
