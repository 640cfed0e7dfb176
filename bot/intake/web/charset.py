"""The bytes of a web page -> its text, in the character encoding that the server or the page names.

The order is a browser's: byte-order mark, HTTP header, the document's own words, detection. Labels are read as the
WHATWG Encoding Standard reads them (https://encoding.spec.whatwg.org/#names-and-labels): pages that say ISO-8859-1
mean windows-1252, and those that say GB2312 use what GB18030 added.
"""

from __future__ import annotations

import codecs
import re

__all__ = ["codec_for", "decode_page"]

_CODECS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "utf-16-le": "utf-16 utf-16le unicode ucs-2 csunicode iso-10646-ucs-2 unicodefeff",
    "utf-16-be": "utf-16be unicodefffe",
    "cp1252": (
        "iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 latin1 latin-1 l1 ascii us-ascii ansi_x3.4-1968 "
        "cp819 ibm819 iso-ir-100 csisolatin1 windows-1252 cp1252 x-cp1252 x-user-defined"
    ),
    "cp1254": (
        "iso-8859-9 iso8859-9 iso88599 iso_8859-9 latin5 l5 iso-ir-148 csisolatin5 windows-1254 cp1254 x-cp1254"
    ),
    "cp874": "iso-8859-11 iso8859-11 iso885911 tis-620 windows-874 dos-874",
    "gb18030": "gb18030 gbk x-gbk gb2312 gb_2312 gb_2312-80 csgb2312 csiso58gb231280 chinese iso-ir-58",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "cp932": "shift_jis shift-jis sjis x-sjis csshiftjis ms_kanji ms932 windows-31j",
    "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp949": (
        "euc-kr cseuckr ks_c_5601-1987 ks_c_5601-1989 ks_c_5601 ksc5601 ksc_5601 korean windows-949 iso-ir-149 "
        "csksc56011987"
    ),
    "iso8859-8": "iso-8859-8 iso8859-8 iso-8859-8-i iso-8859-8-e logical visual hebrew csisolatinhebrew",
    "koi8_r": "koi8-r koi8 koi8_r koi cskoi8r",
    "koi8_u": "koi8-u koi8-ru",
    "cp866": "ibm866 cp866 866 csibm866",
    "mac_roman": "macintosh mac x-mac-roman csmacintosh",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    **{f"cp{n}": f"windows-{n} cp{n} x-cp{n}" for n in (1250, 1251, 1253, 1255, 1256, 1257, 1258)},
    **{
        f"iso8859-{n}": f"iso-8859-{n} iso8859-{n} iso8859{n} iso_8859-{n}"
        for n in (2, 3, 4, 5, 6, 7, 10, 13, 14, 15, 16)
    },
    "iso8859-2 ": "latin2 l2 iso-ir-101 csisolatin2",
    "iso8859-5 ": "cyrillic iso-ir-144 csisolatincyrillic",
    "iso8859-6 ": "arabic asmo-708 ecma-114 iso-ir-127 csisolatinarabic",
    "iso8859-7 ": "greek greek8 elot_928 ecma-118 iso-ir-126 csisolatingreek",
    "iso8859-15 ": "latin9 latin-9 l9 csisolatin9",
}
_BY_LABEL = {label: codec.strip() for codec, labels in _CODECS.items() for label in labels.split()}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEAD = 8_192
"""How many bytes are searched for the page's own words about its encoding; the standard asks for 1,024."""
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(rb"""<meta\s[^>]{0,400}?charset\s{0,9}=[\s"']{0,9}([^\s"'/>;]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([^"'>]{1,40})""", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]*+>")
_LANGUAGE = re.compile(rb"""<html\s[^>]{0,400}?lang\s{0,9}=[\s"']{0,9}([a-z]{2}(?:-[a-z]{2,4})?)""", re.IGNORECASE)
_ISO_2022 = re.compile(rb"\x1b\$[@B]")
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
"""What browsers fall back to by a page's language."""
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
_SAMPLE = 4_000
"""Bytes beyond ASCII that detection looks at: of a whole page it would take seconds."""
_DAMAGED = 0.01
"""A text with more unreadable characters than this share is in another encoding; with fewer it is damaged."""


def decode_page(data: bytes, declared: str | None) -> str:
    """The page's text; ``declared`` is the charset of the HTTP header. What cannot be read becomes U+FFFD."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    if (wide := _wide(data)) is not None:
        return data.decode(wide, "replace")
    header, document = codec_for(declared or ""), _codec_in(data)
    named = [codec for codec in (header, document) if codec]
    if not named and _ISO_2022.search(data):
        named = ["iso2022_jp"]
    if not (header or "").startswith("utf-16") and not data.isascii():
        named.insert(0, "utf-8")  # no page in another encoding is valid UTF-8, whatever a server says of all its pages
    for codec in named:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    for codec in (c for c in (header, document) if c):
        text = data.decode(codec, "replace")
        if text.count("\ufffd") <= _DAMAGED * len(text):
            return text
    return data.decode(_detected(data), "replace")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte-order mark: every other byte of its markup is zero, which no other page has."""
    head = data[:_HEAD]
    if 4 * head.count(0) < len(head) or len(head) < 2:
        return None
    return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"


def codec_for(label: str) -> str | None:
    """Python's codec for an encoding's label; None for one that browsers do not know, or refuse (UTF-7)."""
    return _BY_LABEL.get(label.strip(" \t\r\n\f\"'").lower())


def _codec_in(data: bytes) -> str | None:
    """What the document itself says: a meta element, or the XML declaration."""
    head = _COMMENT.sub(b"", data[:_HEAD])
    match = _META.search(head) or _XML.match(head)
    codec = codec_for(match[1].decode("ascii", "replace")) if match else None
    return "utf-8" if codec in ("utf-16-le", "utf-16-be") else codec  # it was read as ASCII: it cannot be UTF-16


def _small_letters(text: str) -> int:
    """How many of the first Cyrillic letters are small: most are, in the encoding that a text is really in."""
    return sum("а" <= c <= "џ" for c in text[:MAX_LETTERS])


def _detected(data: bytes) -> str:
    """The likeliest encoding of a page that names none that fits."""
    if data.decode("utf-8", "replace").count("\ufffd") <= _DAMAGED * len(data):
        return "utf-8"
    language = _LANGUAGE.search(data[:_HEAD])
    label = language[1].decode().lower() if language else ""
    usual = _BY_LANGUAGE.get(label, _BY_LANGUAGE.get(label[:2], "")).split()
    sound = [codec for codec in usual if "\ufffd" not in data.decode(codec, "replace")]
    if sound:
        return max(sound, key=lambda codec: _small_letters(data.decode(codec))) if usual == _CYRILLIC else sound[0]
    from charset_normalizer import from_bytes  # a tenth of a second that only these pages need

    sample = bytearray()
    for piece in _TAG.sub(b" ", data).split():
        if not piece.isascii():
            sample += piece[:_SAMPLE] + b" "
        if len(sample) >= _SAMPLE:
            break
    best = from_bytes(bytes(sample), cp_isolation=_DETECTABLE).best()
    return best.encoding if best is not None else "cp1252"
