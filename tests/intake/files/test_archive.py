"""Zip files: each member is read or refused by itself, and none of them can hurt."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_STORED, ZipFile

import pytest
from cpu_limit import cpu_limit
from intake.files import file_samples
from intake.files.file_samples import PAGE, TEXT, TITLE, found, make_docx, make_zip, par

from bot.errors import InputError
from bot.intake.files import archive
from bot.intake.files.archive import MAX_ENTRIES, MAX_MEMBERS

STORY = f"{TITLE}\n\n{TEXT}".encode()


def test_each_member_is_read_by_its_kind_and_the_others_are_named() -> None:
    data = make_zip(
        ("news/2026/a.txt", STORY),
        ("b.html", PAGE.format(head="").encode()),
        ("c.docx", make_docx(par(TITLE, "Title") + par(file_samples.FIRST))),
        ("bad.txt", b"\xff\xff"),
        ("inner.zip", make_zip(("a.txt", STORY))),
        ("__MACOSX/a.txt", b"x"),
        (".hidden.txt", b"x"),
        ("news/", b""),
        ("photo.jpg", b"\xff\xd8\xff"),
        ("more.png", b"\x89PNG"),
        ("notes", b"x"),
    )
    texts = found("all.zip", data)
    assert [(text.name, text.draft.title if text.draft else text.reason) for text in texts] == [
        ("a.txt", TITLE),
        ("b.html", TITLE),
        ("c.docx", TITLE),
        ("bad.txt", "The file is not UTF-8 text: save it as plain text in UTF-8 and try again."),
        ("inner.zip: a.txt", TITLE),
        ("photo.jpg and 2 more", "I can only read .txt, .md, .html, .mht, .pdf, .docx, .eml and .zip files."),
    ]


def test_a_text_member_may_be_markup_that_is_no_whole_page() -> None:
    markup = f"<html><body><h1>{TITLE}</h1><p>Ships came in.</p></body></html>".encode()
    (text,) = found("all.zip", make_zip(("a.txt", markup)))
    assert text.draft is not None
    assert text.draft.text == "Ships came in."


def test_one_other_member_is_named_alone() -> None:
    assert [text.name for text in found("all.zip", make_zip(("a.txt", STORY), ("a.png", b"")))] == ["a.txt", "a.png"]


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "/etc/passwd.txt", "C:\\Windows\\passwd.txt"])
def test_a_name_is_never_a_path(name: str) -> None:
    (text,) = found("all.zip", make_zip((name, STORY)))
    assert text.name == "passwd.txt"
    assert text.draft is not None


def test_a_name_shows_only_printable_characters() -> None:
    (text,) = found("all.zip", make_zip(("a\x1b[31m\u202e.txt", STORY)))
    assert text.name == "a�[31m�.txt"


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ([], "The zip file has nothing that I can read: put .txt, .md, .html, .mht, .pdf, .docx or .eml files into it"),
        ([("a.png", b"")], "The zip file has nothing that I can read"),
        ([(f"{n}.txt", b"") for n in range(MAX_MEMBERS + 1)], "The zip file has 101 files; the limit is 100"),
        ([(f"{n}.png", b"") for n in range(MAX_ENTRIES + 1)], "The zip file has 5,001 files"),
    ],
)
def test_a_zip_file_with_nothing_or_too_much_is_refused(members: list[tuple[str, bytes]], said: str) -> None:
    with pytest.raises(InputError, match=said):
        found("all.zip", make_zip(*members))


def _reason(data: bytes) -> str:
    (text,) = found("all.zip", data)
    return text.reason


def test_a_bomb_is_not_unpacked() -> None:
    with cpu_limit(1):
        assert "unpacks to far more than its size" in _reason(make_zip(("a.pdf", b"\0" * 9_000_000)))
        assert "The file has 11,000,000 bytes; the limit is 10,000,000." in _reason(
            make_zip(("a.pdf", b"\0" * 11_000_000))
        )


def test_a_member_that_claims_to_be_small_is_unpacked_as_far_as_it_claims() -> None:
    data = bytearray(make_zip(("a.txt", b"Long text. " * 90_000)))
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.index(signature) + at
        data[start : start + 4] = (100).to_bytes(4, "little")
    with cpu_limit(1):
        assert "The file is damaged in the zip file" in _reason(bytes(data))


def test_all_members_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", len(STORY) + 10)
    first, second = found("all.zip", make_zip(("a.txt", STORY), ("b.txt", STORY)))
    assert first.draft is not None
    assert "The zip file unpacks to more than 0 MB: put this file in another one." in second.reason


def test_a_member_with_a_password_or_an_unusual_compression_is_refused() -> None:
    locked = bytearray(make_zip(("a.txt", STORY)))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert "protected by a password" in _reason(bytes(locked))
    out = BytesIO()
    with ZipFile(out, "w", ZIP_BZIP2) as file:
        file.writestr("a.txt", STORY)
    assert "compressed by a method that I do not know" in _reason(out.getvalue())


def test_a_damaged_member_is_refused() -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as file:
        file.writestr("a.txt", STORY)
    data = out.getvalue().replace(b"Monday", b"Sunday")
    assert "The file is damaged in the zip file: make the zip file again." in _reason(data)


def test_a_zip_file_within_one_is_unpacked_and_none_within_that() -> None:
    deepest = make_zip(("c.txt", STORY))
    inner = make_zip(("a.txt", STORY), ("deepest.zip", deepest), ("named.txt", deepest), ("photo.jpg", b""))
    texts = found("all.zip", make_zip(("inner.zip", inner), ("b.txt", STORY), ("none.zip", make_zip(("a.png", b"")))))
    assert [(text.name, text.draft.title if text.draft else text.reason) for text in texts] == [
        ("inner.zip: a.txt", TITLE),
        ("inner.zip: deepest.zip", "A zip file within a zip file within a zip file is not opened: unpack it first."),
        ("inner.zip: named.txt", "A zip file within a zip file within a zip file is not opened: unpack it first."),
        ("inner.zip: photo.jpg", "I can only read .txt, .md, .html, .mht, .pdf, .docx, .eml and .zip files."),
        ("b.txt", TITLE),
        (
            "none.zip",
            "The zip file has nothing that I can read: put .txt, .md, .html, .mht, .pdf, .docx or .eml files into it.",
        ),
    ]


def test_the_limits_hold_for_all_zip_files_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    two, three = (make_zip(*((f"{n}.txt", STORY) for n in range(count))) for count in (2, 3))
    texts = found("all.zip", make_zip(("two.zip", two), ("three.zip", three)))
    assert [text.name for text in texts if text.draft] == ["two.zip: 0.txt", "two.zip: 1.txt"]
    assert texts[-1].name == "three.zip"
    assert texts[-1].reason == "The zip file has 3 files; the limit is 3 in all: split it into several."
