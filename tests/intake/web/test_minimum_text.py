from __future__ import annotations

from dataclasses import replace

from bot.intake.web.metadata import Metadata
from bot.intake.web.minimum_text import lacking_text
from bot.intake.web.prose import total_length

BARE = Metadata("Ferry strike ends", (), None, None, None, "https://a.example/x", None, frozenset(), None, False)
NEWS = "The strike of the ferry crews in Kessel is over after nine days, and the first boat left the pier at six."
UNRELATED = (
    "Nine boats of the harbour in Kessel sail again after some days, with people and some cars on board of each."
)


def kind(meta: Metadata, *lines: str) -> str | None:
    return lacking_text(meta, list(lines), total_length(list(lines)))


def test_a_short_report_about_what_its_title_names_is_an_article() -> None:
    assert kind(BARE, NEWS, NEWS) is None


def test_a_short_text_without_a_word_of_its_title_is_not_an_article_unless_it_quotes_somebody() -> None:
    assert kind(BARE, UNRELATED, UNRELATED) == "wall"
    assert kind(replace(BARE, author="Ida Moor"), UNRELATED, UNRELATED) is None


def test_news_are_about_somebody_somewhere() -> None:
    nobody = "a ferry strike that nobody saw and that has no place or time in which it could have ended at all today. "
    assert kind(BARE, nobody * 2) == "wall"


def test_hardly_any_text_is_too_little_and_beside_a_video_a_video() -> None:
    assert kind(BARE, "Ferry 4, strike 2.") == "short"
    assert kind(replace(BARE, types=frozenset(["videoobject"])), "Ferry 4, strike 2.") == "video"
