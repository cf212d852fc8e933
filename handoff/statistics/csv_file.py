"""Figures as CSV, as Excel in Norwegian reads it: UTF-8 with BOM, semicolons, decimal commas."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from handoff.statistics.figures import Figures, Words
from handoff.statistics.grid import Hidden
from handoff.statistics.sections import Share, Table, Value, mark, sections_of, title_line

BOM = "\ufeff"


def as_csv(figures: Figures, words: Words, *, shared: bool) -> str:
    """All tables below each other, each under its heading, with an empty line between. `shared`: what the mark says."""
    out = StringIO()
    out.write(BOM)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    head = (title_line(figures, words), mark(figures, words, shared=shared), figures.origin)
    writer.writerows([line] for line in head if line)
    for section in sections_of(figures, words):
        writer.writerows([[], [section.heading], *([line] for line in section.lead)])
        for table in section.tables:
            writer.writerows([[], *lines_of(table, words)])
    return out.getvalue()


def lines_of(table: Table, words: Words) -> Iterator[list[str]]:
    """Heading row, rows, sum; a remark stands in a cell of its own after its row."""
    yield list(table.header)
    for number, (label, cells) in enumerate(table.rows):
        note = [table.notes[number]] if number in table.notes else []
        yield [label, *(plain(cell, words) for cell in cells), *note]
    if table.foot:
        yield [table.foot[0], *(plain(cell, words) for cell in table.foot[1])]


def plain(value: Value, words: Words) -> str:
    """A value as a spreadsheet wants it: 1234, 12,5, a share as per cent without its sign."""
    if value is None:
        return words("stat_not_given")
    if isinstance(value, Hidden):
        return words("stat_hidden")
    if isinstance(value, Share):
        return f"{value.value * 100:.1f}".replace(".", ",")
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0").replace(".", ",")
    return str(value)
