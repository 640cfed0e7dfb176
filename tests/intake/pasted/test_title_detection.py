from __future__ import annotations

import pytest
from intake.pasted.sample_articles import (
    BODY,
    FIRST,
    HARBOUR_TEXT,
    TEXT,
)

from bot.errors import InputError
from bot.intake.drafts import make_draft
from bot.intake.pasted.documents import parse_document
from bot.models.articles import Draft


def test_the_title_of_a_single_paragraph_is_its_first_words() -> None:
    words = "word " * 60
    draft = parse_document(words)
    assert draft.text == words.strip()
    assert draft.title.endswith("word…")
    assert len(draft.title) <= 81


def test_a_first_line_too_long_for_a_title_is_text() -> None:
    first = "word " * 80
    draft = parse_document(f"{first}\n\n{BODY}")
    assert draft.text.startswith(first.strip())
    assert draft.title.endswith("…")


@pytest.mark.parametrize(
    "first",
    [
        "The lights went out in the council chamber on Monday night.",
        "“I know which comes first,” she said.",
        "“The lights went out,” said one of them. “It was dark.”",
        "The harbour of Valmere was shut on Monday. (AP)",
        "It rained for eleven minutes and the only thing to be heard was the voice of Ann Lee, who read on, did she?",
        "市長は船が来たと語ったということです。",
    ],
)
def test_a_first_line_that_is_a_sentence_is_text(first: str) -> None:
    draft = parse_document(f"{first}\n\n{BODY}")
    assert draft.text == f"{first}\n\n{BODY}"
    assert draft.title
    assert first.startswith(draft.title.rstrip("…"))
    assert draft.title.endswith("…") == (len(first) > 80), "that words are left out is shown where they are"


@pytest.mark.parametrize(
    "first",
    [
        "Harbour reopens.",
        "Apple beats estimates again.",
        "Who will lead Japan?",
        "A great day for Yahoo!",
        "Japan’s leader meets the president of the U.S.",
        "Takeover of a rival is off, says Acme Inc.",
        "Trump: We won",
        "The lights went out. Who did it?",
        "No jobs. No homes. No hope.",
    ],
)
def test_a_headline_is_the_title_with_any_final_punctuation(first: str) -> None:
    assert parse_document(f"{first}\n\n{BODY}") == Draft(first, BODY)


def test_two_short_sentences_are_a_text() -> None:
    draft = parse_document("The harbour was shut on Monday. Nobody was hurt.")
    assert draft.text == "The harbour was shut on Monday. Nobody was hurt."


def test_a_sentence_marked_as_a_heading_is_the_title() -> None:
    assert parse_document(f"# The harbour opened again on Monday.\n\n{BODY}").text == BODY


@pytest.mark.parametrize("title", ["***", "—", "\u3164", "\u2060\u00ad", "…"])
def test_a_title_without_visible_letters_counts_as_missing(title: str) -> None:
    with pytest.raises(InputError, match="There is no title"):
        make_draft(title=title, text=BODY)
    assert parse_document(f"{title}\n\n{BODY} {BODY}").title.startswith("The first paragraph")


@pytest.mark.parametrize(
    ("pasted", "title"),
    [
        (
            f"VALMERE, Nov 2 (Reuters) - {HARBOUR_TEXT}",
            "The harbour of Valmere was shut on Monday after a tanker hit the pier",
        ),
        (f"• {HARBOUR_TEXT}", "The harbour of Valmere was shut on Monday after a tanker hit the pier"),
        ("港口周一关闭，港务局表示。渔民要求赔偿。", "港口周一关闭，港务局表示。渔民要求赔偿"),
    ],
)
def test_the_title_of_a_text_without_one_is_only_its_first_words(pasted: str, title: str) -> None:
    assert parse_document(pasted).title == title


@pytest.mark.parametrize(
    "title",
    [
        "Elections November 3, 2026",
        "Concert starts today at 10:30",
        "Q&A: what now?",
        "Why we use C#",
        "Data: the new oil",
        "Amazon.com buys ferries",
        "#FerryStrike ends",
        "2026. A year of strikes",
        "[Update] Ferry strike (finally) ends",
    ],
)
def test_a_headline_that_only_looks_like_something_else_is_the_title(title: str) -> None:
    draft = parse_document(f"{title}\n\n{TEXT}")
    assert (draft.title, draft.text) == (title, TEXT)


@pytest.mark.parametrize(
    "below", ["Source: Reuters\n\n", "**Source:** Reuters\nDate: 2026-11-22\n", "\nSource: Reuters\n"]
)
def test_a_title_of_two_sentences_stands_above_a_blank_line_or_a_field(below: str) -> None:
    draft = parse_document(f"The strike is over. What now?\n{below}{TEXT}")
    assert (draft.title, draft.source, draft.text) == ("The strike is over. What now?", "Reuters", TEXT)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The strike is over. Boats sail again.", "The strike is over. Boats sail again"),
        (FIRST, "Crews on the Orn ferries went back to work on Friday after nine days"),
        (
            "“The boats sail again,” said Ann Lee of the union. She thanked everybody who had waited at the quays.",
            "“The boats sail again,” said Ann Lee of the union",
        ),
        (
            "The ferries to the islands are to be paid for by Gov. Ann Lee, who said so at the quay on Friday night.",
            "The ferries to the islands are to be paid for by Gov. Ann Lee, who said so at…",
        ),
        (
            "“The boats sail again after nine days. We thank everybody who waited for us,” said Ann Lee of the union.",
            "“The boats sail again after nine days. We thank everybody who waited for us,”…",
        ),
        (
            "It was dark. The ferries to the islands had stayed in the harbour for nine days when the crews came back.",
            "It was dark. The ferries to the islands had stayed in the harbour for nine days…",
        ),
    ],
)
def test_a_generated_title_ends_in_an_ellipsis_only_if_a_sentence_is_cut(text: str, title: str) -> None:
    draft = parse_document(text)
    assert (draft.title, draft.text) == (title, text)


def test_one_long_sentence_is_a_text() -> None:
    said = "The president of Ghana, John Mahama, has resigned after a scandal about cocoa exports."
    assert parse_document(said).text == said
    with pytest.raises(InputError, match="That is one short line"):
        parse_document("The president of Ghana has resigned.")
    with pytest.raises(InputError, match="write “Title: Ghana’s president is said to have resign…”"):
        parse_document("Ghana’s president is said to have resigned today", known="Ghana")


@pytest.mark.parametrize(
    "title",
    [
        "The harbour of Leeds was closed on Monday, and nobody knows for how long.",
        "Ferries stop after a storm on the coast. Here's what it means for everybody who wants to cross",
        "'Too bad!': Mayor responds to reports of a burglary at the house of the harbour master",
    ],
)
def test_a_line_above_fields_a_blank_line_and_the_text_is_the_title_even_if_it_is_a_sentence(title: str) -> None:
    draft = parse_document(f"{title}\nSource: Reuters\nDate: 2026-11-22\n\n{TEXT}")
    assert (draft.title, draft.source, draft.text) == (title, "Reuters", TEXT)


def test_without_a_text_below_the_fields_a_sentence_is_the_text() -> None:
    line = "The harbour of Leeds was closed on Monday, and nobody knows for how long."
    assert parse_document(f"{line}\nSource: Reuters\n\n").text == line
