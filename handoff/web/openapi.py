"""The description of the interface, made from the table of routes and served at /api/openapi.json."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pydantic.json_schema import models_json_schema

from handoff.web import schemas as s
from handoff.web.access import Access
from handoff.web.routes import Route

REF = "#/components/schemas/{model}"
SECURITY = {
    "parent": {"type": "http", "scheme": "bearer", "description": "token of one conversation"},
    "veileder": {"type": "apiKey", "in": "cookie", "name": "ventevakt_session"},
}


def openapi(routes: Sequence[Route]) -> dict[str, Any]:
    """OpenAPI 3.1 of these routes."""
    shown = [route for route in routes if route.in_openapi]
    models = {m for route in shown for m in (route.body, route.answer) if m} | {s.ErrorOut}
    _, schemas = models_json_schema([(m, "validation") for m in models], ref_template=REF)
    paths: dict[str, dict[str, Any]] = {}
    for route in shown:
        paths.setdefault(route.path, {})[route.method.lower()] = operation(route)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Ventevakt", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas.get("$defs", {}), "securitySchemes": SECURITY},
    }


def operation(route: Route) -> dict[str, Any]:
    """One call."""
    described: dict[str, Any] = {
        "summary": (route.handler.__doc__ or "").strip().split("\n")[0],
        "operationId": f"{route.method.lower()}{re.sub(r'[^a-z]+', '_', route.path)}".strip("_"),
        "parameters": parameters(route),
        "responses": responses(route),
        "security": security(route.access),
    }
    if route.body:
        required = route.body is not s.EmptyBody
        described["requestBody"] = {"required": required, "content": content(route.body.__name__)}
    return described


def parameters(route: Route) -> list[dict[str, Any]]:
    names = re.findall(r"{(\w+)}", route.path)
    in_path = [{"name": n, "in": "path", "required": True, "schema": {"type": "string"}} for n in names]
    in_query = [
        {"name": q.name, "in": "query", "description": q.meaning, "schema": {"type": q.kind}}
        for q in route.query
    ]
    return in_path + in_query


def responses(route: Route) -> dict[str, Any]:
    """The good answer, and every error the call may give."""
    good: dict[str, Any] = {"description": "No content" if route.answer is None else "OK"}
    if route.answer:
        good["content"] = content(route.answer.__name__)
    errors = {*route.errors, *((400, 413) if route.body else ()), *((400,) if route.query else ())}
    errors |= set() if route.access is Access.PUBLIC else {401, 403}
    told = {
        str(status): {"description": "Error", "content": content("ErrorOut")} for status in sorted(errors)
    }
    return {str(route.status): good, **told}


def content(model: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": REF.format(model=model)}}}


def security(access: Access) -> list[dict[str, list[str]]]:
    """Who may call: nobody in particular, a parent, a veileder, or either."""
    by: list[dict[str, list[str]]] = [{"parent": []}] if "parent" in access.value else []
    return by + ([{"veileder": []}] if set(access.value) - {"parent"} else [])
