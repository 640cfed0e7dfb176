from __future__ import annotations

import codecs

import pytest

from bot.intake.web.charset import decode_page
from bot.intake.web.charset_labels import codec_for

DE = "Der Rat beschloß den Haushalt für die Fähre „Möwe“."
TEXTS = {
    "ru": ("Совет города проголосовал во вторник за бюджет, и мэр сказал, что паром откроется весной.", "cp1251"),
    "ja": ("市議会は火曜日に予算案を可決し、市長は春にフェリーが開通すると述べた。", "cp932"),
    "zh": ("市议会周二通过了预算案，市长表示渡轮将于春季开通。居民对此表示欢迎。", "gb18030"),
    "ko": ("시의회는 화요일에 예산안을 통과시켰고 시장은 봄에 페리가 개통될 것이라고 말했다.", "cp949"),
}


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("ISO-8859-1", "cp1252"),
        (" latin1 ", "cp1252"),
        ("us-ascii", "cp1252"),
        ("iso-8859-9", "cp1254"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("ks_c_5601-1987", "cp949"),
        ("euc-kr", "cp949"),
        ("Shift_JIS", "cp932"),
        ("windows-31j", "cp932"),
        ("x-user-defined", "cp1252"),
        ("tis-620", "cp874"),
        ("big5", "big5hkscs"),
        ("windows_1251", "cp1251"),
        ("IBM850", "cp850"),
        ("MacTurkish", "mac_turkish"),
        ("utf-7", None),
        ("unicode_escape", None),
        ("", None),
    ],
)
def test_labels_mean_what_the_encoding_standard_says(label: str, codec: str | None) -> None:
    assert codec_for(label) == codec
    assert codec is None or codecs.lookup(codec)


@pytest.mark.parametrize(("text", "codec"), TEXTS.values(), ids=TEXTS)
def test_the_header_the_document_and_detection_all_lead_to_the_text(text: str, codec: str) -> None:
    data = f"<p>{text * 3}</p>".encode(codec)
    assert text in decode_page(data, codec)
    assert text in decode_page(f'<meta charset="{codec}">'.encode() + data, None)
    equiv = f"<meta http-equiv='Content-Type' content='text/html; charset={codec}'>"
    assert text in decode_page(equiv.encode() + data, None)
    assert text in decode_page(f'<?xml version="1.0" encoding="{codec}"?>'.encode() + data, None)
    assert text in decode_page(data, None)


def test_the_header_takes_precedence_over_the_document() -> None:
    assert DE in decode_page(b"<meta charset=euc-kr>" + DE.encode("cp1252"), "windows-1252")


def test_a_label_that_cannot_be_right_gives_way_to_the_next() -> None:
    assert DE in decode_page(b"<meta charset=windows-1252>" + DE.encode("cp1252"), "utf-8")
    assert DE in decode_page(DE.encode(), "iso-8859-1")
    assert DE in decode_page(DE.encode(), "no-such-thing")


def test_a_mark_at_the_beginning_decides() -> None:
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        assert decode_page(mark + DE.encode(codec), "iso-8859-1") == DE
    assert decode_page(DE.encode("utf-16-le"), "utf-16") == DE


def test_a_commented_out_label_is_ignored() -> None:
    assert DE in decode_page(b"<!-- <meta charset=koi8-r> --><meta charset=latin1>" + DE.encode("cp1252"), None)


def test_one_damaged_character_does_not_change_the_encoding() -> None:
    assert decode_page(("Straße " * 200).encode() + b"\xff", "utf-8").count("Straße") == 200


@pytest.mark.parametrize(
    ("language", "codec", "text"),
    [
        ("ru", "koi8_r", TEXTS["ru"][0]),
        ("ru", "iso8859_5", TEXTS["ru"][0]),
        ("zh-TW", "big5", "市議會週二通過預算案，市長表示渡輪將於春季開通。居民對此表示歡迎。"),
        ("fr", "latin-1", "Le bac a été réparé après l'été, a déclaré le maire à ses élus."),
        ("cs", "cp1250", "Zastupitelé v úterý schválili rozpočet, přívoz začne jezdit na jaře."),
    ],
)
def test_without_a_named_encoding_the_language_decides(language: str, codec: str, text: str) -> None:
    assert text in decode_page(f"<html lang={language}><p>{text}".encode(codec), None)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", [None, "utf-8", "utf-16"])
def test_utf_16_without_a_byte_order_mark_is_decoded_despite_the_servers_label(
    codec: str, declared: str | None
) -> None:
    page = f"<html><head><title>{DE}</title></head><body><p>{DE}</p></body></html>"
    assert decode_page(page.encode(codec), declared) == page


def test_iso_2022_jp_is_recognised_by_its_escape_sequences() -> None:
    assert "日本語の新聞" in decode_page("<p>日本語の新聞</p>".encode("iso2022_jp"), None)


def test_a_page_with_only_wrong_encoding_labels_is_decoded_by_its_language() -> None:
    russian = "Паромы Орна вернулись на линию в пятницу"
    assert russian in decode_page(f"<html lang=ru><p>{russian}".encode("cp1251"), "euc-jp")


def test_a_page_without_encoding_label_and_language_is_decoded_by_its_letters() -> None:
    russian = "Паромы Орна вернулись на линию в пятницу, сообщил в четверг профсоюз моряков. "
    assert russian in decode_page(f"<p>Orn</p><p>{russian * 60}</p>".encode("cp1251"), None)


def test_a_damaged_page_without_a_label_is_utf_8() -> None:
    assert decode_page(("Straße " * 200).encode() + b"\xff", None).count("Straße") == 200
