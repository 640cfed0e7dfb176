"""Filters as editors type them."""

from __future__ import annotations

import pytest

from bot.errors import InputError
from bot.services.filters.typed_filter import MAX_CONDITIONS, MAX_FILTER, parse_filter
from bot.store.protocols.filters import filter_in_words


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        (
            'theme:Sport -"transfer rumours" who:"Ann Lee" source:Reuters lang:en',
            "only articles on the theme “Sport”, naming Ann Lee, from “Reuters”, in English, but none with “transfer "
            "rumours”",
        ),
        ("harbour strike", "only articles with “harbour” and “strike”"),
        ("“harbour strike” tug", "only articles with “harbour strike” and “tug”"),
        ("-theme:Sport -lang:German", "all articles but those on the theme “Sport” or in German"),
        ("who:Lee who:Park -source:“Daily Planet”", "only articles naming Lee or Park, but none from “Daily Planet”"),
        ("theme:football theme:Trade", "only articles on the theme “Sport” or “Trade”"),
        ("THEME:trade Lang:ja", "only articles on the theme “Trade”, in Japanese"),
        ("tug -tug-boat –barge −ferry", "only articles with “tug”, but none with “tug-boat”, “barge” or “ferry”"),
        ("“trick or treat” “or”", "only articles with “trick or treat” and “or”"),
        ("lang:en lang:English", "only articles in English"),
        ("who:Lee, Ann Kern", "only articles naming Lee or Ann, with “Kern”"),
        ('who:"Ann Lee" , Park;Kim', "only articles naming Ann Lee, Park or Kim"),
        (
            "source:Reuters,BBC, -theme:sport,trade",
            "only articles from “Reuters” or “BBC”, but none on the theme “Sport” or “Trade”",
        ),
        ("lang:en, who:Lee,", "only articles naming Lee, in English"),
        ('who:"Ann Lee";theme:Sport', "only articles on the theme “Sport”, naming Ann Lee"),
        (
            "tug theme:economy, business and finance -theme:Conflict and war",
            "only articles on the theme “Economy, business and finance”, with “tug”, but none on the theme “Conflict "
            "and war”",
        ),
        ("norway is", "only articles with “norway” and “is”"),
    ],
)
def test_a_filter_is_understood(typed: str, understood: str) -> None:
    assert filter_in_words(parse_filter(typed)) == understood


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("", "Say which articles to post"),
        ("…", "Say which articles to post"),
        ("- theme:Sport", "There is a space after -: put it right before what is left out"),
        ("tug – barge", "There is a space after -: put it right before what is left out"),
        ("who:, Lee", "who: needs its value directly after the colon"),
        ("tug https://reuters.example/ships", "A filter has no links: type source: and the name of an outlet"),
        ("who:", "who: needs its value directly after the colon, as in who:Lee"),
        ("-lang: en", "lang: needs its value directly after the colon, as in lang:en"),
        ('who:"..."', "who: needs a name"),
        ("theme:xyzzy", "There is no theme “xyzzy”. Choose one of these: Arts, culture"),
        ("theme:and", "Several themes fit theme:and. Give one of these in quotation marks: Arts"),
        ("lang:Klingon", "“Klingon” is no language that I know"),
        ("after:2026-11-01 trade", "after: is for searches: a filter only sees new articles"),
        ("tag:boats", "tag: is no condition that I know; these are: who:, theme:, source:, lang:."),
        ("-topic:Sport", "topic: is no condition that I know"),
        (
            "grain OR tram",
            "of several themes, names, sources or languages one is enough, as in theme:Sport theme:Trade.",
        ),
        ("grain | “tram”", "A filter has no OR"),
        ("“light rail” or tram", "A filter has no OR"),
        ("OR tram", "A filter has no OR"),
        ("tram ||", "A filter has no OR"),
        ("(tram OR ferry)", "A filter has no OR"),
        ("tram AND ferry", "A filter needs no AND"),
        ("theme:Sport and theme:Trade", "A filter needs no AND"),
        ("NOT tram", "A filter has - in place of “NOT”"),
        ("ferry, without tram", "A filter has - in place of “without”"),
        ("“light rail", "A quotation mark is not closed"),
        ('tram"', "A quotation mark is not closed"),
        ('-"light rail', "A quotation mark is not closed"),
        ('who:"Ann Lee', "A quotation mark is not closed"),
        ('6" pipe', "A quotation mark is not closed"),
        ("trade -trade", "“trade” cannot be asked for and left out at the same time"),
        ("x" * (MAX_FILTER + 1), f"A filter has at most {MAX_FILTER} characters"),
        (" ".join(f"source:a{n}" for n in range(MAX_CONDITIONS + 1)), f"at most {MAX_CONDITIONS} words and conditions"),
    ],
)
def test_what_is_no_filter_is_refused_with_what_to_do(typed: str, refused: str) -> None:
    with pytest.raises(InputError) as error:
        parse_filter(typed)
    assert refused in str(error.value)
