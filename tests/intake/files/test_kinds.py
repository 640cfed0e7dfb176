"""What kind a file is, by its content first, and what is said about those that cannot be read."""

from __future__ import annotations

import pytest
from intake.files.file_samples import PAGE, TEXT, make_docx, make_mail, make_pdf, make_web_archive, make_zip

from bot.errors import InputError
from bot.intake.files.kinds import MAX_FILE_BYTES, FileKind, kind_of, max_bytes

MAIL = bytes(make_mail(TEXT, Message_ID="<1@port.example>", Date="Mon, 23 Nov 2026 08:15:00 +0000"))
UTF_16_PAGE = "\ufeff<html><body>News</body></html>".encode("utf-16-le")


def compound(stream: str) -> bytes:
    """The beginning of a compound file, Microsoft's container of streams, with the name of a stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", TEXT.encode(), FileKind.TEXT),
        ("a.MD", b"# Title", FileKind.TEXT),
        ("a.txt", make_pdf(""), FileKind.PDF),
        ("a.pdf", b"some bytes of a scanner\n" + make_pdf(""), FileKind.PDF),
        ("a", b"\xef\xbb\xbf%PDF-1.7", FileKind.PDF),
        ("a.zip", make_docx(""), FileKind.DOCX),
        ("a.docx", make_zip(("a.txt", b"A")), FileKind.ZIP),
        ("a.zip", make_zip(), FileKind.ZIP),
        ("a.html", b"<p>No head.</p>", FileKind.PAGE),
        ("a.htm", b"", FileKind.PAGE),
        ("a.txt", PAGE.encode(), FileKind.PAGE),
        ("a.bin", b"\xef\xbb\xbf <!-- saved from url=(0014)about:internet -->\n<HTML lang=en>", FileKind.PAGE),
        ("a.xhtml", b'<?xml version="1.0"?>\n<!DOCTYPE html>', FileKind.PAGE),
        ("a.txt", UTF_16_PAGE, FileKind.PAGE),
        ("a.txt", b"The tag <html> begins a page.", FileKind.TEXT),
        ("a.eml", b"Subject: Harbour\n\nText.", FileKind.MAIL),
        ("a.txt", MAIL, FileKind.MAIL),
        ("a.mht", MAIL, FileKind.MAIL),
        ("a.txt", make_web_archive(PAGE), FileKind.ARCHIVE),
        ("a.eml", make_web_archive(PAGE, From="<Saved by Blink>"), FileKind.ARCHIVE),
        ("a.MHTML", b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>Saved by Word.", FileKind.ARCHIVE),
        ("a.txt", b"From: Ann Lee\nDate: 2026-11-22\nSubject: Harbour\n\nText.", FileKind.TEXT),
        ("a.txt", b"One line of text.\nFrom: a\nMessage-ID: b\nReceived: c\n", FileKind.TEXT),
    ],
)
def test_the_kind_is_told_by_the_content_and_then_by_the_name(name: str, data: bytes, kind: FileKind) -> None:
    assert kind_of(data, name) is kind


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"\x89PNG\r\n", "The file is a picture, which I cannot read: save its text as .txt"),
        ("a.rtf", b"{\\rtf1 Text}", "The file is a rich-text file, which I cannot read"),
        ("a.doc", compound("WordDocument"), r"The file is in Word’s old \.doc format: save it as \.docx"),
        ("a.docx", compound("EncryptedPackage"), "The file is protected by a password: save it without one"),
        ("a.msg", compound("__substg1.0_1000001F"), "The file is an Outlook message: in Outlook, save it as HTML or"),
        ("a.xls", compound("Workbook"), r"The file is a spreadsheet, which I cannot read: save its text as \.txt"),
        ("a.txt", compound("Contents"), r"The file is of a kind that I cannot read: save its text as \.txt"),
        ("a.pdf", b"Just text.", "The file is not a PDF file, though its name says so"),
        ("a.docx", b"Just text.", "The file is not a Word document, though its name says so"),
        ("a.zip", b"Just text.", "The file is not a zip file, though its name says so"),
        ("a.csv", b"a,b", r"I can read \.txt, .* and \.zip files, not files that end in \.csv"),
        ("README", b"Text", "not files without an ending"),
        ("a.zip", b"PK\x03\x04 broken", "The file is damaged: it begins like a zip or Word file"),
        ("a.xlsx", make_zip(("xl/workbook.xml", b"")), "The file is a spreadsheet, which I cannot read"),
        ("a.pptx", make_zip(("ppt/presentation.xml", b"")), "The file is a presentation"),
        ("a.odt", make_zip(("content.xml", b"")), "The file is an OpenDocument file"),
        ("a.epub", make_zip(("META-INF/container.xml", b"")), "The file is an e-book"),
        ("a.txt", b"a" * 1_000_001, "The file is too large: the limit is 1,000,000 bytes"),
        ("a.html", b"<p>" + b"a" * 2_000_000, "The file is too large: the limit is 2,000,000 bytes"),
        ("a.pdf", b"%PDF-" + b"a" * MAX_FILE_BYTES, "The file is too large: the limit is 10,000,000 bytes"),
    ],
)
def test_other_files_are_refused_in_one_sentence(name: str, data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        kind_of(data, name)


def test_the_limit_follows_from_the_name() -> None:
    assert (max_bytes("a.txt"), max_bytes("a.HTML"), max_bytes("a.pdf"), max_bytes("a")) == (
        1_000_000,
        2_000_000,
        MAX_FILE_BYTES,
        MAX_FILE_BYTES,
    )
