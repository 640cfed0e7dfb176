"""What is behind a link that is no web page; ``scenarios/test_web_cases.py`` shows it to an editor."""

from __future__ import annotations

import pytest
from intake.files.file_samples import NOW, PAGE, TEXT, TITLE, line, make_pdf, make_zip

from bot.errors import InputError
from bot.intake.files.linked import LinkedFile, read_linked
from bot.intake.web.fetch import FetchedPage
from bot.models.articles import Draft

PLAIN = f"{TITLE}\n\n{TEXT}".encode()


def read(data: bytes, media_type: str, path: str = "/files/harbour") -> Draft:
    url = f"https://www.valmere.example{path}"
    return read_linked(LinkedFile(FetchedPage(url, data, None, media_type), NOW))


@pytest.mark.parametrize(
    ("data", "media_type", "path"),
    [
        (PLAIN, "text/plain", "/files/harbour"),
        (PLAIN, "text/markdown", "/files/harbour.md?raw=1"),
        (PLAIN, "application/octet-stream", "/files/harbour.txt"),
        (make_zip(("a.txt", PLAIN)), "application/zip", "/files/all.zip"),
    ],
)
def test_a_file_has_the_link_as_its_address_and_the_host_as_its_source(data: bytes, media_type: str, path: str) -> None:
    draft = read(data, media_type, path)
    assert (draft.title, draft.text.split("\n\n")) == (TITLE, TEXT.split("\n\n"))
    assert draft.url == f"https://www.valmere.example{path}"
    assert draft.source == "valmere.example"


def test_a_file_that_names_its_source_keeps_it() -> None:
    assert read(f"Source: The Herald\n{TITLE}\n\n{TEXT}".encode(), "text/plain").source == "The Herald"


def test_a_date_in_the_future_is_left_out() -> None:
    assert read(f"Date: 2031-01-01\n{TITLE}\n\n{TEXT}".encode(), "text/plain").published_at is None


@pytest.mark.parametrize("media_type", ["text/html", "text/xml", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_is_named_as_what_it_is(media_type: str, encoding: str) -> None:
    with pytest.raises(InputError, match="leads to a feed"):
        read("<?xml version='1.0'?><feed xmlns='x'><title>x</title></feed>".encode(encoding), media_type)


@pytest.mark.parametrize(
    ("data", "media_type", "said"),
    [
        (make_zip(("a.txt", PLAIN), ("b.txt", PLAIN)), "application/zip", "does not hold just one article"),
        (make_pdf(), "application/pdf", "The PDF has no text"),
        (b"\x00\x01", "application/octet-stream", "I can read .txt"),
        (PLAIN, "application/pdf", "The file is not a PDF file"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, media_type: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(data, media_type)


@pytest.mark.parametrize("media_type", ["text/html", "application/xhtml+xml", "text/plain", ""])
def test_a_page_is_read_as_one_whatever_the_server_calls_it(media_type: str) -> None:
    assert read(PAGE.format(head="").encode(), media_type).title == TITLE


def test_a_pdf_file_is_read() -> None:
    assert read(make_pdf(line(TITLE, 50, 740, 18) + line(TEXT[:90], 50, 700)), "application/pdf").title == TITLE
