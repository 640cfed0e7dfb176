from __future__ import annotations

import contextlib
import random
from datetime import UTC, datetime

import pytest
from cpu_limit import cpu_limit
from hypothesis import given
from hypothesis import strategies as st
from intake.web.sample_pages import NEWS, TITLE, page, prose

from bot.errors import InputError
from bot.intake.web.article import extract_article
from bot.intake.web.fetch import MAX_PAGE_BYTES, FetchedPage

SECONDS = 5.0
"""Of CPU, for the worst page of the largest size; ordinary ones take a hundredth of it."""
BODY = "".join(
    f"<p>The council voted on part {i} of the budget on Tuesday, and the mayor said the ferry would open in spring.</p>"
    for i in range(6)
)
PAGE = f"""<!doctype html><html><head><title>Ferry to open | The Wire</title>
<meta property="og:title" content="Ferry to open in spring"><meta property="og:site_name" content="The Wire">
<meta property="article:published_time" content="2026-11-20T08:00:00Z"><meta name="author" content="Ann Reed">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Ferry to open in spring</h1>{BODY}</article>
<footer>Subscribe to our newsletter</footer></body></html>"""


def fetched(html: str) -> FetchedPage:
    return FetchedPage("https://wire.example/ferry", html.encode("utf-8", "surrogatepass"), "utf-8")


def article_lines(body: str) -> list[str]:
    return extract_article(fetched(page(TITLE, f"<article><h1>{TITLE}</h1>{body}</article>"))).text.split("\n\n")


@pytest.mark.parametrize("mark", ["&rsquo;", "&amp;#8217;", "&amp;amp;rsquo;", "&#038;#8217;"])
def test_a_page_that_escapes_its_text_again_reads_like_any_other(mark: str) -> None:
    markup = PAGE.replace("Ferry to open", f"Macy{mark}s ferry to open").replace(
        "the mayor", f"the mayor{mark}s office"
    )
    once = extract_article(fetched(markup.replace(mark, "’")))
    assert once.title == "Macy’s ferry to open in spring"
    assert "the mayor’s office said" in once.text
    assert extract_article(fetched(markup)) == once


def test_the_article_is_found_with_its_metadata() -> None:
    draft = extract_article(fetched(PAGE))
    assert draft.title == "Ferry to open in spring"
    assert draft.text.startswith("The council voted on part 0")
    assert "\n\nThe council voted on part 1" in draft.text
    assert "newsletter" not in draft.text
    assert (draft.source, draft.author, draft.url) == ("The Wire", "Ann Reed", "https://wire.example/ferry")
    assert draft.published_at == datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.mark.parametrize("html", ["", "<p>Please enable cookies.</p>", "<html></html>", "\x00\x01", "<" * 500])
def test_a_page_without_an_article_is_refused(html: str) -> None:
    with pytest.raises(InputError, match="I found no article"):
        extract_article(fetched(html))


@given(st.text(max_size=300))
def test_no_page_raises_anything_else(text: str) -> None:
    try:
        draft = extract_article(fetched(f"<html><body><h1>{text}</h1><p>{text * 3}</p></body></html>"))
    except InputError:
        return
    assert draft.title
    assert draft.text


