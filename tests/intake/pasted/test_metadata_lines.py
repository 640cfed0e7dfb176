from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest
from intake.pasted.sample_articles import (
    ARTICLE,
    BODY,
    HARBOUR_TEXT,
    HARBOUR_TITLE,
    LINK,
    TEXT,
    TITLE,
)

from bot.intake.pasted.documents import parse_document
from bot.intake.pasted.metadata_lines import MAX_FOOTER_LINES, MAX_HEADER_LINES, split_footer, split_header
from bot.models.articles import Draft


@pytest.mark.parametrize(
    ("below", "url", "source", "author", "day"),
    [
        ("Source: Reuters\nDate: 2026-11-22\n\n", None, "Reuters", None, 22),
        ("\nURL: https://a.example/x\n\nBy: Ann Lee\n", "https://a.example/x", None, "Ann Lee", None),
        ("**Source:** Reuters\n", None, "Reuters", None, None),
        ("By Ann Lee\n\n", None, None, "Ann Lee", None),
        ("**By Ann Lee**, Reuters\n\n", None, None, "Ann Lee, Reuters", None),
        ("---\nSource: Reuters\n", None, "Reuters", None, None),
        ("BY ANN LEE and Bo de Wit, Reuters\n", None, None, "ANN LEE and Bo de Wit, Reuters", None),
        ("https://a.example/x\n\n", "https://a.example/x", None, None, None),
        ("<https://a.example/x>\n", "https://a.example/x", None, None, None),
        ("Source: https://a.example/x\n", "https://a.example/x", None, None, None),
    ],
)
def test_the_same_lines_directly_below_the_title_are_not_text(
    below: str, url: str | None, source: str | None, author: str | None, day: int | None
) -> None:
    when = datetime(2026, 11, day, tzinfo=UTC) if day else None
    assert parse_document(f"The title\n{below}{BODY}") == Draft("The title", BODY, url, source, author, when)


@pytest.mark.parametrize("end", ["https://a.example/x", "(https://a.example/x)", "Read more: https://a.example/x."])
def test_a_link_on_the_last_line_is_the_source_of_the_text(end: str) -> None:
    assert parse_document(f"The title\n\n{BODY}\n{end}") == Draft("The title", BODY, "https://a.example/x")


@pytest.mark.parametrize(
    "line",
    [
        "By Monday Ships came in",
        "By the time she won, it was late.",
        "Source of the river: a lake.",
        "Published: the minutes of the meeting of the whole council.",
        "See https://a.example/x for the whole list.",
        "- A list\n- without stops (AP)\n- one more:\nbob: hi",
    ],
)
def test_other_lines_below_the_title_are_text(line: str) -> None:
    assert parse_document(f"The title\n{line}\n\n{BODY}") == Draft("The title", f"{line}\n\n{BODY}")


@pytest.mark.parametrize(
    "first",
    [
        "On 2 November 2026 the harbour was shut",
        "From: the harbour\nTo: the sea",
        "Subject: history",
        "The [harbour](of Valmere)",
        "Open | shut: what a harbour does all day long",
    ],
)
def test_lines_that_only_look_like_a_head_stay_text(first: str) -> None:
    draft = parse_document(f"{HARBOUR_TITLE}\n\n{first}\n{HARBOUR_TEXT}")
    assert (draft.title, draft.text) == (HARBOUR_TITLE, f"{first}\n{HARBOUR_TEXT}")


