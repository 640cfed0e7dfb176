"""Tells what kind of file some bytes are: by their content first, then by the file's name."""

from __future__ import annotations

import re
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from bot.advice_marks import advice
from bot.errors import InputError
from bot.intake.pasted.text_files import MAX_BYTES, describe_signature
from bot.intake.web.fetch import MAX_FILE_BYTES, MAX_PAGE_BYTES

__all__ = ["READABLE", "SUFFIXES", "FileKind", "kind_of", "max_bytes", "named_kind"]

READABLE = ".txt, .md, .html, .mht, .pdf, .docx, .eml and .zip files"


class FileKind(StrEnum):
    """The kinds of files that can be read; the value continues "it is not ..."."""

    TEXT = "plain text"
    PAGE = "a web page"
    ARCHIVE = "a web archive"
    PDF = "a PDF file"
    DOCX = "a Word document"
    MAIL = "a mail"
    ZIP = "a zip file"


SUFFIXES = {
    ".txt": FileKind.TEXT,
    ".md": FileKind.TEXT,
    ".html": FileKind.PAGE,
    ".htm": FileKind.PAGE,
    ".mht": FileKind.ARCHIVE,
    ".mhtml": FileKind.ARCHIVE,
    ".pdf": FileKind.PDF,
    ".docx": FileKind.DOCX,
    ".eml": FileKind.MAIL,
    ".zip": FileKind.ZIP,
}
"""The endings of names, in lower case."""
_LIMITS = {FileKind.TEXT: MAX_BYTES, FileKind.PAGE: MAX_PAGE_BYTES}
_BY_SIGNATURE = (FileKind.PDF, FileKind.DOCX, FileKind.ZIP)
"""Kinds whose files always begin with their signature."""
MAX_HEAD = 4_096
"""How many bytes at the beginning are searched for what tells the kind."""
_PDF = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}%PDF-")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAIL_FIELD = re.compile(
    rb"^(?:received|return-path|message-id|mime-version|delivered-to|dkim-signature|content-type|from|list-id):[ \t]",
    re.IGNORECASE | re.MULTILINE,
)
MIN_MAIL_FIELDS = 3
"""A text file may begin with one or two such lines: "From: ...", "Date: ..."."""
_OF_ARCHIVE = re.compile(rb"^(?:snapshot-content-location:|from:[^\n]{0,20}<saved by )", re.IGNORECASE | re.MULTILINE)
"""What browsers write above the pages that they save as one file."""
_ANY_FIELD = re.compile(rb"[!-9;-~]{1,60}:[ \t]|From ")
_HEADER_END = re.compile(rb"\r?\n\r?\n")


class _Other(NamedTuple):
    """Another kind of zip file: the beginning of the name of one of its members, and what it is called."""

    member: str
    name: str


_OTHER_ZIPS = (
    _Other("xl/", "a spreadsheet"),
    _Other("ppt/", "a presentation"),
    _Other("content.xml", "an OpenDocument file"),
    _Other("META-INF/container.xml", "an e-book"),
)
_DOCX_MEMBER = "word/"
_COMPOUND = b"\xd0\xcf\x11\xe0"
"""The signature of Microsoft's compound files, the format of many programs."""
_COMPOUND_KINDS = (
    _Other(
        "__substg1.0_",
        f"an Outlook message{advice(': in Outlook, save it as HTML or as text only, and send that file')}.",
    ),
    _Other("EncryptedPackage", f"protected by a password{advice(': save it without one')}."),
    _Other("WordDocument", f"in Word’s old .doc format{advice(': save it as .docx')}."),
    _Other("Workbook", f"a spreadsheet, which I cannot read{advice(': save its text as .txt')}."),
    _Other("PowerPoint Document", f"a presentation, which I cannot read{advice(': save its text as .txt')}."),
)
"""The names of streams in compound files, and what the file is, with what to do."""
_UNKNOWN = f"of a kind that I cannot read{advice(': save its text as .txt')}."


def max_bytes(name: str) -> int:
    """How many bytes a file of this name may have."""
    return _LIMITS.get(named_kind(name) or FileKind.ZIP, MAX_FILE_BYTES)


def named_kind(name: str) -> FileKind | None:
    """The kind that a file's name says it is; None for other endings."""
    return SUFFIXES.get(PurePath(name).suffix.lower())


def kind_of(data: bytes, name: str) -> FileKind:
    """The kind of a file. Raises InputError, with what to do, for kinds that cannot be read and for too many bytes."""
    named = named_kind(name)
    kind = _kind_by_content(data, named) or _kind_by_name(data, name, named)
    limit = _LIMITS.get(kind, MAX_FILE_BYTES)
    if len(data) > limit:
        smaller = "Split it into several articles" if kind in _LIMITS else "Save its text as .txt, without pictures"
        msg = f"The file is too large: the limit is {limit:,} bytes.{advice(f' {smaller}.')}"
        raise InputError(msg)
    return kind


def _kind_by_content(data: bytes, named: FileKind | None) -> FileKind | None:
    head = data[:MAX_HEAD]
    if _PDF.match(head) or (named is FileKind.PDF and b"%PDF-" in head):
        return FileKind.PDF
    if head.startswith(_ZIP):
        return _kind_of_zip(data)
    if _PAGE.match(head.replace(b"\x00", b"")):  # in UTF-16 every other byte of markup is zero
        return FileKind.PAGE
    fields = _HEADER_END.split(head.lstrip(), maxsplit=1)[0]
    if not _ANY_FIELD.match(fields):
        return None
    if _OF_ARCHIVE.search(fields):
        return FileKind.ARCHIVE
    return FileKind.MAIL if len({f.lower() for f in _MAIL_FIELD.findall(fields)}) >= MIN_MAIL_FIELDS else None


def _kind_of_zip(data: bytes) -> FileKind:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (BadZipFile, NotImplementedError, ValueError, OSError) as error:
        msg = f"The file is damaged: it begins like a zip or Word file and cannot be opened.{advice(' Save it again.')}"
        raise InputError(msg) from error
    if any(name.startswith(_DOCX_MEMBER) for name in names):
        return FileKind.DOCX
    for other in _OTHER_ZIPS:
        if any(name.startswith(other.member) for name in names):
            raise _unreadable(other.name)
    return FileKind.ZIP


def _kind_by_name(data: bytes, name: str, named: FileKind | None) -> FileKind:
    if data.startswith(_COMPOUND):
        found = (other.name for other in _COMPOUND_KINDS if other.member.encode("utf-16-le") in data)
        raise InputError(f"The file is {next(found, _UNKNOWN)}")
    if (signature := describe_signature(data)) is not None:
        raise _unreadable(signature)
    if named is None:
        ending = PurePath(name).suffix
        msg = (
            f"I can read {READABLE}, not {f'files that end in {ending[:20]}' if ending else 'files without an ending'}"
        )
        msg = f"{msg}{advice(': save the article as one of these')}."
        raise InputError(msg)
    if named in _BY_SIGNATURE:
        again = advice(": save it again, or save its text as .txt")
        msg = f"The file is not {named.value}, though its name says so{again}."
        raise InputError(msg)
    return named


def _unreadable(what: str) -> InputError:
    return InputError(
        f"The file is {what}, which I cannot read{advice(': save its text as .txt in UTF-8 and try again')}."
    )
