from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake.pasted.sample_articles import (
    BODY,
)

from bot.errors import InputError
from bot.intake.drafts import make_draft, reject_future_date, with_title
from bot.models.articles import Draft


def test_a_missing_title_in_a_form_is_reported() -> None:
    with pytest.raises(InputError, match="There is no title"):
        make_draft(title=" \u202e ", text=BODY)


@given(st.text(max_size=50), st.text(max_size=50))
def test_a_text_that_differs_only_in_white_space_is_the_same_article(title: str, text: str) -> None:
    one, other = Draft(title, f"{text} end"), Draft(f" {title} ", f"{text}\n\n end")
    assert one.content_hash == other.content_hash


def test_a_date_in_the_future_in_every_time_zone_is_refused() -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    reject_future_date(now + timedelta(hours=23), now)
    reject_future_date(None, now)
    with pytest.raises(InputError, match=r"2026-11-26 is in the future \(today is 2026-11-24\)"):
        reject_future_date(now + timedelta(days=2), now)


def test_a_draft_gets_another_title_within_the_same_bounds() -> None:
    draft = Draft("Harbour reopens", "The harbour opened again.")
    assert with_title(draft, " Harbour \n is  open ") == Draft("Harbour is open", "The harbour opened again.")
    assert with_title(draft, "<b>Macy&amp;#8217;s</b> &amp; harbour").title == "Macy’s & harbour"
    for title in ("***", "x" * 301):
        with pytest.raises(InputError, match="title"):
            with_title(draft, title)