@pytest.mark.parametrize(
    "body",
    [
        "<br><br>".join(NEWS),
        "<br/> <br />\n".join(NEWS),
        "<br>".join(NEWS),
        "".join(f"<div>{text}</div>" for text in NEWS),
        "".join(f"<div><span>{text}</span></div>" for text in NEWS),
        "".join(f"<section><div><div>{text}</div></div></section>" for text in NEWS),
        f"{NEWS[0]}<p>{NEWS[1]}</p>{NEWS[2]}<p>{NEWS[3]}</p>",
        f"<p>{NEWS[0]}<p>{NEWS[1]}<p>{NEWS[2]}<p>{NEWS[3]}",
        "<a name=x></a>".join(f"<p>{text.replace('the ', '<b>the</b> ')}</p>" for text in NEWS),
        "".join(f"<p>{text.replace(' ', chr(10))}</p>" for text in NEWS),
        f"<span><p>{NEWS[0]}</p></span><b><p>{NEWS[1]}</p></b><p>{NEWS[2]}</p><p>{NEWS[3]}</p>",
        f"<ul><li>{NEWS[0]}</li><li>{NEWS[1]}</li></ul>{prose(*NEWS[2:])}",
        f"<blockquote>{NEWS[0]}</blockquote>{prose(*NEWS[1:])}",
        f"<article-body>{prose(*NEWS)}</article-body>",
    ],
)
def test_block_elements_end_paragraphs_and_inline_ones_do_not(body: str) -> None:
    assert article_lines(body) == NEWS


@pytest.mark.parametrize(
    "name",
    "teaser teaser-content intro standfirst lead ad-free premium summary article__lede embed meta slide widget "
    "post-header highlighted expand blurred bar".split(),
)
def test_a_first_paragraph_is_kept_whatever_its_class_name(name: str) -> None:
    assert article_lines(f"<div class='{name}'>{prose(NEWS[0])}</div><div class=rest>{prose(*NEWS[1:])}</div>") == NEWS
    assert article_lines(f"<p class='{name}'>{NEWS[0]}</p>{prose(*NEWS[1:])}") == NEWS


@pytest.mark.parametrize(
    "box",
    [
        "<figure><img src=x><figcaption>The pier on Monday. Photo: Ann Reed</figcaption></figure>",
        "<div class=share-bar><a href=#>Share</a> <a href=#>Post</a></div>",
        "<div class=newsletter-signup><p>Get the best stories of the week by mail. Sign up here.</p></div>",
        "<aside><h3>Read more</h3><p>The tanker of last year was bigger than this one.</p></aside>",
        "<div class=related-articles><p>The tanker of last year was bigger than this one.</p></div>",
        "<div class=author-bio><p>Ann Reed writes about harbours. She lives in Valmere.</p></div>",
        "<div class=comments><p>I told you so. It had to happen, did it not?</p></div>",
        "<div id=cookie-banner><p>We use cookies. Do you agree to that?</p></div>",
        "<table><tr><td>Length</td><td>180 m</td></tr></table>",
    ],
)
def test_boxes_in_an_article_are_left_out(box: str) -> None:
    assert article_lines(prose(*NEWS[:2]) + box + prose(*NEWS[2:])) == NEWS


def test_comments_are_left_out_though_they_are_longer_than_the_article() -> None:
    comments = f"<div id=comments>{'<p>I told you so, it had to happen one day.</p>' * 60}</div>"
    html = page(TITLE, f"<div class='post tag-sea'><h1>{TITLE}</h1>{prose(*NEWS)}</div>{comments}")
    assert extract_article(fetched(html)).text.split("\n\n") == NEWS


def test_lines_that_are_only_wrapped_are_one_paragraph() -> None:
    assert article_lines(
        f"<p>{'<br>'.join(' '.join(NEWS).replace('Monday after', 'Monday<br>after').split(' the '))}</p>"
    ) == [" ".join(NEWS).replace(" the ", " ")]


def test_headings_without_white_space_stand_alone_and_nothing_is_repeated() -> None:
    body = f"<section><h4>What was said</h4>{NEWS[0]}<div><h4>What comes</h4><p>{NEWS[1]}</p>{NEWS[2]}</div></section>"
    assert article_lines(body) == ["What was said", NEWS[0], "What comes", NEWS[1], NEWS[2]]


def test_a_page_with_too_many_blocks_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(InputError, match=r"more than 40,000 parts.+Paste the article"):
        extract_article(fetched("<p>x" * 100_000))
    with pytest.raises(InputError, match=r"more than 3,000 parts"):
        extract_article(fetched("<p>x" * 20_000))
    with pytest.raises(InputError, match=r"more than 1,500 parts"):
        extract_article(fetched("<p>x" * 1_600))


