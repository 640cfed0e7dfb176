from __future__ import annotations

import codecs
import contextlib
import time
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import InputError
from bot.intake.pasted.documents import (
    MAX_BYTES,
    MAX_CHARACTERS,
    MAX_TITLE,
    decode_text,
    make_draft,
    parse_document,
    read_document,
)
from bot.models.articles import Draft

BODY = "The first paragraph.\n\nThe second one."

texts = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\r :#*\u200b\u202e\x00"), max_size=400)
forms = st.lists(
    st.sampled_from(["Source: The Paper", "Date: 2026-11-22", "URL: https://a.example/x", "Title: A title", "By: Ann"])
    | texts,
    max_size=6,
).map("\n".join)


def test_the_first_line_is_the_title_and_paragraphs_follow_a_blank_line() -> None:
    assert parse_document(f"The title\n\n{BODY}\n") == Draft("The title", BODY)


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


def test_a_line_with_a_colon_that_is_no_known_field_is_the_title() -> None:
    draft = parse_document(f"Ukraine: talks go on\n\n{BODY}")
    assert (draft.title, draft.text) == ("Ukraine: talks go on", BODY)


def test_a_field_given_twice_is_text_the_second_time() -> None:
    assert parse_document(f"Source: One\nSource: Two\n\n{BODY}").title == "Source: Two"


@pytest.mark.parametrize("line", ["# The title", "**The title**", "## The title", "__The title__", "*The title*"])
def test_markdown_around_the_title_goes_away(line: str) -> None:
    assert parse_document(f"{line}\n\n{BODY}").title == "The title"


def test_a_single_paragraph_without_a_title_is_called_by_its_first_words() -> None:
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
def test_what_cannot_be_an_article_gets_one_sentence(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        parse_document(text)
    assert "\n" not in str(refused.value)


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
def test_the_same_lines_directly_below_the_title_are_no_text(
    below: str, url: str | None, source: str | None, author: str | None, day: int | None
) -> None:
    when = datetime(2026, 11, day, tzinfo=UTC) if day else None
    assert parse_document(f"The title\n{below}{BODY}") == Draft("The title", BODY, url, source, author, when)


@pytest.mark.parametrize("end", ["https://a.example/x", "(https://a.example/x)", "Read more: https://a.example/x."])
def test_a_link_alone_on_the_last_line_is_where_the_text_is_from(end: str) -> None:
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
def test_a_headline_is_the_title_whatever_its_last_mark(first: str) -> None:
    assert parse_document(f"{first}\n\n{BODY}") == Draft(first, BODY)


def test_two_short_sentences_alone_are_a_text() -> None:
    draft = parse_document("The harbour was shut on Monday. Nobody was hurt.")
    assert draft.text == "The harbour was shut on Monday. Nobody was hurt."


def test_a_sentence_marked_as_a_heading_is_the_title() -> None:
    assert parse_document(f"# The harbour opened again on Monday.\n\n{BODY}").text == BODY


@pytest.mark.parametrize("title", ["***", "—", "\u3164", "\u2060\u00ad", "…"])
def test_a_title_of_marks_or_nothing_visible_is_none(title: str) -> None:
    with pytest.raises(InputError, match="There is no title"):
        make_draft(title=title, text=BODY)
    assert parse_document(f"{title}\n\n{BODY} {BODY}").title.startswith("The first paragraph")


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
@pytest.mark.parametrize("place", ["{}", "Title\n\nx{}y", "{}\nTitle\n\nThe text."])
def test_the_largest_file_is_read_in_linear_time(pattern: str, place: str) -> None:
    around = place.format("").encode()
    data = place.format(pattern * ((MAX_BYTES - len(around)) // len(pattern.encode()))).encode()
    started = time.process_time()
    with contextlib.suppress(InputError):
        read_document(data)
    assert time.process_time() - started < 2, "a second is usual for the worst"


def test_unseen_characters_go_and_line_ends_are_one_kind() -> None:
    draft = parse_document("The\u202e title\r\n\r\nOne\x07 line  \rnext\u2029\n\n\n\nlast\ufeff")
    assert draft == Draft("The title", "One line\nnext\n\nlast")


def test_a_missing_title_in_a_form_is_told() -> None:
    with pytest.raises(InputError, match="There is no title"):
        make_draft(title=" \u202e ", text=BODY)


@given(texts | forms)
@example("Date: 0001-01-01T00:00+23:59\na\n\nb")
@example("Date: Mon, 99 Foo 99999 00:00:00\na\n\nb")
@example("Date: 22 Nov 2026 25:00:00 +9999999\na\n\nb")
@example("URL: http://[\na\n\nb")
def test_any_text_becomes_a_sound_draft_or_an_input_error(text: str) -> None:
    try:
        draft = parse_document(text)
    except InputError:
        return
    assert 0 < len(draft.title) <= MAX_TITLE
    assert "\n" not in draft.title
    assert any(c.isalnum() for c in draft.title)
    assert any(c.isalnum() for c in draft.text)
    assert draft.text == draft.text.strip()


@given(st.from_regex(r"[0-9A-Za-z ,:+./-]{0,40}", fullmatch=True))
def test_any_date_line_is_understood_or_refused(written: str) -> None:
    try:
        draft = parse_document(f"Date: {written}\nThe title\n\nThe text.")
    except InputError:
        return
    assert draft.published_at is None or draft.published_at.tzinfo is UTC


@given(texts.filter(lambda text: text.strip() != ""))
def test_reading_a_draft_again_changes_nothing(text: str) -> None:
    try:
        draft = parse_document(f"Title: x\n\n{text}")
    except InputError:
        return
    assert make_draft(title=draft.title, text=draft.text) == Draft(draft.title, draft.text)


def test_text_files_are_utf_8_with_or_without_a_mark_or_utf_16_with_one() -> None:
    assert decode_text("Japan’s".encode()) == decode_text(b"\xef\xbb\xbf" + "Japan’s".encode()) == "Japan’s"
    assert decode_text(codecs.BOM_UTF16_LE + "Japan’s".encode("utf-16-le")) == "Japan’s"
    assert decode_text(codecs.BOM_UTF16_BE + "Japan’s".encode("utf-16-be")) == "Japan’s"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Japan’s".encode("cp1252"), "not UTF-8"),
        (b"\xff\xfeT", "not UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture, not plain text"),
        (b"abc\x00def", "not plain text"),
        (b"x" * (MAX_BYTES + 1), "too large: the limit is 1,000,000 bytes"),
    ],
)
def test_other_files_are_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        decode_text(data)


@given(st.binary(max_size=300))
def test_any_bytes_become_text_or_an_input_error(data: bytes) -> None:
    try:
        text = decode_text(data)
    except InputError:
        return
    assert "\x00" not in text


@given(st.text(max_size=50), st.text(max_size=50))
def test_white_space_alone_makes_no_other_article(title: str, text: str) -> None:
    one, other = Draft(title, f"{text} end"), Draft(f" {title} ", f"{text}\n\n end")
    assert one.content_hash == other.content_hash
