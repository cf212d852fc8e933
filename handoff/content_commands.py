"""`ventevakt content ...`: what a parent can be shown, for whoever reads and approves it."""

from __future__ import annotations

import click


@click.group()
def content() -> None:
    """What a parent can be shown."""


@content.command()
@click.option("--kommune", "number", metavar="NNNN", help="the services of this kommune, as they read now")
def preview(number: str | None) -> None:
    """Print every text and strategy in all its languages, with who approved it and when it must be looked at again."""
    from content.errors import ContentError
    from content.texts import Texts
    from handoff.clock import SystemClock
    from handoff.content_preview import kommune_page, whole_page
    from handoff.resource_commands import content_folder, known_kommune, read_directory, refuse

    folder, now = content_folder(), SystemClock().now()
    try:
        if number is None:
            page = whole_page(folder, now)
        else:
            directory = read_directory()
            known_kommune(directory, number)
            page = kommune_page(directory, Texts.load(folder), number, now)
    except ContentError as error:
        refuse(*map(str, error.problems), "Rett dette først. Kjør «ventevakt resources check».")
    click.echo(page, nl=False)
