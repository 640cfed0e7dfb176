"""The bytes of a file -> its text: UTF-8 or UTF-16, or an error that says what to do for any other kind of file."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from bot.advice_marks import advice
from bot.errors import InputError

__all__ = ["MAX_BYTES", "decode_text", "describe_signature"]

MAX_BYTES = 1_000_000
_OTHER_KINDS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, OpenDocument or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "a rich-text file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or a sound",
}
"""File signatures of what people save as ``.txt`` by mistake."""


def decode_text(data: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with a byte-order mark; the mark is dropped.

    Raises InputError for any other encoding, for binary files and for more than MAX_BYTES.
    """
    if (kind := describe_signature(data)) is not None:
        msg = f"The file is {kind}, not plain text{advice(': save its text as .txt in UTF-8 and try again')}."
        raise InputError(msg)
    if len(data) > MAX_BYTES:  # checked after the signature: the caller reads only a little more than the limit
        msg = f"The file is too large: the limit is {MAX_BYTES:,} bytes.{advice(' Split it into several articles.')}"
        raise InputError(msg)
    try:  # what Windows calls "Unicode" is UTF-16 with a byte-order mark
        text = data.decode("utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig")
    except UnicodeDecodeError as error:
        msg = f"The file is not UTF-8 text{advice(': save it as plain text in UTF-8 and try again')}."
        raise InputError(msg) from error
    if "\x00" in text:
        msg = f"The file is not plain text{advice(': save it as .txt or .md and try again')}."
        raise InputError(msg)
    return text


def describe_signature(data: bytes) -> str | None:
    """What a file is according to its signature, such as "a picture"; None for any other, and so for text."""
    return next((kind for beginning, kind in _OTHER_KINDS.items() if data.startswith(beginning)), None)
