"""Columns of a PDF follow each other, in whatever order the file has them; the cells of a table stay side by side."""

from __future__ import annotations

import textwrap

import pytest
from cpu_limit import cpu_limit
from intake.files.file_samples import TITLE, draft, draft_or_sentence, line, lines, make_pdf

from bot.intake.files.pdf_columns import Piece, order_columns

PARAGRAPHS = (
    "The main sluice gate at Orven jammed halfway open on Thursday night, letting the river into forty cellars along "
    "Tanner Street before engineers closed it by hand.",
    "“We were promised thirty years without trouble, and we got eight months,” said Petra Vance, who runs the bakery.",
    "The water board blamed a worn bearing. Its director, Julian Ostrow, told reporters that a replacement had been "
    "ordered in September but never arrived.",
    "Firefighters pumped out the last cellar shortly before noon on Friday. Nobody was hurt, and the school on the "
    "island opened an hour late.",
    "The mill pond had been drained in spring, and no one had thought of refilling it before the autumn rain.",
    "Three lorries brought pumps from Kessel in the evening. The last of them was stuck on the bridge at Tarn for an "
    "hour, because a barrier would not open.",
)
HEAD = line(TITLE, 50, 750, 18, "F2")


def columns(count: int, paragraphs: tuple[str, ...] = PARAGRAPHS) -> list[list[tuple[str, int, int]]]:
    """The lines of each column, with their places; a blank line parts two paragraphs."""
    rows = [row for part in paragraphs for row in (*textwrap.wrap(part, 96 // count), "")]
    height = -(-len(rows) // count)
    return [
        [
            (row, 50 + 500 // count * n, 700 - 12 * at)
            for at, row in enumerate(rows[n * height : (n + 1) * height])
            if row
        ]
        for n in range(count)
    ]


def by_row(placed: list[list[tuple[str, int, int]]]) -> list[tuple[str, int, int]]:
    return sorted((row for column in placed for row in column), key=lambda row: (-row[2], row[1]))


def moved(rows: list[tuple[str, int, int]]) -> str:
    """The instructions that draw lines in one text object, each at a distance from the one before."""
    at_x, at_y, drawn = 0, 0, ""
    for text, x, y in rows:
        drawn += f"{x - at_x} {y - at_y} Td ({text}) Tj "
        at_x, at_y = x, y
    return f"BT /F1 10 Tf {drawn}ET\n"


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("written", ["by column", "by row", "by row, in one text object"])
def test_columns_follow_each_other(count: int, written: str) -> None:
    placed = columns(count)
    rows = [row for column in placed for row in column] if written == "by column" else by_row(placed)
    drawn = moved(rows) if "object" in written else "".join(line(*row) for row in rows)
    assert draft("a.pdf", make_pdf(HEAD + drawn)).text.split("\n\n") == list(PARAGRAPHS)


def test_text_across_the_page_stays_between_the_columns_above_and_below() -> None:
    upper, lower = columns(2, PARAGRAPHS[:3]), columns(2, PARAGRAPHS[4:] * 2)
    middle = lines(*textwrap.wrap(PARAGRAPHS[3], 95), y=600)
    drawn = "".join(line(*row) for row in by_row(upper)) + middle
    drawn += "".join(line(text, x, y - 130) for text, x, y in by_row(lower))
    read = draft("a.pdf", make_pdf(HEAD + drawn)).text.split("\n\n")
    assert read == [*PARAGRAPHS, *PARAGRAPHS[4:]]


@pytest.mark.parametrize(
    "rows",
    [
        [("Year", "Cellars"), ("2019", "12"), ("2021", "18"), ("2023", "9"), ("2026", "40")],
        [
            ("Monday", "The council meets in the town hall"),
            ("Tuesday", "The water board opens its workshop"),
            ("Wednesday", "Pumps are brought back to Kessel"),
            ("Thursday", "The new bearing is to arrive then"),
            ("Friday", "The gate is opened for a test"),
        ],
        [("Pumps", "12 were"), ("lorries", "3 of them")],
    ],
)
def test_the_cells_of_a_table_stay_side_by_side(rows: list[tuple[str, str]]) -> None:
    drawn = "".join(line(a, 50, 650 - 12 * n) + line(b, 200, 650 - 12 * n) for n, (a, b) in enumerate(rows))
    text = draft("a.pdf", make_pdf(HEAD + lines(*textwrap.wrap(PARAGRAPHS[0], 95)) + drawn)).text
    assert text.split("\n\n")[1] == " ".join(f"{a} {b}" for a, b in rows)


def test_words_that_are_placed_one_by_one_are_no_columns() -> None:
    drawn = ""
    for number, row in enumerate(textwrap.wrap(" ".join(PARAGRAPHS), 90)):
        x = 50
        for word in row.split():
            drawn += line(f"{word} ", x, 700 - 12 * number)
            x += round(4.9 * len(word) + 2.8)
    assert draft("a.pdf", make_pdf(HEAD + drawn)).text.replace("\n\n", " ") == " ".join(PARAGRAPHS)


def test_characters_of_other_scripts_are_as_wide_as_they_are_high() -> None:
    rows = [
        [
            Piece("水門が再び故障した。", 50, 700 - 12 * n, 10, bold=False),
            Piece(f"{n}", 170, 700 - 12 * n, 10, bold=False),
        ]
        for n in range(6)
    ]
    right = [[Piece("けが人はいなかった。", 170, 700 - 12 * n, 10, bold=False)] for n in range(6)]
    assert order_columns([[*row[:1], *other] for row, other in zip(rows, right, strict=True)]) == [
        *(row[:1] for row in rows),
        *right,
    ]


def test_a_page_without_instructions_has_no_lines() -> None:
    empty = make_pdf(HEAD + lines("The gate was closed by hand.", "Nobody was hurt."), "").replace(
        b"/Contents 8 0 R", b"/Rotate 0       "
    )
    assert draft("a.pdf", empty).text == "The gate was closed by hand. Nobody was hurt."


def test_a_page_of_many_short_texts_is_ordered_in_linear_time() -> None:
    many = "".join(f"{n % 97} {-(n % 3)} Td (a) Tj " for n in range(60_000))
    with cpu_limit(20):
        draft_or_sentence("a.pdf", make_pdf(f"BT /F1 10 Tf 50 700 Td {many}ET"))
