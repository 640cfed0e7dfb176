"""Detects the encoding of a page that declares none, or a wrong one: by its language, else by its bytes."""

from __future__ import annotations

import re

__all__ = ["MAX_DAMAGED", "detect_codec"]

MAX_HEAD = 8_192
"""How many bytes of a page are searched for its language."""
_TAG = re.compile(rb"<[^<>]*+>")
_LANGUAGE = re.compile(rb"""<html\s[^>]{0,400}?lang\s{0,9}=[\s"']{0,9}([a-z]{2}(?:-[a-z]{2,4})?)""", re.IGNORECASE)
_CYRILLIC = ["cp1251", "koi8_r", "iso8859_5", "cp866"]
_BY_LANGUAGE = {
    "ja": "cp932 euc_jp",
    "ko": "cp949",
    "zh": "gb18030 big5hkscs",
    **dict.fromkeys(("zh-tw", "zh-hk", "zh-mo", "zh-hant"), "big5hkscs gb18030"),
    "th": "cp874",
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk"), " ".join(_CYRILLIC)),
    **dict.fromkeys("fr de es it pt nl sv da no nb nn fi is ca eu gl ga".split(), "cp1252"),
    **dict.fromkeys(("pl", "cs", "sk", "hu", "sl", "hr", "ro"), "cp1250"),
    **dict.fromkeys(("lt", "lv", "et"), "cp1257"),
    **{"el": "cp1253", "tr": "cp1254", "he": "cp1255", "ar": "cp1256", "fa": "cp1256", "vi": "cp1258"},
}
"""The encodings that browsers fall back to for a page's language, the likeliest first."""
_DETECTABLE = [
    "gb18030",
    "big5hkscs",
    "cp932",
    "euc_jp",
    "cp949",
    "tis_620",
    "koi8_r",
    *(f"cp{n}" for n in range(1250, 1259)),
]
MAX_LETTERS = 200_000
MAX_SAMPLE = 4_000
"""How many bytes beyond ASCII are examined: detection on a whole page takes seconds."""
MAX_DAMAGED = 0.01
"""A text with a larger share of unreadable characters is in another encoding; with a smaller one it is damaged."""


def detect_codec(data: bytes) -> str:
    """The most probable of Python's codecs for a page that is not in the encoding declared by it or its server."""
    if data.decode("utf-8", "replace").count("\ufffd") <= MAX_DAMAGED * len(data):
        return "utf-8"
    usual = _usual_codecs(data)
    readable = [codec for codec in usual if "\ufffd" not in data.decode(codec, "replace")]
    if readable:
        return (
            max(readable, key=lambda codec: _small_letters(data.decode(codec))) if usual == _CYRILLIC else readable[0]
        )
    from charset_normalizer import from_bytes  # a tenth of a second that only these pages need

    best = from_bytes(_sample(data), cp_isolation=_DETECTABLE).best()
    return best.encoding if best is not None else "cp1252"


def _usual_codecs(data: bytes) -> list[str]:
    """The encodings that are usual for the language that a page names."""
    language = _LANGUAGE.search(data[:MAX_HEAD])
    label = language[1].decode().lower() if language else ""
    return _BY_LANGUAGE.get(label, _BY_LANGUAGE.get(label[:2], "")).split()


def _small_letters(text: str) -> int:
    """How many small letters are among the first Cyrillic ones: most are, in the encoding that the text is in."""
    return sum("а" <= c <= "џ" for c in text[:MAX_LETTERS])


def _sample(data: bytes) -> bytes:
    """The words beyond ASCII at the beginning of a page, without its tags."""
    sample = bytearray()
    for piece in _TAG.sub(b" ", data).split():
        if not piece.isascii():
            sample += piece[:MAX_SAMPLE] + b" "
        if len(sample) >= MAX_SAMPLE:
            break
    return bytes(sample)
