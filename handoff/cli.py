"""The command `ventevakt`. Each command is a thin edge: it reads arguments, calls plain functions, prints."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import IO

import click

from handoff.backup_commands import backup, restore
from handoff.content_commands import content
from handoff.resource_commands import resources
from handoff.staffing.command import simulate
from handoff.stats_commands import stats
from handoff.user_commands import user

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


class Commands(click.Group):
    """Commands of which each may read the settings: one that cannot be read is told in its own sentence."""

    def invoke(self, context: click.Context) -> object:
        from handoff.settings import SettingRefused

        try:
            return super().invoke(context)
        except SettingRefused as refused:
            click.echo(str(refused), err=True)
            sys.exit(1)


def print_line(result: object) -> None:
    """One JSON line. Half a character, which JSON may hold and nobody can write, becomes a question mark."""
    click.echo(json.dumps(result, ensure_ascii=False).encode("utf-8", "replace"))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Ventevakt: selskap og trygghet i køen til en hjelpetelefon."""


@main.command()
def up() -> None:
    """Start everything: database, web and assistant, under one supervisor."""
    from handoff.launch import up as start

    start()


@main.command()
def serve() -> None:
    """Start web alone."""
    from handoff.main import main as serve_web

    serve_web()


@main.command()
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"), default="-")
def screen(file: IO[str]) -> None:
    """Read JSON lines {"id", "text"}, write one JSON line of findings for each.

    Lines with the same "conversation" share one state; all others start from an empty one.
    """
    from handoff.screen_lines import screen_lines

    for result in screen_lines(file, RESOURCES):
        print_line(result)


@main.command()
def protocol() -> None:
    """Print the screening protocol as a page to read: every rule with its signs, texts and sources."""
    from screening.protocol import ProtocolError, load_protocol
    from screening.protocol_page import page

    try:
        click.echo(page(load_protocol(RESOURCES)), nl=False)
    except ProtocolError as problem:
        raise click.ClickException(str(problem)) from problem


@main.command()
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"))
@click.option("--url", required=True, help="address of a running Ventevakt")
@click.option("--user", required=True, help="a veileder's login, to see what the veileder would see")
@click.option("--password-stdin", is_flag=True, required=True, help="read the password from standard input")
def replay(file: IO[str], url: str, user: str, password_stdin: bool) -> None:
    """Play parent scripts {"id", "turns": [...]} over HTTP; write one JSON line per script."""
    from handoff.replay import NotReplayed, replay_scripts

    async def play() -> None:
        async for result in replay_scripts(
            file, url=url, user=user, password=sys.stdin.readline().rstrip("\n")
        ):
            print_line(result)

    try:
        asyncio.run(play())
    except NotReplayed as problem:
        raise click.ClickException(str(problem)) from None


main.add_command(resources)
main.add_command(content)
main.add_command(user)
main.add_command(stats)
main.add_command(simulate)
main.add_command(backup)
main.add_command(restore)


if __name__ == "__main__":
    main()