@pytest.mark.parametrize(
    "order", list(itertools.permutations(("Source: Orn Herald", "By Ida Moor", f"URL: {LINK}", "Nov 20, 2026")))
)
@pytest.mark.parametrize("form", ["{head}\n{title}\n\n{text}", "{title}\n{head}\n\n{text}"])
def test_metadata_lines_may_stand_in_any_order(order: tuple[str, ...], form: str) -> None:
    draft = parse_document(form.format(head="\n".join(order), title=TITLE, text=TEXT))
    assert (draft.title, draft.text, draft.source, draft.author, draft.url) == (
        TITLE,
        TEXT,
        "Orn Herald",
        "Ida Moor",
        LINK,
    )
    assert draft.published_at == datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "source", "author"),
    [
        ("Quelle: dpa\nAutor: Ida Moor\nDatum: 20. November 2026", "dpa", "Ida Moor"),
        ("Source : AFP\nAuteur : Léa Noir\nPublié le vendredi 20 novembre 2026 à 09h14", "AFP", "Léa Noir"),
        ("Fuente: EFE\nFecha: 20 de noviembre de 2026", "EFE", None),
        ("Источник: ТАСС\nАвтор: Иван Петров\nДата: 20 ноября 2026", "ТАСС", "Иван Петров"),
        ("来源：新华社\n作者：李明\n2026年11月20日", "新华社", "李明"),
        ("기자: 김민수\n입력 2026-11-20 09:14", None, "김민수"),
        ("المصدر: رويترز\nالتاريخ: 2026-11-20", "رويترز", None),
        ("स्रोत: पीटीआई\nदिनांक: 2026-11-20", "पीटीआई", None),
        ("Updated November 21, 2026\nPublished November 20, 2026\nBy Ida Moor (@idamoor)", None, "Ida Moor"),
        ("Date: 1795166040", None, None),
        ("2026年11月20日（木）", None, None),
        ("2026-11-20 08:30 来源：新华网", "新华网", None),
        ("Por Ute Lang\n20 de novembro de 2026 às 10h30", None, "Ute Lang"),
        ("ST. LOUIS 2026-11-20", None, None),
        ("Valmere, 20 November 2026", None, None),
        ("Date: Friday, November 20, 2026 9:14 AM EST", None, None),
    ],
)
def test_metadata_lines_are_understood_in_other_languages(head: str, source: str | None, author: str | None) -> None:
    draft = parse_document(f"{TITLE}\n{head}\n\n{TEXT}")
    assert (draft.title, draft.text, draft.source, draft.author) == (TITLE, TEXT, source, author)
    assert draft.published_at is not None
    assert draft.published_at.date().isoformat() == "2026-11-20"


@pytest.mark.parametrize(
    ("foot", "source", "url"),
    [
        ("Source: Orn Herald", "Orn Herald", None),
        (f"Source: Orn Herald\n{LINK}", "Orn Herald", LINK),
        (f"Quelle: {LINK}", None, LINK),
        (f"(via {LINK})", None, LINK),
        ("(Source: Orn Herald)", "Orn Herald", None),
        (f"[Read the full story]({LINK})", None, LINK),
        (f"{LINK}\nShared via Google News", None, LINK),
        (f"Source: Kessel Post ({LINK})", "Kessel Post", LINK),
        (f"(Source: Kessel Post – {LINK})", "Kessel Post", LINK),
    ],
)
def test_the_source_may_be_given_below_the_text(foot: str, source: str | None, url: str | None) -> None:
    draft = parse_document(f"{ARTICLE}\n\n{foot}")
    assert (draft.text, draft.source, draft.url) == (TEXT, source, url)


def test_each_part_of_an_article_may_have_its_name_before_it() -> None:
    for label in ("Body: ", "**Text:** ", "Content:\n"):
        draft = parse_document(f"Title: {TITLE}\n\n{label}{TEXT}")
        assert (draft.title, draft.text) == (TITLE, TEXT)
    assert parse_document(f"{TEXT}\n\nText: as it was.").text.endswith("Text: as it was.")


def test_a_text_that_is_all_metadata_is_not_parsed_to_its_end() -> None:
    assert split_header("Forwarded\n" * (MAX_HEADER_LINES + 1) + TEXT, {}) == f"Forwarded\n{TEXT}"
    assert split_footer(TEXT + "\nSent from my phone" * (MAX_FOOTER_LINES + 1), {}) == f"{TEXT}\nSent from my phone"
