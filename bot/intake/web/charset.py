"""The bytes of a web page -> its text, in the character encoding that the server or the page names.

The order is a browser's: byte-order mark, HTTP header, the document's own declaration, detection.
"""

from __future__ import annotations

import codecs
import re

from bot.intake.web.charset_detection import MAX_DAMAGED, detect_codec
from bot.intake.web.charset_labels import codec_for

__all__ = ["decode_page"]

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
MAX_HEAD = 8_192
"""How many bytes are searched for the page's declaration of its encoding; the standard requires 1,024."""
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(rb"""<meta\s[^>]{0,400}?charset\s{0,9}=[\s"']{0,9}([^\s"'/>;]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([^"'>]{1,40})""", re.IGNORECASE)
_ISO_2022 = re.compile(rb"\x1b\$[@B]")


def decode_page(data: bytes, declared: str | None) -> str:
    """The page's text; ``declared`` is the charset of the HTTP header. Unreadable bytes become U+FFFD."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    if (wide := _utf_16_codec(data)) is not None:
        return data.decode(wide, "replace")
    header, document = codec_for(declared or ""), _declared_codec(data)
    named = [codec for codec in (header, document) if codec]
    if not named and _ISO_2022.search(data):
        named = ["iso2022_jp"]
    if not (header or "").startswith("utf-16") and not data.isascii():
        named.insert(0, "utf-8")  # a page in another encoding is not valid UTF-8, whatever the header says
    for codec in named:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    for codec in (c for c in (header, document) if c):
        text = data.decode(codec, "replace")
        if text.count("\ufffd") <= MAX_DAMAGED * len(text):
            return text
    return data.decode(detect_codec(data), "replace")


def _utf_16_codec(data: bytes) -> str | None:
    """The codec of UTF-16 without a mark, in which every other byte of the markup is zero; None for other pages."""
    head = data[:MAX_HEAD]
    if 4 * head.count(0) < len(head) or len(head) < 2:
        return None
    return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"


def _declared_codec(data: bytes) -> str | None:
    """The encoding that a meta element or the XML declaration names."""
    head = _COMMENT.sub(b"", data[:MAX_HEAD])
    match = _META.search(head) or _XML.match(head)
    codec = codec_for(match[1].decode("ascii", "replace")) if match else None
    return "utf-8" if codec in ("utf-16-le", "utf-16-be") else codec  # it was read as ASCII: it cannot be UTF-16
