"""The bytes of a PDF -> a draft of the text on its pages."""

from __future__ import annotations

import logging
import re
from io import BytesIO
from itertools import chain, takewhile
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError, FileNotDecryptedError

from bot.advice_marks import advice
from bot.errors import InputError
from bot.intake.drafts import MAX_CHARACTERS, MAX_TITLE
from bot.intake.files.pdf_layout import (
    Paragraph,
    body_size,
    find_printed_address,
    make_paragraphs,
    paragraphs_text,
    split_running_heads,
)
from bot.intake.files.pdf_lines import Line, read_lines
from bot.intake.pasted.documents import parse_document
from bot.intake.word_overlap import word_overlap

if TYPE_CHECKING:
    from bot.models.articles import Draft

__all__ = ["MAX_PAGES", "read_pdf"]

MAX_PAGES = 200
MAX_STREAM_BYTES = 10_000_000
"""Of the drawing instructions of a page, unpacked; pictures are not unpacked."""
SAVE_A_PART = advice(": save the part that you need")
LIMITS: dict[str, Any] = {
    "maximum_declared_stream_length": MAX_STREAM_BYTES,
    "array_based_stream_maximum_output_length": MAX_STREAM_BYTES,
    "lzw_maximum_output_length": MAX_STREAM_BYTES,
    "run_length_maximum_output_length": MAX_STREAM_BYTES,
    "zlib_maximum_output_length": MAX_STREAM_BYTES,
    "brotli_maximum_output_length": MAX_STREAM_BYTES,
    "stream_decoding_work_maximum_length": 3 * MAX_STREAM_BYTES,
    "page_tree_maximum_entries": 10_000,
    "page_tree_maximum_page_entries": 200_000,
    "jbig2dec_binary": None,
    "disable_legacy_handling": True,
}
MIN_OVERLAP = 0.7
"""The share of the words of the declared title that the first page has if the title is the text's own."""
HEADING = 1.15
"""The minimum size of a headline, in multiples of the text's."""
MIN_RUNNING_TEXT = 60
"""Characters of a paragraph that is no byline or date."""
MIN_TITLE_LETTERS = 8
HEADLINE_WORDS = 5
"""A headline has this many words; what is larger and shorter is the name of a newspaper, or of a section."""
MAX_UNREADABLE = 0.1
"""The share of characters without a meaning from which the text counts as unreadable."""
_MEANINGLESS = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08]|/g\d{1,4}|\(cid:\d{1,5}\)")


def read_pdf(data: bytes, known: str | None = None) -> Draft:
    """The draft in a PDF. Raises InputError, with what to do, if it is encrypted, has no text or cannot be read."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it quotes the file in its warnings
    try:
        with apply_configuration(**LIMITS):
            pages, declared = _read_pages(data)
    except InputError:
        raise
    except (DependencyError, FileNotDecryptedError) as error:
        raise _encrypted() from error
    except Exception as error:
        msg = f"The PDF is damaged or too complex to be read{advice(': save its text as .txt and try again')}."
        raise InputError(msg) from error
    pages, heads = split_running_heads(pages)
    _check_text(" ".join(line.text for line in chain.from_iterable(pages)))
    paragraphs = make_paragraphs(pages)
    title, rest = _split_title(paragraphs, declared)
    address = find_printed_address(heads)
    above = f"URL: {address}\n\n" if address else ""
    return parse_document(above + paragraphs_text(rest), title, known)


def _read_pages(data: bytes) -> tuple[list[list[Line]], str]:
    """The lines of each page, and the title that the file declares."""
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):  # many have only a password for changing them
        raise _encrypted()
    if len(reader.pages) > MAX_PAGES:
        msg = f"The PDF has {len(reader.pages):,} pages; the limit is {MAX_PAGES}{SAVE_A_PART}."
        raise InputError(msg)
    pages: list[list[Line]] = []
    characters = 0
    for number, page in enumerate(reader.pages):
        pages.append(read_lines(page, number))
        characters += sum(len(line.text) for line in pages[-1])
        if characters > MAX_CHARACTERS:
            msg = f"The PDF has more than {MAX_CHARACTERS:,} characters{SAVE_A_PART}."
            raise InputError(msg)
    metadata = reader.metadata
    return pages, " ".join(str((metadata.title if metadata else None) or "").split())


def _check_text(text: str) -> None:
    if not any(c.isalnum() for c in text):
        copy = advice(": copy the text from where it was published")
        msg = f"The PDF has no text, only pictures of it, as scanners make{copy}."
        raise InputError(msg)
    if len(_MEANINGLESS.findall(text)) > MAX_UNREADABLE * len("".join(text.split())):
        copy = advice(": copy its text into a .txt file")
        msg = f"The letters of the PDF have no meaning that a program can read{copy}."
        raise InputError(msg)


def _encrypted() -> InputError:
    return InputError(f"The PDF is protected by a password{advice(': save it without one, or save its text as .txt')}.")


def _split_title(paragraphs: list[Paragraph], declared: str) -> tuple[str | None, list[Paragraph]]:
    """The title and the other paragraphs: a headline on the first page, or else the declared title if it is there."""
    body = body_size([line for paragraph in paragraphs for line in paragraph.lines])
    first = [p for p in paragraphs if p.lines[0].page == paragraphs[0].lines[0].page]
    above_text = list(takewhile(lambda p: p.size >= HEADING * body or len(p.text) < MIN_RUNNING_TEXT, first))
    # Headings of sections are below the first text; but some programs write the headline last.
    headlines = [p for p in above_text if _may_be_title(p, body)] or [p for p in first if _may_be_title(p, body)]
    if headlines:
        found = max(headlines, key=lambda p: _title_rank(p, declared))
        at = paragraphs.index(found)
        above = [p for p in paragraphs[:at] if p.size < HEADING * body]  # not the name of the newspaper
        return found.text, [*above, *paragraphs[at + 1 :]]
    if declared and word_overlap(declared, " ".join(p.text for p in first)) >= MIN_OVERLAP:
        return declared[:MAX_TITLE], paragraphs
    return None, paragraphs


def _title_rank(paragraph: Paragraph, declared: str) -> tuple[bool, bool, float]:
    """The higher, the more probably a large line is the headline, and not the name of a newspaper or of a section."""
    text = paragraph.text
    return len(text.split()) >= HEADLINE_WORDS, word_overlap(text, declared) >= MIN_OVERLAP, paragraph.size


def _may_be_title(paragraph: Paragraph, body: float) -> bool:
    return paragraph.size >= HEADING * body and MIN_TITLE_LETTERS <= len(paragraph.text) <= MAX_TITLE
