"""Web archives, which browsers and Word save: the page in them is read as a saved one is."""

from __future__ import annotations

import pytest
from intake.files.file_samples import PAGE, TEXT, TITLE, draft, draft_or_sentence, make_mail, make_web_archive

from bot.errors import InputError
from bot.intake.web.fetch import MAX_PAGE_BYTES

LINK = "https://courier.example/news/harbour"
OTHER = "https://ads.example/frame"
PAGE_HERE = PAGE.format(head="")
FRAME = "<html><body><p>Win a holiday in Valmere: sign up for our letter today.</p></body></html>"


@pytest.mark.parametrize("name", ["page.mht", "page.mhtml", "page.txt"])
def test_the_page_is_read_with_the_address_that_it_was_saved_from(name: str) -> None:
    read = draft(name, make_web_archive(PAGE_HERE, FRAME, Snapshot_Content_Location=LINK))
    assert (read.title, read.text, read.url) == (TITLE, TEXT, LINK)


def test_the_address_may_be_that_of_the_part() -> None:
    data = make_web_archive(PAGE_HERE, address=LINK, From="<Saved by Windows Internet Explorer 11>")
    assert draft("page.mht", data).url == LINK
    local = make_web_archive(PAGE_HERE, address="file:///C:/page.htm", From="<Saved by Windows Internet Explorer 11>")
    assert draft("page.mht", local).url is None


def test_the_part_that_the_archive_begins_with_is_the_page() -> None:
    assert draft("page.mht", make_web_archive(FRAME, PAGE_HERE, start="<1>")).text == TEXT
    assert draft("page.mht", make_web_archive(PAGE_HERE, FRAME, start="<9>")).text == TEXT


def test_the_encoding_is_that_of_the_part() -> None:
    page = PAGE_HERE.replace("Ann Lee", "Ann Léger")
    assert "Ann Léger" in draft("page.mht", make_web_archive(page)).text


def test_a_mail_that_was_saved_as_an_archive_is_a_mail() -> None:
    read = draft("mail.mht", bytes(make_mail(TEXT, Message_ID="<1@port.example>")))
    assert (read.title, read.source) == (TITLE, "Valmere Courier")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file has no web page in it"),
        (b"Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/css\n\nbody {}", "no web page in it"),
        (b"Content-Type: message/rfc822\n\n" * 3_000, "The file has no web page in it"),
        (make_web_archive(FRAME), "I found no article: that page"),
        (make_web_archive("<p>" + "a" * MAX_PAGE_BYTES), "The page has more than 2 MB"),
    ],
)
def test_an_archive_without_an_article_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        draft("page.mht", data)


def test_a_damaged_archive_is_read_or_refused_in_a_sentence() -> None:
    data = make_web_archive(PAGE_HERE)
    for end in range(0, len(data), 97):
        draft_or_sentence("page.mht", data[:end])
        draft_or_sentence("page.mht", data[:end] + b"\xff\x00" + data[end + 5 :])
