"""The bytes of a web archive (.mht, .mhtml) -> a draft: a MIME message with a saved page, its pictures and styles."""

from __future__ import annotations

from email import message_from_bytes
from email.errors import MessageError
from itertools import islice
from typing import TYPE_CHECKING

from bot.advice_marks import advice
from bot.errors import InputError
from bot.intake.files.html_file import read_page
from bot.intake.web.fetch import MAX_PAGE_BYTES

if TYPE_CHECKING:
    from email.message import Message

    from bot.models.articles import Draft

__all__ = ["MAX_PARTS", "read_web_archive"]

MAX_PARTS = 2_000
"""Programs write the page first and its frames, pictures and styles behind it; more parts are not examined."""


def read_web_archive(data: bytes) -> Draft:
    """The article on the page in an archive. Raises InputError, with what to do, if there is none."""
    try:
        archive = message_from_bytes(data)
        page = _find_page(archive)
        content = page.get_payload(decode=True) if page is not None else None
        charset = page.get_content_charset() if page is not None else None
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        raise _without_page() from error
    if page is None or not isinstance(content, bytes):
        raise _without_page()
    if len(content) > MAX_PAGE_BYTES:
        msg = (
            f"The page has more than {MAX_PAGE_BYTES // 1_000_000} MB{advice(': save the part that you need as .txt')}."
        )
        raise InputError(msg)
    address = archive["Snapshot-Content-Location"] or page["Content-Location"]
    return read_page(content, charset, str(address or ""))


def _find_page(archive: Message) -> Message | None:
    """The part that the archive names as its beginning, or else its first page; the others are frames on it."""
    start = str(archive.get_param("start") or "")
    pages = [part for part in islice(archive.walk(), MAX_PARTS) if part.get_content_type() == "text/html"]
    return next((page for page in pages if start and page["Content-ID"] == start), pages[0] if pages else None)


def _without_page() -> InputError:
    return InputError(
        f"The file has no web page in it{advice(': open the page in a browser and save it again as .html')}."
    )
