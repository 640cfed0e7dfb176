from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake.pasted.sample_articles import (
    BODY,
)

from bot.errors import InputError
from bot.intake.pasted.documents import parse_document
from bot.models.articles import Draft


def test_lines_above_the_title_give_source_author_date_and_link() -> None:
    head = "Source: Reuters\nAuthor: Ann Lee\nDate: 2026-11-22\nURL: https://news.example/a?b=1\n\n"
    assert parse_document(f"{head}The title\n\n{BODY}") == Draft(
        "The title", BODY, "https://news.example/a?b=1", "Reuters", "Ann Lee", datetime(2026, 11, 22, tzinfo=UTC)
    )


def test_the_same_fields_have_other_names_in_any_case() -> None:
    draft = parse_document(f"PUBLISHER: Reuters\nby: Ann Lee\nLink: http://news.example\nheadline: The title\n\n{BODY}")
    assert (draft.title, draft.source, draft.author, draft.url) == (
        "The title",
        "Reuters",
        "Ann Lee",
        "http://news.example",
    )
    assert draft.text == BODY


def test_a_first_line_with_a_colon_and_an_unknown_field_is_the_title() -> None:
    draft = parse_document(f"Ukraine: talks go on\n\n{BODY}")
    assert (draft.title, draft.text) == ("Ukraine: talks go on", BODY)


def test_a_field_given_twice_is_text_the_second_time() -> None:
    assert parse_document(f"Source: One\nSource: Two\n\n{BODY}").title == "Source: Two"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-22", datetime(2026, 11, 22, tzinfo=UTC)),
        ("2026-11-22T14:30", datetime(2026, 11, 22, 14, 30, tzinfo=UTC)),
        ("22 November 2026", datetime(2026, 11, 22, tzinfo=UTC)),
        ("Nov 22, 2026", datetime(2026, 11, 22, tzinfo=UTC)),
        ("Nov. 22nd, 2026", datetime(2026, 11, 22, tzinfo=UTC)),
        ("Sunday, 22 November 2026", datetime(2026, 11, 22, tzinfo=UTC)),
        ("22.11.2026", datetime(2026, 11, 22, tzinfo=UTC)),
        ("22/11/2026", datetime(2026, 11, 22, tzinfo=UTC)),
        ("2026-11-22T14:30+09:00", datetime(2026, 11, 22, 5, 30, tzinfo=UTC)),
        ("Sun, 22 Nov 2026 14:30:00 +0900", datetime(2026, 11, 22, 5, 30, tzinfo=UTC)),
    ],
)
def test_dates_are_understood_and_kept_in_utc(written: str, meant: datetime) -> None:
    assert parse_document(f"Date: {written}\nThe title\n\n{BODY}").published_at == meant


@given(st.from_regex(r"[0-9A-Za-z ,:+./-]{0,40}", fullmatch=True))
def test_any_date_line_is_understood_or_refused(written: str) -> None:
    try:
        draft = parse_document(f"Date: {written}\nThe title\n\nThe text.")
    except InputError:
        return
    assert draft.published_at is None or draft.published_at.tzinfo is UTC
