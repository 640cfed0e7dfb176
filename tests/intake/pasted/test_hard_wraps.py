"""Lines that were wrapped at a fixed width are put together; other line ends stay."""

from __future__ import annotations

import textwrap

import pytest

from bot.intake.pasted.hard_wraps import unwrap_lines

FIRST = (
    "The main sluice gate at Orven jammed halfway open on Thursday night, letting the river into forty cellars along "
    "Tanner Street before engineers closed it by hand."
)
SECOND = "It was the second failure since the gate was rebuilt in March, said Petra Vance, who runs the bakery there."
LIST = "- a gate that was rebuilt in March, and that jammed halfway\n- a bearing that had been worn for months by then"
POEM = (
    "The river rose above the street and ran\nInto the cellars where the barrels lay\n"
    "And no one heard it till the night began"
)


@pytest.mark.parametrize("width", [40, 56, 72, 80, 100])
def test_wrapped_paragraphs_become_lines(width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(part, width) for part in (FIRST, SECOND))
    assert unwrap_lines(wrapped) == f"{FIRST}\n\n{SECOND}"
    assert unwrap_lines(f"Short line\n\n{wrapped}\n\n{LIST}") == f"Short line\n\n{FIRST}\n\n{SECOND}\n\n{LIST}"


def test_an_indented_paragraph_and_a_divided_word_are_put_together() -> None:
    text = (
        "    The gate that was rebuilt in March jammed half-\nway open on Thursday night, and the river ran into\n"
        "cellars."
    )
    assert unwrap_lines(text) == (
        "The gate that was rebuilt in March jammed half-way open on Thursday night, and the river ran into cellars."
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        FIRST,
        f"{FIRST}\n{SECOND}",
        LIST,
        POEM,
        "Year\tCellars\n2019\t12",
        "Petra Vance\nTanner Street 12\nOrven",
        f"{textwrap.fill(FIRST, 20)}",
        "The gate jammed.\n\n \n\nThe river rose.",
    ],
)
def test_other_line_ends_stay(text: str) -> None:
    assert unwrap_lines(text) == text
