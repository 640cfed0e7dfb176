from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake.pasted.sample_articles import (
    ARTICLE,
    TEXT,
)

from bot.errors import InputError
from bot.intake.pasted.documents import read_document
from bot.intake.pasted.text_files import MAX_BYTES, decode_text


def test_text_files_are_utf_8_with_or_without_a_mark_or_utf_16_with_one() -> None:
    assert decode_text("Japan’s".encode()) == decode_text(b"\xef\xbb\xbf" + "Japan’s".encode()) == "Japan’s"
    assert decode_text(codecs.BOM_UTF16_LE + "Japan’s".encode("utf-16-le")) == "Japan’s"
    assert decode_text(codecs.BOM_UTF16_BE + "Japan’s".encode("utf-16-be")) == "Japan’s"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Japan’s".encode("cp1252"), "not UTF-8"),
        (b"\xff\xfeT", "not UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture, not plain text"),
        (b"abc\x00def", "not plain text"),
        (b"x" * (MAX_BYTES + 1), "too large: the limit is 1,000,000 bytes"),
    ],
)
def test_other_files_are_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        decode_text(data)


@given(st.binary(max_size=300))
def test_any_bytes_become_text_or_an_input_error(data: bytes) -> None:
    try:
        text = decode_text(data)
    except InputError:
        return
    assert "\x00" not in text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_with_a_byte_order_mark_is_decoded(codec: str) -> None:
    mark = codecs.BOM_UTF16_LE if codec == "utf-16-le" else codecs.BOM_UTF16_BE
    assert read_document(mark + ARTICLE.encode(codec)).text == TEXT
