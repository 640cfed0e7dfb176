from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import pytest
from cpu_limit import cpu_limit
from hypothesis import example, given
from hypothesis import strategies as st
from intake.pasted.sample_articles import (
    ARTICLE,
    BODY,
    FIRST,
    GMAIL,
    HARBOUR_LINK,
    HARBOUR_TEXT,
    HARBOUR_TITLE,
    HTML,
    LINK,
    NOTE,
    OUTLOOK,
    SECOND,
    TEXT,
    TITLE,
)

from bot.errors import InputError
from bot.intake.drafts import MAX_CHARACTERS, MAX_TITLE, make_draft
from bot.intake.pasted.documents import parse_document, parse_metadata_edit, read_document
from bot.intake.pasted.text_files import MAX_BYTES
from bot.models.articles import Article, Draft

texts = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\r :#*\u200b\u202e\x00"), max_size=400)


forms = st.lists(
    st.sampled_from(["Source: The Paper", "Date: 2026-11-22", "URL: https://a.example/x", "Title: A title", "By: Ann"])
    | texts,
    max_size=6,
).map("\n".join)


MARKUP = {
    "a page": f"<!DOCTYPE html><html><head><title>{TITLE} - Kessel Post</title><style>p {{}}</style></head>"
    f"<body><h1>{TITLE}</h1>{HTML}</body></html>",
    "a page without a heading": f"<html><head><title>{TITLE}</title></head><body>{HTML}</body></html>",
    "lines of the source": f"<h1>\n{TITLE}\n</h1>\n{HTML.replace(' after', chr(10) + '  after')}",
    "encoded once": f"&lt;h1&gt;{TITLE}&lt;/h1&gt;&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;",
    "an attribute with a bracket": f'<p title="a > b">{TITLE}</p>{HTML}',
    "what is not shown": f"<h1>{TITLE}</h1><noscript>Turn on JavaScript</noscript><iframe src=x></iframe>{HTML}",
    "a byline that is a link": f'<h1>{TITLE}</h1><p>By <a href="{LINK}/ida">Ida Moor</a></p>{HTML}',
    "an element of the site's own": f"<h1>{TITLE}</h1><my-teaser></my-teaser>{HTML}",
    "a feed": f"<item><title>{TITLE}</title><link>{LINK}</link><description><![CDATA[{HTML}]]></description></item>",
}


@pytest.fixture
def harbour() -> Article:
    added = datetime(2026, 11, 20, tzinfo=UTC)
    return Article(1, 1, 0, HARBOUR_TITLE, HARBOUR_TEXT, None, None, None, "en", None, added, None, "")


