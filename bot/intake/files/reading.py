"""The bytes of a file -> the drafts in it, by the reader of its kind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from bot.errors import InputError
from bot.intake.drafts import is_future_date
from bot.intake.files.archive import read_members
from bot.intake.files.html_file import read_page
from bot.intake.files.kinds import FileKind, kind_of, named_kind
from bot.intake.files.mail import read_mail
from bot.intake.files.web_archive import read_web_archive
from bot.intake.pasted.documents import read_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.models.articles import Draft

__all__ = ["FoundText", "SourceFile", "ZipMember", "open_file", "read_file", "read_member"]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file from outside, and what is known about it.

    ``now`` is the present time: a program that dates a file in the future is mistaken. ``openers`` are the beginnings
    of a command: Discord makes a file of a long message, with its command in it. ``known`` is the title of the article
    whose new text this is.
    """

    name: str
    data: bytes
    now: datetime
    openers: tuple[str, ...] = ()
    known: str | None = None


@dataclass(frozen=True, slots=True)
class FoundText:
    """A file, or a member of a zip file: its draft, or the reason why it has none."""

    name: str
    draft: Draft | None
    reason: str = ""


ZipMember: TypeAlias = SourceFile | FoundText
"""A member of a zip file: unpacked but not read, or the reason why it cannot be."""


def read_file(file: SourceFile) -> tuple[FoundText, ...]:
    """What is in a file: one text, or for a zip file one for each member, with the reasons of those without a draft.

    Raises InputError, one sentence with what to do, if the file has no article.
    """
    opened = open_file(file)
    return (opened,) if isinstance(opened, FoundText) else tuple(map(read_member, opened))


def open_file(file: SourceFile) -> FoundText | tuple[ZipMember, ...]:
    """The text of a file, or the members of a zip file, each of which may be read by another worker.

    Raises InputError, one sentence with what to do, if the file has no article.
    """
    kind = kind_of(file.data, file.name)
    if kind is not FileKind.ZIP:
        return FoundText(file.name, _read_one(file, kind))
    return tuple(
        FoundText(name, None, str(content))
        if isinstance(content, InputError)
        else replace(file, name=name, data=content)
        for name, content in read_members(file.data)
    )


def read_member(member: ZipMember) -> FoundText:
    """The text of a member, or the reason why it has none."""
    if isinstance(member, FoundText):
        return member
    try:
        kind = kind_of(member.data, member.name)
        return FoundText(member.name, _read_one(member, kind))
    except InputError as error:
        return FoundText(member.name, None, str(error))


def _read_one(file: SourceFile, kind: FileKind) -> Draft:
    if kind is FileKind.TEXT:  # what a person typed: a date in the future is theirs to correct
        return read_document(file.data, file.openers, file.known)
    try:
        draft = _READERS[kind](file.data, file.known)
    except InputError:
        if kind is not FileKind.PAGE or named_kind(file.name) is not FileKind.TEXT:
            raise
        draft = read_document(file.data, file.openers, file.known)  # markup that a person pasted is not a whole page
    return replace(draft, published_at=None) if is_future_date(draft.published_at, file.now) else draft


def _read_page(data: bytes, _: str | None) -> Draft:
    return read_page(data)


def _read_archive(data: bytes, _: str | None) -> Draft:
    return read_web_archive(data)


def _read_pdf(data: bytes, known: str | None) -> Draft:
    from bot.intake.files.pdf import read_pdf  # so that only the worker loads pypdf

    return read_pdf(data, known)


def _read_docx(data: bytes, known: str | None) -> Draft:
    from bot.intake.files.docx import read_docx  # so that only the worker loads docx2python

    return read_docx(data, known)


_READERS: dict[FileKind, Callable[[bytes, str | None], Draft]] = {
    FileKind.PAGE: _read_page,
    FileKind.ARCHIVE: _read_archive,
    FileKind.PDF: _read_pdf,
    FileKind.DOCX: _read_docx,
    FileKind.MAIL: read_mail,
}
