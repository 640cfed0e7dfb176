from __future__ import annotations

import gzip
import zlib

import pytest

from bot.intake.http.compression import decompress

TEXT = b"The ferry opens in spring. " * 50
RAW = zlib.compress(TEXT)[2:-4]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT, ""),
        (TEXT, "identity"),
        (gzip.compress(TEXT, mtime=0), "gzip"),
        (gzip.compress(TEXT, mtime=0), "x-gzip"),
        (gzip.compress(TEXT[:100], mtime=0) + gzip.compress(TEXT[100:]), "gzip"),
        (gzip.compress(TEXT, mtime=0) + b"\0" * 100, "gzip"),
        (gzip.compress(TEXT, mtime=0) + b"<!-- padding -->", "gzip"),
        (zlib.compress(TEXT), "deflate"),
        (RAW, "deflate"),
    ],
)
def test_a_body_is_decompressed_up_to_the_bound(data: bytes, encoding: str) -> None:
    assert decompress(data, encoding, max_bytes=5_000) == TEXT
    assert decompress(data, encoding, max_bytes=200) == TEXT[:200]


def test_an_empty_body_is_empty_whatever_its_encoding() -> None:
    assert decompress(b"", "gzip", max_bytes=10) == b""


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT, "br"),
        (TEXT, "gzip, zstd"),
        (TEXT, "gzip"),
        (gzip.compress(TEXT, mtime=0)[:40], "gzip"),
        (gzip.compress(b"", mtime=0) * 100, "gzip"),
        (zlib.compress(TEXT)[:20], "deflate"),
    ],
)
def test_what_is_damaged_or_was_not_asked_for_is_refused(data: bytes, encoding: str) -> None:
    with pytest.raises(ValueError, match=r"encoding|damaged|breaks off|members"):
        decompress(data, encoding, max_bytes=5_000)
