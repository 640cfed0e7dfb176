"""Pages in the forms of many publishing systems: the text is stored as a person would have copied it."""

from __future__ import annotations

import json

import pytest

from bot.errors import InputError
from bot.intake.web.article import extract_article
from bot.intake.web.fetch import FetchedPage
from bot.models.articles import Draft

TITLE = "Sluice gate at Orven fails for the second time"
TEXT = (
    "The main sluice gate at Orven jammed halfway open on Thursday night, letting the river into forty cellars along "
    "Tanner Street before engineers closed it by hand.",
    "It was the second failure since the gate was rebuilt in March. “We were promised thirty years without trouble,” "
    "said Petra Vance, who runs the bakery at the corner.",
    "The water board blamed a worn bearing. Its director, Julian Ostrow, told reporters that a replacement had been "
    "ordered in September but never arrived.",
    "Firefighters pumped out the last cellar shortly before noon on Friday. Nobody was hurt.",
)
BEFORE, AFTER = ("".join(f"<p>{part}</p>" for part in half) for half in (TEXT[:2], TEXT[2:]))
ALL = BEFORE + AFTER
URL = "https://www.orven-post.example/news/sluice"


def read(body: str, head: str = "", title: str = TITLE) -> Draft:
    page = (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body>"
    )
    return extract_article(FetchedPage(URL, page.encode(), None))


def article(inside: str) -> str:
    return f"<article><h1>{TITLE}</h1>{inside}</article>"


def json_ld(**properties: object) -> str:
    described = {"@type": "NewsArticle", "headline": TITLE, **properties}
    return f'<script type="application/ld+json">{json.dumps(described)}</script>'


@pytest.mark.parametrize(
    "inside",
    [
        f"{BEFORE}<div><h4>The river in your inbox</h4><p>Every weekday at seven, the stories that matter.</p><form>"
        f"<input type=email><button>Go</button></form><p>By signing up you agree to our terms.</p></div>{AFTER}",
        f"{BEFORE}<h3>Get the Orven Post in your inbox</h3>{AFTER}",
        f'{BEFORE}<div class="image"><img src=y><em>Firefighters in Tanner Street on Friday.</em></div>{AFTER}',
        f"{BEFORE}<p>(Photo by Lena Hart/Reuters)</p>{AFTER}",
        f"{BEFORE}<p>* * *</p>{AFTER}<p>___</p>",
        f'{BEFORE}<div><a href="/a"><h2>Water board had warned in May</h2></a></div>{AFTER}',
        f'{ALL}<div class="sharedaddy sd-like"><h3>Like this:</h3><p>Like Loading...</p></div>',
        f"{ALL}<p>Our Standards: The Principles.</p><ul><li>Suggested Topics:</li><li>World</li><li>Sea</li></ul>",
        f"{ALL}<div>Source: Orven Post and news agencies</div>",
        f"{ALL}<p><em>This story has been updated with additional information.</em></p>"
        "<p><em>Orven’s Lena Hart contributed to this report.</em></p>",
        f"{ALL}<p>Über dieses Thema berichtete das Morgenmagazin am 20. November 2026 um 07:36 Uhr.</p>",
    ],
)
def test_what_stands_between_and_below_is_left_out(inside: str) -> None:
    assert read(article(inside)).text.split("\n\n") == list(TEXT)


def test_a_box_with_the_heading_and_a_form_is_no_aside() -> None:
    assert read(f"<div><h1>{TITLE}</h1>{ALL}<form><input type=email></form></div>").text.split("\n\n") == list(TEXT)


def test_a_list_at_the_end_stays() -> None:
    items = "<p>What is known:</p><ul><li>The gate jammed at eleven</li><li>A bearing had worn out</li></ul>"
    assert read(article(ALL + items)).text.split("\n\n")[-2:] == ["The gate jammed at eleven", "A bearing had worn out"]


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ('<p class="byline">Ida Moor<br><a href="mailto:i@x.example">imoor@orven-post.example</a></p>', "Ida Moor"),
        ("<p>Von Ida Moor und Olaf Bern, Orven</p>", "Ida Moor, Olaf Bern"),
        ('<span class="author">Von Ida Moor, NDR Orven</span>', "Ida Moor"),
        ('<p class="byline">BY IDA MOOR, OLAF BERN</p>', "IDA MOOR, OLAF BERN"),
        ("<p class=meta>Ida Moor | 20 November 2026</p>", "Ida Moor"),
    ],
)
def test_the_author_is_a_person_and_not_a_place_or_an_address(byline: str, author: str) -> None:
    assert read(article(byline + ALL)).author == author


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ('<span class="date">Nov. 20, 2026 at 8:12 p.m. EST</span>', "2026-11-21T01:12"),
        ('<span class="date">July 20, 2026, 8:12 a.m. ET</span>', "2026-07-20T12:12"),
        ('<div class="published">Published 9:12 AM PST, Fri November 20, 2026</div>', "2026-11-20T17:12"),
        ('<span class="date">20.11.2026, 09.12 Uhr MEZ</span>', "2026-11-20T08:12"),
        ('<span class="date">20 November 2026 17:12 (GMT+9)</span>', "2026-11-20T08:12"),
        ('<span class="date">20 November 2026 13:42 UTC+05:30</span>', "2026-11-20T08:12"),
        ('<span class="date">20 November 2026 25:12 GMT</span>', "2026-11-20T00:00"),
        ('<span class="date">20 November 2026 08:12 GMT and 09:12 GMT</span>', "2026-11-20T00:00"),
        ('<span class="date">20.11.2026, 09:12 Uhr</span>', "2026-11-20T00:00"),
        ('<span class="date">12:12 a.m. EST</span><time datetime="2026-11-20">Friday</time>', "2026-11-20T00:00"),
    ],
)
def test_a_written_time_counts_in_the_zone_that_the_page_names(date: str, moment: str) -> None:
    published = read(article(date + ALL)).published_at
    assert published is not None
    assert published.isoformat()[:16] == moment


