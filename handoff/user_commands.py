"""`ventevakt user ...`: logins, for the operator. A leader has the page /konsoll/brukere."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

import click

from handoff.store.once import read_once, write_once

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from handoff.settings import Settings
    from handoff.staff import Login

T = TypeVar("T")


@click.group()
def user() -> None:
    """Logins of the staff."""


@user.command()
@click.argument("name")
@click.option("--role", type=click.Choice(["veileder", "fagansvarlig", "leder"]), required=True)
@click.option("--password-stdin", is_flag=True, required=True, help="read the password from standard input")
def add(name: str, role: str, password_stdin: bool) -> None:
    """Add a login, or give an existing one a new password and role and open it if it was shut."""
    from handoff.users import PasswordRefused, add_user

    settings = _settings()
    try:
        asyncio.run(
            add_user(settings.database_url, name=name, role=role, password=sys.stdin.readline().rstrip("\n"))
        )
    except PasswordRefused as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"{name} kan logge inn som {role}.")


@user.command("list")
def list_() -> None:
    """Every login: name, role, since when, last seen, whether it is shut."""
    from handoff.staff import logins

    for login in read_once(_settings().database_url, logins):
        click.echo("\t".join(_line(login)))


@user.command()
@click.argument("name")
def shut(name: str) -> None:
    """Shut a login: signed out at once, what it holds goes back to the queue. Nothing is deleted."""
    from handoff.clock import SystemClock
    from handoff.staff import named
    from handoff.staff import shut as shut_login

    async def work(tx: AsyncSession) -> None:
        await shut_login(tx, await named(tx, name), by=None, now=SystemClock().now())

    _write(_settings(), work)
    click.echo(f"{name} er stengt ute.")


@user.command("open")
@click.argument("name")
def open_(name: str) -> None:
    """Let a shut login in again, with the role and the password it had."""
    from handoff.clock import SystemClock
    from handoff.staff import named, reopen

    async def work(tx: AsyncSession) -> None:
        await reopen(tx, await named(tx, name), by=None, now=SystemClock().now())

    _write(_settings(), work)
    click.echo(f"{name} kan logge inn igjen.")


def _line(login: Login) -> list[str]:
    seen = f"sist innom {login.last_seen}" if login.last_seen else "ikke innom ennå"
    state = f"stengt {login.shut}" if login.shut else "åpen"
    return [login.name, login.role, f"siden {login.since}", seen, state]


def _settings() -> Settings:
    """The settings of the service, its database brought up to date."""
    from handoff.settings import Settings
    from handoff.store.migrate import upgrade

    settings = Settings.from_env()
    settings.data.mkdir(parents=True, exist_ok=True)
    upgrade(settings.database_url)
    return settings


def _write(settings: Settings, work: Callable[[AsyncSession], Awaitable[T]]) -> T:
    """Do something with the database in one transaction; what is refused is said in a sentence."""
    from content.texts import Texts
    from handoff.errors import HandoffError

    try:
        return write_once(settings.database_url, work)
    except HandoffError as refused:
        texts = Texts.load(settings.resources)
        raise click.ClickException(texts.get(f"error_{refused.word}", "nb", **refused.values)) from refused
