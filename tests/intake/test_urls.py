from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InputError
from bot.intake.urls import MAX_URL, article_url, find_links, url_key, validate_url


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://news.example/a?b=1#c", "https://news.example/a?b=1#c"),
        ("HTTPS://News.Example:8443/A", "https://news.example:8443/A"),
        ("https://bücher.example/Straße?q=ö", "https://xn--bcher-kva.example/Stra%C3%9Fe?q=%C3%B6"),
        ("http://93.184.216.34/a", "http://93.184.216.34/a"),
        ("https://[2606:2800:220:1::1]/a", "https://[2606:2800:220:1::1]/a"),
    ],
)
def test_an_address_of_the_public_web_is_kept(written: str, kept: str) -> None:
    assert validate_url(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        *("http://localhost", "http://localhost:8000/a", "http://intranet/a", "http://a..b/", "http://.example/", "x"),
        *(
            "http://127.0.0.1/",
            "http://10.0.0.1/a",
            "http://[::1]/",
            "http://1.2.3/",
            "http://a.1/",
            "http://-a.example/",
        ),
        *(
            "https://user:pass@news.example/",
            "https://news.example:99999/",
            "https://news.example:0/",
            "ftp://news.example/",
        ),
        *("https://news.example/a b", "https://news.example/<b>", "https://", f"https://news.example/{'x' * MAX_URL}"),
        "https://news.example/\ud800",
    ],
)
def test_any_other_address_is_refused_in_a_sentence(written: str) -> None:
    with pytest.raises(InputError, match=r"must be the full web address of a public page, such as https://"):
        validate_url(written)


@pytest.mark.parametrize(
    "other",
    [
        *("http://news.example/story/", "HTTPS://WWW.News.Example:443/story#top", "https://news.example./story"),
        *(
            "https://news.example/story?utm_source=x&fbclid=1&gclid=2",
            "https://news.example/story?",
            "https://news.example/st%6Fry",
        ),
    ],
)
def test_one_page_under_two_spellings_has_one_key(other: str) -> None:
    assert url_key(other) == url_key("https://news.example/story") == "news.example/story"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://news.example/story?utm_source=q&fbclid=1", "https://news.example/story"),
        ("https://news.example/n?utm_source=q&id=3&&page=2#top", "https://news.example/n?id=3&page=2#top"),
        ("https://news.example/#/story?utm_source=q", "https://news.example/#/story?utm_source=q"),
        (f"https://news.example/story?utm_campaign={'x' * MAX_URL}", "https://news.example/story"),
        (None, None),
    ],
)
def test_readers_get_a_link_without_tracking_parameters(given: str | None, kept: str | None) -> None:
    assert article_url(given) == kept


@pytest.mark.parametrize(
    "other",
    [
        *("https://news.example/Story", "https://other.example/story", "https://news.example/story/2"),
        *("https://news.example/story?id=2", "https://news.example:8443/story", "https://news.example/story#!/2"),
    ],
)
def test_another_page_has_another_key(other: str) -> None:
    assert url_key(other) not in (None, url_key("https://news.example/story"))


@pytest.mark.parametrize(
    "url", [None, "", "https://news.example", "https://www.news.example/?utm_medium=x", "http://[", "x"]
)
def test_an_address_without_a_page_of_its_own_has_no_key(url: str | None) -> None:
    assert url_key(url) is None


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("look: https://a.example/x.", ["https://a.example/x"]),
        ("<https://a.example/x> (https://b.example/y)", ["https://a.example/x", "https://b.example/y"]),
        ("[word](https://a.example/x_(y))", ["https://a.example/x_(y)"]),
        ("www.a.example/x, HTTP://b.example", ["https://www.a.example/x", "HTTP://b.example"]),
        ("https://a.example/?q=1&r=2!", ["https://a.example/?q=1&r=2"]),
        ("awww.no and wwww", []),
    ],
)
def test_links_are_found_without_the_sentences_marks(text: str, links: list[str]) -> None:
    assert [url for _, _, url in find_links(text)] == links


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.from_regex(r"https?://[ -~]{0,60}", fullmatch=True))
def test_any_text_is_a_valid_address_or_refused_and_has_at_most_one_key(text: str) -> None:
    url_key(text)
    try:
        url = validate_url(text)
    except InputError:
        return
    assert url is None or (url.isascii() and validate_url(url) == url and url_key(url) == url_key(text.strip()))


def test_a_host_that_cannot_be_written_in_ascii_is_refused_and_compared_as_it_is() -> None:
    url = f"https://{'ü' * 70}.example/a"
    with pytest.raises(InputError):
        validate_url(url)
    assert url_key(url) == f"{'ü' * 70}.example/a"