def test_the_first_line_is_the_title_and_paragraphs_follow_a_blank_line() -> None:
    assert parse_document(f"The title\n\n{BODY}\n") == Draft("The title", BODY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no text"),
        (" \n\n\t", "There is no text"),
        ("***\n\n---", "There is no text"),
        ("Source: Reuters", "There is no text"),
        (f"Title: {'x' * (MAX_TITLE + 1)}\n\n{BODY}", "The title has 301 characters; the limit is 300"),
        (f"The title\n\n{'x' * (MAX_CHARACTERS + 1)}", "The text has 200,001 characters; the limit is 200,000"),
        (f"Date: last week\nThe title\n\n{BODY}", "The date 'last week' is not understood: write it as 2026-11-22"),
        (f"Date: 0001-01-01\nThe title\n\n{BODY}", "years 1800 to 2199"),
        (f"Date: 9999-12-31T23:59-23:59\nThe title\n\n{BODY}", "years 1800 to 2199"),
        (f"URL: javascript:alert(1)\nThe title\n\n{BODY}", "full web address of a public page"),
        (f"URL: https://user@evil.example/\nThe title\n\n{BODY}", "full web address of a public page"),
        (f"URL: https://[::1\nThe title\n\n{BODY}", "full web address of a public page"),
        (f"URL: https://a.example/{'x' * 512}\nThe title\n\n{BODY}", "full web address of a public page"),
    ],
)
def test_input_that_cannot_be_an_article_gets_one_sentence(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        parse_document(text)
    assert "\n" not in str(refused.value)


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize(
    "pattern",
    [
        *(" ", "\t", "\n", ":", "#", "*", "_", "&", "<", "~", "a", "\xad", "\u200d", "\xa0", "\u2029", "[", "é"),
        *(" \n", "-\n", "ab-\nc", "a-", "By A ", "A. ", ". ", "* _", "`|", "**_", "# ", "Source: x\n", "](", "- \n"),
        *("&amp;", "&#", "&#39;", "<!--", "<b>", "</b>", "<a ", "<script>", "</script>", "<li>", "<br>"),
        *(
            "https://",
            "https://a.example/)",
            "www.a",
            "http://a.b/(",
            "[a](http://b",
            "<http://a|",
            "> ",
            "\U0001f3f4",
            "\U000e0041",
        ),
    ],
)
def test_the_largest_file_is_parsed_in_linear_time(pattern: str) -> None:
    """The pattern before the title and in the text: both may be parsed in a way of their own."""
    around = "{0}\nTitle\n\nx{0}y"
    size = (MAX_BYTES - len(around)) // 2
    data = around.format(pattern * (size // len(pattern.encode()))).encode()
    with contextlib.suppress(InputError), cpu_limit(3):  # a second is usual for the worst
        read_document(data)


def test_invisible_characters_are_removed_and_line_ends_unified() -> None:
    draft = parse_document("The\u202e title\r\n\r\nOne\x07 line  \rnext\u2029\n\n\n\nlast\ufeff")
    assert draft == Draft("The title", "One line\nnext\n\nlast")


@given(texts | forms)
@example("Date: 0001-01-01T00:00+23:59\na\n\nb")
@example("Date: Mon, 99 Foo 99999 00:00:00\na\n\nb")
@example("Date: 22 Nov 2026 25:00:00 +9999999\na\n\nb")
@example("URL: http://[\na\n\nb")
def test_any_text_becomes_a_valid_draft_or_an_input_error(text: str) -> None:
    try:
        draft = parse_document(text)
    except InputError:
        return
    assert 0 < len(draft.title) <= MAX_TITLE
    assert "\n" not in draft.title
    assert any(c.isalnum() for c in draft.title)
    assert any(c.isalnum() for c in draft.text)
    assert draft.text == draft.text.strip()


@given(texts.filter(lambda text: text.strip() != ""))
def test_parsing_a_draft_again_changes_nothing(text: str) -> None:
    try:
        draft = parse_document(f"Title: x\n\n{text}")
    except InputError:
        return
    assert make_draft(title=draft.title, text=draft.text) == Draft(draft.title, draft.text)


@pytest.mark.parametrize(
    "pasted",
    [
        GMAIL,
        GMAIL.replace("\n", "\n> ").replace("---------- F", "> ---------- F", 1),
        OUTLOOK,
        NOTE,
        "\n".join(f"> {line}" for line in f"{HARBOUR_TITLE}\n\n{HARBOUR_TEXT}".split("\n")),
        f">>> {HARBOUR_TITLE}\n{HARBOUR_TEXT}",
        f"{HARBOUR_LINK}\n{HARBOUR_TITLE}\n{HARBOUR_TEXT}",
        f"{HARBOUR_TITLE} | Valmere Courier\n{HARBOUR_TEXT}",
        f"{HARBOUR_TITLE} - Valmere Courier\nSource: Valmere Courier\n{HARBOUR_TEXT}",
        f"{HARBOUR_TITLE} – news.example\n{HARBOUR_LINK}\n{HARBOUR_TEXT}",
        f"[{HARBOUR_TITLE}]({HARBOUR_LINK})\n{HARBOUR_TEXT}",
        f"{HARBOUR_TITLE}\n{HARBOUR_TEXT.replace('harbour', f'[harbour]({HARBOUR_LINK}_(bay))')}",
        f"{HARBOUR_TITLE}\n{HARBOUR_TEXT.replace('pier', f'<{HARBOUR_LINK}|pier>')}",
        f"{HARBOUR_TITLE}\n![A ship]({HARBOUR_LINK}.png)\n{HARBOUR_TEXT}",
    ],
)
def test_an_article_is_found_in_pasted_text(pasted: str) -> None:
    draft = parse_document(pasted)
    assert (draft.title, draft.text) == (HARBOUR_TITLE, HARBOUR_TEXT)


@pytest.mark.parametrize(
    "text",
    [
        "Ann: Did you hear it?\nBob: No. What happened?\nAnn: The strike is over.",
        "[9:14 AM] Ann: Did you hear it?\n[9:15 AM] Bob: No. What happened?",
        "Q: Are you glad?\nA: Yes, very. It was hard for the crews.",
        "2 * 3 * 4 is 24, f**k and s**t are not, and __init__ is a name. select *, count(*) from t.",
        "Write `<br>` for a line end, `&amp;` for the sign. A Vec<T> holds values, a<b and c>d.",
        "I <3 the ferry. AT&T said R&D; and S&P; fell, Q&A; at noon.",
        "port,boats,day\nOrn,4,Monday\nTarn,2,Tuesday",
        "The boat goes out,\nThe boat comes in,\nNobody knows\nWhere it has been.",
        "Link: the missing piece of the whole puzzle was found.\nThe rest is known.",
        "Data: the new oil of the harbour, says its owner.\nThe rest is known.",
        "The price rose again.\nSource: the union, which counted for nine days in a row.",
        "| Port | Boats |\n| Orn | 4 |",
        "He asked what it was [1] and why [2].",
    ],
)
def test_no_character_of_a_text_is_lost(text: str) -> None:
    draft = parse_document(f"{TITLE}\n\n{text}")
    assert (draft.title, draft.text) == (TITLE, text)


@pytest.mark.parametrize(
    "headline",
    [
        f'<h1><a href="{LINK}">{TITLE}</a></h1>',
        f'<a class="x" href={LINK}><h2>{TITLE}</h2></a>',
        f"<h1><a href='{LINK}'><span>{TITLE}</span></a></h1>",
        f'<p><b><a href="{LINK}">{TITLE}</a></b></p>',
    ],
)
def test_the_link_of_a_headline_in_html_is_the_source_of_the_text(headline: str) -> None:
    draft = parse_document(f"{headline}{HTML.replace('union', f'<a href={chr(34)}{LINK}/union{chr(34)}>union</a>')}")
    assert (draft.title, draft.text, draft.url) == (TITLE, TEXT, LINK)


@pytest.mark.parametrize("pasted", MARKUP.values(), ids=MARKUP)
def test_html_becomes_the_text_that_a_reader_would_see(pasted: str) -> None:
    draft = parse_document(pasted)
    assert (draft.title, draft.text) == (TITLE, TEXT)


def test_a_title_given_apart_is_the_title_and_does_not_stand_in_the_text() -> None:
    assert parse_document(TEXT, "Ferry &amp; crew").title == "Ferry & crew"
    assert parse_document(ARTICLE, TITLE).text == TEXT


def test_metadata_alone_change_an_article_and_any_text_is_a_new_text(harbour: Article) -> None:
    draft = parse_metadata_edit("Source: Reuters\nDate: 2026-11-22", harbour)
    assert draft == Draft(
        HARBOUR_TITLE, HARBOUR_TEXT, source="Reuters", published_at=datetime(2026, 11, 22, tzinfo=UTC)
    )
    assert parse_metadata_edit("Source: Reuters\nThe harbour opened again.", harbour) is None
    assert parse_metadata_edit("The harbour opened again.", harbour) is None