PIECES = (
    *(
        "<",
        "</",
        "<!--",
        "<!-",
        "<?",
        "<![CDATA[",
        "&",
        "&#",
        "&#1;",
        '=""',
        "x",
        "x ",
        "x. ",
        "漢",
        "\x00",
        "“x",
        "x | ",
    ),
    *(
        "<div>",
        "<b>",
        "<p>",
        "<a>",
        "<table><tr><td>",
        "<td>xy",
        "<ul><li>",
        "<b><p>",
        "<p><font>",
        "</p>",
        "</p>\n",
        "</style>",
        "</script>\n",
        "<br>",
        "<i>x",
        "<ul><li><li class=a>",
        "<figure><p class=a><html>",
        "<div><b class=byline>",
    ),
    *(
        "<p title=",
        '<p title="',
        "<p a='b' ",
        "<p hidden>",
        "<p class=author>x</p>",
        "<time>x</time>",
        "<h1>x | y</h1>",
    ),
    *("<style>", "<style>.a{display:none}</style>", "<script>", "<meta name=a content=b>", "<select><option>", "<svg>"),
    *(
        '<a href="x">x y z</a>',
        "<h2><a href=x>x y z</a></h2>",
        "<header>x",
        "<form>x",
        "<pre>x\n",
        "<article><p>x.",
        "<p>“",
    ),
    *(
        "1 May 2026 ",
        "<script type=application/ld+json>[",
        "accept all cookies ",
        "<p>The ferry will open in spring.</p>",
    ),
)


def test_a_pattern_that_is_repeated_less_often_is_read_or_refused_too() -> None:
    """Reaches, where coverage is measured, what the tests of speed reach."""
    for piece in PIECES:
        for html in (piece * 300, piece * 300 + BODY):
            read_in_time(html)


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("piece", PIECES)
def test_no_pattern_takes_long_however_often_it_is_repeated(piece: str) -> None:
    most = MAX_PAGE_BYTES // len(piece.encode())
    bearable = 39_000 // max(1, piece.count("<"))  # more tags are refused before anybody looks at them
    for html in (piece * most, piece * min(most, bearable) + BODY):
        read_in_time(html)


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("piece", ["*/", "// ", "-->", "]]> ", "<!--", "{", ";", "\\u0041"])
def test_no_repeated_pattern_in_a_pages_description_of_itself_takes_long(piece: str) -> None:
    script = f"<script type=application/ld+json>{{}}{piece * (400_000 // len(piece))}x</script>"
    read_in_time(script + BODY)


@pytest.mark.no_cover
def test_a_tag_with_very_many_attributes_takes_no_longer() -> None:
    read_in_time("<p " + " ".join(f'a{n}=""' for n in range(180_000)) + ">" + BODY)


def test_much_prose_takes_no_longer_and_its_size_is_reported() -> None:
    html = page(TITLE, f"<main><h1>{TITLE}</h1>{''.join(f'<p>{n} {NEWS[n % 4] * 3}</p>' for n in range(2_900))}</main>")
    read_in_time(html)
    with pytest.raises(InputError, match=r"characters; the limit is 200,000\. Paste the part"):
        extract_article(fetched(html))


@pytest.mark.slow
@pytest.mark.no_cover
def test_grown_mixtures_of_patterns_take_no_longer() -> None:
    rng = random.Random(7)
    for _ in range(12):
        mixture = "".join(rng.choice(PIECES) * rng.randrange(1, 40) for _ in range(rng.randrange(2, 6)))
        size = rng.choice((50_000, 400_000, MAX_PAGE_BYTES))
        read_in_time(mixture * (size // len(mixture.encode())))


def read_in_time(html: str) -> None:
    with contextlib.suppress(InputError), cpu_limit(SECONDS):
        extract_article(fetched(html))
