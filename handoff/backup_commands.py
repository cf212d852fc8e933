"""`ventevakt backup` and `ventevakt restore`."""

from __future__ import annotations

from pathlib import Path

import click

A_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=A_FILE)
@click.option("--without-conversations", is_flag=True, help="leave out all conversations and their text")
def backup(file: Path, without_conversations: bool) -> None:
    """Copy the SQLite database into a new FILE, also while Ventevakt runs."""
    from handoff.backup import BackupRefused, back_up
    from handoff.settings import Settings

    try:
        back_up(Settings.from_env(), file, without_conversations=without_conversations)
    except BackupRefused as problem:
        raise click.ClickException(str(problem)) from problem
    if without_conversations:
        click.echo(f"Kopien ligger i {file}. Samtalene er ikke med.")
    else:
        click.echo(
            f"Kopien ligger i {file}. Den inneholder det foreldre har skrevet: slett den så snart som mulig."
        )


@click.command()
@click.argument("file", type=A_FILE)
@click.option(
    "--replace", "replacing", is_flag=True, help="put it in the place of the database that is there"
)
def restore(file: Path, replacing: bool) -> None:
    """Make FILE, taken by `ventevakt backup`, the database. Ventevakt must not be running."""
    from content.errors import ContentError
    from handoff.backup import BackupRefused
    from handoff.backup import restore as put_back
    from handoff.settings import Settings

    try:
        done = put_back(Settings.from_env(), file, replacing=replacing)
    except (BackupRefused, ContentError) as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(
        f"Kopien er lagt tilbake. Samtaler: {done.kept} er der, {done.deleted} er slettet fordi tiden deres var ute. "
        "Alle må logge inn på nytt."
    )
