"""`ventevakt resources ...`: what staff do with the content files from the command line."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from directory import Directory
    from directory.edit import Edited
    from directory.model import Kommune
    from directory.stale import Report

ROOT = Path(__file__).resolve().parent.parent


@click.group()
def resources() -> None:
    """The content files that staff edit."""


@resources.command()
def check() -> None:
    """Check every file in resources/: all problems at once, with file, line and what was expected.

    What is only in doubt is told too, as «Advarsel»; it does not make the check fail.
    """
    from directory.check import doubts
    from handoff.content_check import all_problems

    problems = all_problems(content_folder(), today=_today())
    for problem in problems:
        click.echo(str(problem))
    for file, line, message in doubts(content_folder()):
        click.echo(f"{file}:{line}  Advarsel: {message}")
    if problems:
        files = {problem.file for problem in problems}
        click.echo(
            f"{len(problems)} feil i {len(files)} fil{'er' if len(files) > 1 else ''}. Feltene er forklart i resources/README.md"
        )
        sys.exit(1)
    click.echo("Alle filer i resources/ er i orden.")


@resources.command()
@click.option("--csv", "as_csv", is_flag=True, help="CSV on standard output, the totals on standard error")
@click.option("--kommune", "number", metavar="NNNN", help="only this kommune")
def stale(as_csv: bool, number: str | None) -> None:
    """List what is unverified, older than its limit, missing or reported, and how much there is of each."""
    from directory import stale as listing

    directory = read_directory()
    kommuner = list(directory.kommuner.values()) if number is None else [known_kommune(directory, number)]
    nasjonale = None if number else directory.nasjonale
    found = list(listing.items(kommuner, nasjonale, today=_today(), reports=_reports()))
    to_check, totals = listing.to_check(found), listing.totals_as_table(listing.totals(found))
    if as_csv:
        click.echo(listing.as_csv(to_check), nl=False)
        click.echo(totals, nl=False, err=True)
    else:
        click.echo(f"{listing.as_table(to_check)}\n{totals}", nl=False)


@resources.command("map")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def coverage_map(file: Path) -> None:
    """Write FILE.html: a map of Norway that shows what is known for each kommune, with the same in tables."""
    from directory.boundaries import FILE, read_boundaries
    from directory.coverage_map import coverage_page

    directory = read_directory()
    try:
        boundaries = read_boundaries(content_folder() / FILE)
    except (OSError, ValueError):
        refuse(f"Kartet {FILE} finnes ikke, eller er ikke et kart over kommunene.")
    _write(file, coverage_page(directory.kommuner, boundaries, today=_today()))


@resources.command("set")
@click.argument("kommunenummer")
@click.argument("what", metavar="TJENESTE.FELT")
@click.argument("value", metavar="VERDI")
@click.option("--source", default="", help="where it was read: an address on the web, or who said so")
@click.option("--date", "checked", metavar="YYYY-MM-DD", help="the day it was read (today when left out)")
@click.option("--shared", is_flag=True, help="change it in every kommune that shares the service")
def set_(kommunenummer: str, what: str, value: str, source: str, checked: str | None, shared: bool) -> None:
    """Change one fact in legevakt_kommuner.yaml, and note where and when it was read.

    Fields: telefon, status, adresse, apningstid (YAML), navn, nettside, dekker, samarbeid (names or numbers of kommuner,
    commas between), merknad (needs no source). The kommune's own
    site is nettsted.adresse. The second of several services of a kind
    is written familievernkontor.2.telefon. An empty VERDI ("") takes out what stands there; status missing takes out
    all that is said of the service.

    Example: ventevakt resources set 0301 legevakt.telefon "23 48 72 00" --source https://... --date 2026-11-20
    """
    from directory.edit import Edit, EditRefused, edit_file

    today = _today()
    edit = Edit(kommunenummer, what, value, source, checked or today.isoformat())
    try:
        edited = edit_file(content_folder(), edit, today=today, shared=shared)
    except EditRefused as refused:
        again = ["Skal alle ha det nye, så kjør igjen med --shared."] if refused.shared else []
        refuse(*refused.reasons, *again)
    _tell(edit.what, edited)


@resources.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def schema(folder: Path) -> None:
    """Write JSON Schemas of the content files into FOLDER, so that editors complete and underline."""
    from handoff.content_schemas import write_schemas

    try:
        written = write_schemas(folder)
    except OSError:
        refuse(f"{folder} kan ikke skrives til.")
    click.echo(f"{len(written)} skjemaer er skrevet til {folder}.")


@resources.command()
@click.option("--format", "form", type=click.Choice(["hsds", "csv"]), required=True)
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def export(form: str, out: Path) -> None:
    """Write the directory to OUT: Open Referral HSDS 3.0 (JSON) or CSV. The terms of use go to OUT.license."""
    from directory.export_csv import services_csv
    from directory.hsds import as_json, hsds_services

    directory = read_directory()
    try:
        terms = (content_folder() / "LICENSES.md").read_text(encoding="utf-8")
    except OSError:
        refuse("LICENSES.md mangler blant innholdsfilene. Uten vilkårene kan ingenting gis videre.")
    if form == "hsds":
        text = as_json(hsds_services(directory, today=_today()))
    else:
        text = services_csv(directory, today=_today())
    _write(out, text)
    _write(out.with_name(f"{out.name}.license"), terms)


def content_folder() -> Path:
    """The content files: VENTEVAKT_RESOURCES, as for the service itself."""
    return Path(os.environ.get("VENTEVAKT_RESOURCES") or ROOT / "resources")


def _today() -> date:
    from directory.opening_hours import OSLO

    return datetime.now(OSLO).date()


def read_directory() -> Directory:
    """The directory; files that cannot be used are refused with all that is wrong."""
    from content.errors import ContentError
    from directory import Directory

    try:
        return Directory.load(content_folder())
    except ContentError as error:
        refuse(*map(str, error.problems), "Rett dette først. Kjør «ventevakt resources check».")


def known_kommune(directory: Directory, number: str) -> Kommune:
    """The kommune with this number; another is refused with what may have been meant."""
    from directory.unknown import no_such_kommune

    if number not in directory.kommuner:
        refuse(no_such_kommune(number, {key: one.entydig for key, one in directory.kommuner.items()}))
    return directory.kommuner[number]


def _reports() -> list[Report]:
    """What veiledere have reported, from the service's database; without one the list stands by itself."""
    from sqlalchemy.engine import make_url

    from handoff.directory_changes import listed_reports
    from handoff.settings import SettingRefused, Settings
    from handoff.store.once import read_once

    try:
        url = Settings.from_env().database_url
        address = make_url(url)
        if address.get_backend_name() == "sqlite" and not Path(address.database or "").is_file():
            return []
        return read_once(url, listed_reports)
    except SettingRefused as refused:
        click.echo(str(refused), err=True)
    except Exception as error:  # away, too old, not ours: the list is useful without it, but it must be said
        click.echo(f"Databasen kan ikke leses ({type(error).__name__}).", err=True)
    click.echo("Meldinger om feil nummer er derfor ikke med.", err=True)
    return []


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError:
        refuse(f"{path} kan ikke skrives.")
    click.echo(f"{path} er skrevet.")


def _tell(what: str, edited: Edited) -> None:
    click.echo(f"{what} er endret i {_listed(edited.changed)}.")
    for sentence in edited.said:
        click.echo(sentence)
    if edited.elsewhere:
        click.echo(
            f"Tjenesten deles med {_listed(edited.elsewhere)}, der det ikke står ennå. Gjelder det dem også, så kjør igjen med --shared."
        )


def _listed(kommuner: dict[str, str]) -> str:
    names = [f"{name} ({number})" for number, name in kommuner.items()]
    return f"{', '.join(names[:-1])} og {names[-1]}" if len(names) > 1 else names[0]


def refuse(*sentences: str) -> NoReturn:
    """End the command with these sentences."""
    for sentence in sentences:
        click.echo(sentence, err=True)
    sys.exit(1)