@pytest.mark.parametrize(
    ("footer", "day"),
    [
        ('Publicerad: <time datetime="2026-11-20T08:12:44Z">20 november</time>', "2026-11-20"),
        ('Uppdaterad: <time datetime="2026-11-20T08:12:44Z">20 november</time>', None),
        ('Published <time datetime="2026-11-20">x</time> Published <time datetime="2026-11-21">y</time>', None),
    ],
)
def test_a_date_below_the_text_counts_if_it_is_called_that_of_publication(footer: str, day: str | None) -> None:
    published = read(article(f"{ALL}<footer><p>{footer}</p></footer>")).published_at
    assert (str(published)[:10] if published else None) == day
    assert read(f"<h1>{TITLE}</h1>{ALL}<footer><p>{footer}</p></footer>").published_at is None


def test_a_kicker_that_only_hidden_marks_part_from_the_title_gets_its_colon() -> None:
    heading = "<h1><span>Orven</span><span class=visually-hidden>:</span> <span>Sluice gate fails again</span></h1>"
    made = read(f"<article>{heading}{ALL}</article>", title="Orven: Sluice gate fails again | Orven Post")
    assert made.title == "Orven: Sluice gate fails again"


EMPTY = "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>"


def test_a_text_that_only_a_script_shows_is_read_from_the_pages_description_of_itself() -> None:
    made = read(EMPTY, json_ld(articleBody="\n\n".join(TEXT), author={"name": "Ida Moor"}))
    assert (made.text.split("\n\n"), made.author) == (list(TEXT), "Ida Moor")
    assert read(f"<h1>{TITLE}</h1><p>{TEXT[0]}</p>", json_ld(articleBody=" ".join(TEXT))).text == " ".join(TEXT)


@pytest.mark.parametrize(
    ("body", "described"),
    [
        (EMPTY, {"articleBody": "\n\n".join(TEXT), "isAccessibleForFree": False}),
        (EMPTY, {"articleBody": "".join(TEXT)}),
        (EMPTY, {"articleBody": ["a"]}),
        (EMPTY, {"articleBody": " "}),
        (
            f"<h1>{TITLE}</h1><p>This article is for subscribers only. Subscribe now to continue reading.</p>",
            {"articleBody": "\n\n".join(TEXT)},
        ),
    ],
)
def test_a_text_that_is_not_for_everybody_or_run_together_is_not_taken(body: str, described: dict[str, object]) -> None:
    with pytest.raises(InputError):
        read(body, json_ld(**described))


def test_the_text_that_a_page_shows_is_taken_before_its_description() -> None:
    assert read(article(ALL), json_ld(articleBody="Other. " * 50)).text.split("\n\n") == list(TEXT)


@pytest.mark.parametrize(
    "end",
    [
        "<p>It was the second failure since the gate was…</p><a href=/full>Continue reading</a>",
        "<p>It was the second failure since the gate was […]</p><p><a href=/full>Continue reading “{}”</a></p>",
        "<p>It was the second failure since [...] <a href=/full>Read the full story at Lindholm News</a></p>",
        "<p>It was the second failure ...</p><p><a href=/s>Continue reading this article here</a></p>",
    ],
)
def test_the_beginning_of_an_article_with_a_link_to_the_rest_is_refused(end: str) -> None:
    with pytest.raises(InputError, match="shows only the beginning of the article, with a link to the rest"):
        read(article(f"<p>{TEXT[0]}</p>{end.format(TITLE)}"))


@pytest.mark.parametrize("link", ["Read more: Rents rise again in Kessel", "Rents rise again in Kessel"])
def test_a_text_that_ends_in_dots_above_another_story_is_taken(link: str) -> None:
    end = "<p>“And then the water came, and came…”</p>"
    assert read(article(f"{ALL}{end}<p><a href=/x>{link}</a></p>")).text.endswith("and came…”")
    assert read(article(f"{ALL}<p>And then it came…</p><p><a href=/x>{link}</a></p>")).text.endswith("it came…")
