"""The bytes of a Word document -> a draft: headings, paragraphs, lists and tables, without notes and comments.

The document is written anew before docx2python reads it: only its XML, without declarations of entities and without
what is not the text of its present version, which docx2python would mark in the middle of sentences.
"""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

from docx2python import docx2python
from lxml import etree

from bot.advice_marks import advice
from bot.errors import InputError
from bot.intake.drafts import MAX_TITLE
from bot.intake.files.docx_cleaning import Element, cleaned_text, read_style_names
from bot.intake.files.zip_entries import read_entry
from bot.intake.pasted.documents import parse_document
from bot.intake.web.asides import CELL_OF_PROSE
from bot.intake.word_overlap import word_overlap

if TYPE_CHECKING:
    from docx2python.depth_collector import Par

    from bot.models.articles import Draft

__all__ = ["MAX_XML_BYTES", "read_docx"]

Table = list[list[list["Par"]]]
"""Rows of cells of paragraphs."""

MAX_XML_BYTES = 10_000_000
"""Of all the XML in the document, unpacked: some fifty times its text at most."""
MAX_PARTS = 500
MIN_OVERLAP = 0.7
"""The share of the words of a document's title that its text has if the title is its own and not a template's."""
_DOCUMENT = re.compile(r"word/document\d*\.xml")
_BULLET = re.compile(r"^\t*--\t")
_NUMBER = re.compile(r"^\t*(\w{1,8})\)\t")
"""The marks that docx2python writes before the items of lists."""
_STYLES = "word/styles.xml"
_TAG = re.compile(rb"<[^<>]*>")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"
"""Namespaces of the strict form of ISO/IEC 29500, and those of the usual form, which docx2python knows."""


def read_docx(data: bytes, known: str | None = None) -> Draft:
    """The draft in a Word document. Raises InputError, with what to do, if it has no article or cannot be read."""
    with ZipFile(BytesIO(data)) as archive:  # ``kind_of`` has opened it before: it is a zip file
        document = _rewrite(archive)
    try:
        with warnings.catch_warnings(action="ignore"), docx2python(document) as content:
            tables = content.body_pars
            declared = " ".join((content.core_properties.get("title") or "").split())
    except Exception as error:
        raise _damaged() from error
    text = "\n\n".join(filter(None, map(_table_text, tables)))
    return parse_document(text, _title(tables, declared, text), known)


def _rewrite(archive: ZipFile) -> BytesIO:
    """The document with its XML alone, cleaned. Raises InputError if there is too much, or if it may be hostile."""
    entries = [entry for entry in archive.infolist() if entry.filename.endswith((".xml", ".rels"))]
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_XML_BYTES:
        msg = f"The Word file is too large{advice(': split it, or save the text that you need as .txt')}."
        raise InputError(msg)
    parts = {entry.filename: _parse(read_entry(archive, entry, MAX_XML_BYTES)) for entry in entries}
    styles = read_style_names(parts[_STYLES]) if _STYLES in parts else {}
    written = BytesIO()
    with ZipFile(written, "w", ZIP_STORED) as out:
        for name, root in parts.items():
            part = cleaned_text(root, styles) if _DOCUMENT.fullmatch(name) else root
            out.writestr(name, etree.tostring(part, encoding="UTF-8", xml_declaration=True))
    written.seek(0)
    return written


def _parse(xml: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(_transitional(xml), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged() from error
    if root.getroottree().docinfo.doctype:  # Word never writes one; entities are declared there
        instead = advice(": save its text as .txt instead")
        msg = f"The Word file declares entities, which no program of an editor does{instead}."
        raise InputError(msg)
    return root


def _transitional(xml: bytes) -> bytes:
    """A part of a document with the namespaces of the usual form; its text stays as it is."""
    if _STRICT.search(xml) is None:
        return xml
    return _TAG.sub(lambda tag: _STRICT.sub(_TRANSITIONAL, tag[0]), xml)


def _damaged() -> InputError:
    return InputError(
        f"The Word file is damaged{advice(': open it in Word and save it again, or save its text as .txt')}."
    )


def _table_text(table: Table) -> str:
    """A table with a line for each row, its cells parted by tabs; a table that lays out the page as paragraphs.

    Text outside tables is a table with one cell.
    """
    cells = [list(filter(None, map(_text, cell))) for row in table for cell in row]
    if len(cells) == 1 or any(sum(map(len, cell)) > CELL_OF_PROSE for cell in cells):
        return "\n\n".join(chain.from_iterable(cells))
    rows = ("\t".join(" ".join(filter(None, map(_text, cell))) for cell in row).strip() for row in table)
    return "\n".join(filter(None, rows))


def _text(par: Par) -> str:
    text = _BULLET.sub("- ", "".join(par.run_strings))
    return _NUMBER.sub(r"\1. ", text).strip()


def _title(tables: list[Table], declared: str, text: str) -> str | None:
    """The paragraph with the style of a title; the declared title if the text has it; the first heading above text."""
    pars = [par for table in tables for row in table for cell in row for par in cell if _text(par)]
    titled = (_text(par) for par in pars if par.style.lower() == "title")
    if own := next(titled, None):
        return own[:MAX_TITLE]
    if declared and word_overlap(declared, text) >= MIN_OVERLAP:
        return declared[:MAX_TITLE]
    return _text(pars[0])[:MAX_TITLE] if pars and pars[0].style.lower() == "heading 1" else None
