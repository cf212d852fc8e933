"""What every request passes: figures, security headers, one shape of errors, access."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from functools import partial

from aiohttp import web

from handoff.chat.reading import log_failure
from handoff.errors import BadRequest, Broken, HandoffError, MethodNotAllowed, NotAllowed, NotFound, TooLong
from handoff.web.access import Access, caller_of
from handoff.web.handlers.pages import PAGES, words_of
from handoff.web.keys import CALLER, PARTS

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
ACCESS = web.AppKey("access", dict[tuple[str, str], Access])

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "media-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}
HTTP_ERRORS: dict[int, type[HandoffError]] = {
    404: NotFound,
    405: MethodNotAllowed,
    413: TooLong,
    403: NotAllowed,
}


@web.middleware
async def measured(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Count and time by route; ids are not part of the figures."""
    begun = time.perf_counter()
    response = await handler(request)
    path = canonical(request) or "other"
    figure = request.app[PARTS].metrics.requests.labels(path=path, status=str(response.status))
    figure.observe(time.perf_counter() - begun)
    return response


@web.middleware
async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Security headers on everything; nothing of ours is kept in caches but static files, which are asked for again."""
    response = await handler(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)  # a page may have a policy of its own
    is_static = request.path.startswith("/static/")
    response.headers.setdefault("Cache-Control", "no-cache" if is_static else "no-store")
    return response


@web.middleware
async def shaped_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every error has one shape: {"error": machine word, "message": Norwegian sentence}."""
    try:
        return await handler(request)
    except HandoffError as problem:
        return error_response(request, problem)
    except web.HTTPException as problem:
        if problem.status < 400:
            raise
        response = error_response(request, HTTP_ERRORS.get(problem.status, BadRequest)())
        if "Allow" in problem.headers:
            response.headers["Allow"] = problem.headers["Allow"]
        return response
    except Exception as problem:
        log_failure("request failed", problem, method=request.method, path=canonical(request))
        return error_response(request, Broken())


def error_response(request: web.Request, problem: HandoffError) -> web.Response:
    """An error as the caller gets it."""
    texts = request.app[PARTS].texts
    message = texts.get(f"error_{problem.word}", "nb", **problem.values)
    if wants_page(request):
        return refused_page(request, problem.status, message)
    headers = {"Retry-After": str(problem.retry_after)} if problem.retry_after else None
    return web.json_response(
        {"error": problem.word, "message": message}, status=problem.status, headers=headers
    )


def wants_page(request: web.Request) -> bool:
    """Whether a browser was led to a page of the staff, which is no place for JSON."""
    return request.path.startswith("/konsoll/") and "text/html" in request.headers.get("Accept", "")


def refused_page(request: web.Request, status: int, message: str) -> web.Response:
    """The sentence on a page of its own, with the way to the login."""
    words = partial(words_of, request.app[PARTS].texts, "nb")
    html = request.app[PAGES].get_template("refused.html").render(texts=words, message=message)
    return web.Response(text=html, content_type="text/html", status=status)


@web.middleware
async def let_in(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Closed by default: only who the route declares comes through."""
    if request.match_info.http_exception is None:  # else 404 or 405, which the router raises itself
        access = request.app[ACCESS].get((request.method, canonical(request) or ""))
        request[CALLER] = await caller_of(request, access)
    return await handler(request)


def canonical(request: web.Request) -> str | None:
    """The route's path with its placeholders; None when no route fits."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else None
