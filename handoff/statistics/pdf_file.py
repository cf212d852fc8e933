"""Figures as a report in PDF, ready to print: headings, charts and tables on A4."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace

from handoff.clock import OSLO
from handoff.statistics.charts import Chart, chart_of, picture_chart
from handoff.statistics.figures import Figures, Words
from handoff.statistics.sections import Section, Table, key_figures, mark, sections_of, shown, title_line

MOST_COLUMNS = 7
"""So many columns of numbers fit beside the names; a longer table goes on below."""
_INK, _SOFT, _LINE = (28, 38, 48), (76, 88, 100), (150, 150, 150)
_FILLS = ((29, 91, 110), (217, 233, 237), (255, 255, 255))
_HEAD = FontFace(emphasis="BOLD", fill_color=(235, 230, 220))
_NAME_WIDTH = 3.2
_WORDS_WIDTH = 6.0
_TALLEST = 150.0
_CHART_FONT = 7


class _Paper(FPDF):
    """A4 with the page number and the mark at the foot of each page."""

    def __init__(self, mark: str, page_word: str) -> None:
        super().__init__(format="A4")
        self.core_fonts_encoding = "cp1252"  # the letters every reader has: æøå, «», –
        self.mark, self.page_word = mark, page_word
        self.set_margins(18, 16)
        self.set_auto_page_break(auto=True, margin=20)

    def footer(self) -> None:
        self.set_y(-14)
        self.set_font("Helvetica", size=8)
        self.set_text_color(*_SOFT)
        self.cell(0, 5, printable(f"{self.mark}   {self.page_word} {self.page_no()}"), align="C")


def as_pdf(figures: Figures, words: Words, *, shared: bool, now: datetime) -> bytes:
    """The report. `shared`: what the mark on each page says; `now`: when it was made."""
    told = mark(figures, words, shared=shared)
    paper = _Paper(told, words("stat_pdf_page"))
    paper.set_lang("nb-NO")
    paper.set_title(printable(title_line(figures, words)))
    paper.set_creation_date(now.astimezone(OSLO))
    paper.add_page()
    _text(paper, title_line(figures, words), size=18, bold=True)
    _text(paper, words("stat_pdf_made", when=f"{now.astimezone(OSLO):%d.%m.%Y}"), soft=True)
    _text(paper, told, bold=True)
    for line in filter(None, [figures.origin]):
        _text(paper, line, soft=True)
    for key in key_figures(figures, words):
        _text(paper, f"{key.label}: {shown(key.value, words)}")
    for section in sections_of(figures, words):
        _section(paper, section, words)
    return bytes(paper.output())


def _section(paper: _Paper, section: Section, words: Words) -> None:
    if paper.will_page_break(45):
        paper.add_page()
    paper.ln(5)
    paper.set_text_color(*_INK)
    paper.start_section(printable(section.heading))
    _text(paper, section.heading, size=13, bold=True)
    for line in section.lead:
        _text(paper, line, soft=True)
    if chart := chart_of(section.grid):
        _chart(paper, chart)
    for table in section.tables:
        for picture in table.pictures:
            if chart := picture_chart(picture):
                _chart(paper, chart, picture.title)
        for part in parts_of(table):
            _table(paper, part, words)


def parts_of(table: Table) -> list[Table]:
    """A wide table as several with the same names, none wider than the paper."""
    width = len(table.header) - 1
    return [
        Table(
            table.caption,
            (table.header[0], *table.header[1:][start : start + MOST_COLUMNS]),
            tuple((label, cells[start : start + MOST_COLUMNS]) for label, cells in table.rows),
            table.foot and (table.foot[0], table.foot[1][start : start + MOST_COLUMNS]),
            table.notes if start == 0 else {},
            table.told,
        )
        for start in range(0, width, MOST_COLUMNS)
    ]


def _table(paper: _Paper, table: Table, words: Words) -> None:
    """Rows do not break over pages; the heading row comes again on the next."""
    paper.ln(2)
    paper.set_font("Helvetica", size=8)
    paper.set_text_color(*_INK)
    paper.set_draw_color(*_LINE)
    paper.set_fill_color(255, 255, 255)  # fpdf2 fills cells with what was used last
    columns = len(table.header) - 1
    widths = [_NAME_WIDTH, *(1.0 for _ in range(columns))]
    alignment = ["LEFT", *("RIGHT" for _ in range(columns))]
    if table.told:
        widths[-1], alignment[-1] = _WORDS_WIDTH, "LEFT"
    lines: list[tuple[str, Sequence[str]]] = [
        (
            label + (f" ({table.notes[number]})" if number in table.notes else ""),
            [shown(cell, words) for cell in cells],
        )
        for number, (label, cells) in enumerate(table.rows)
    ]
    with paper.table(
        col_widths=widths,
        text_align=alignment,
        headings_style=_HEAD,
        line_height=4.2,
        padding=0.8,
    ) as drawn:
        _row(drawn, table.header)
        for label, cells in lines:
            _row(drawn, (label, *cells))
        if table.foot:
            _row(
                drawn,
                (table.foot[0], *(shown(cell, words) for cell in table.foot[1])),
                FontFace(emphasis="BOLD"),
            )


def _row(drawn: object, texts: Sequence[str], style: FontFace | None = None) -> None:
    row = drawn.row(style=style)  # type: ignore[attr-defined]  # fpdf2 has no public name for its table
    for text in texts:
        row.cell(printable(text))


def _chart(paper: _Paper, chart: Chart, title: str = "") -> None:
    """The same shapes as on the screen, as wide as the page, with their title on a page that has room for them."""
    across = paper.epw / chart.width
    down = min(across, _TALLEST / chart.height)
    if paper.will_page_break(chart.height * down + (20 if title else 10)):
        paper.add_page()
    if title:
        paper.ln(2)
        _text(paper, title, soft=True)
    _legend(paper, chart)
    left, top = paper.l_margin, paper.get_y()
    paper.set_draw_color(*_LINE)
    for y in chart.lines:
        paper.line(left + chart.left * across, top + y * down, left + chart.width * across, top + y * down)
    for bar in chart.bars:
        _bar(
            paper,
            left + bar.x * across,
            top + bar.y * down,
            bar.width * across,
            bar.height * down,
            bar.series,
        )
    paper.set_text_color(*_INK)
    for label in chart.labels:
        paper.set_font("Helvetica", style="B" if label.strong else "", size=_CHART_FONT)
        text = printable(label.text)
        back = {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor] * paper.get_string_width(text)
        paper.text(left + label.x * across - back, top + label.y * down, text)
    paper.set_y(top + chart.height * down + 2)


def _legend(paper: _Paper, chart: Chart) -> None:
    """Which look belongs to which series."""
    for number, name in enumerate(chart.series):
        if paper.get_x() + 60 > paper.w - paper.r_margin:
            paper.ln(5)
        _bar(paper, paper.get_x(), paper.get_y() + 1, 5, 3, number)
        paper.set_x(paper.get_x() + 6)
        paper.set_font("Helvetica", size=8)
        paper.set_text_color(*_INK)
        paper.cell(54, 5, printable(name))
    if chart.series:
        paper.ln(6)


def _bar(paper: _Paper, x: float, y: float, width: float, height: float, series: int) -> None:
    """Filled dark, light, or white; the third with a line through it, so that grey print tells them apart."""
    paper.set_fill_color(*_FILLS[series % len(_FILLS)])
    paper.set_draw_color(*_INK)
    paper.rect(x, y, width, height, style="DF")
    if series % len(_FILLS) == 2:
        paper.line(x, y + height, x + width, y)


def _text(paper: _Paper, text: str, *, size: float = 9.5, bold: bool = False, soft: bool = False) -> None:
    paper.set_font("Helvetica", style="B" if bold else "", size=size)
    paper.set_text_color(*(_SOFT if soft else _INK))
    paper.multi_cell(0, size * 0.5, printable(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def printable(text: str) -> str:
    """The text in letters the paper's font has; any other becomes a question mark. The minus sign becomes a dash."""
    plain = text.replace("−", "–").replace("\u202f", "\u00a0")
    return plain.encode("cp1252", "replace").decode("cp1252")
