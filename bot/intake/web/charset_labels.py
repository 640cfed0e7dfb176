"""The labels of character encodings, read as the WHATWG Encoding Standard reads them.

See https://encoding.spec.whatwg.org/#names-and-labels: pages that say ISO-8859-1 mean windows-1252, and those that say
GB2312 use what GB18030 added. Beyond it, the code pages of DOS and of old Macintoshes are known, since XML allows every
encoding that has a name.
"""

from __future__ import annotations

__all__ = ["codec_for"]

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
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian mac-cyrillic maccyrillic",
    **{
        f"cp{n}": f"cp{n} ibm{n} {n} csibm{n}"
        for n in (437, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865)
    },
    "koi8_t": "koi8-t",
    **{f"mac_{name}": f"x-mac-{name} mac{name} mac-{name}" for name in ("greek", "iceland", "latin2", "turkish")},
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


def codec_for(label: str) -> str | None:
    """Python's codec for an encoding's label; None for one that is not known, or that browsers refuse (UTF-7)."""
    name = label.strip(" \t\r\n\f\"'").lower()
    return _BY_LABEL.get(name) or _BY_LABEL.get(name.replace("_", "-"))
