"""PDF files: their text in paragraphs, without what is printed around it, and bounds on hostile ones."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest
from cpu_limit import cpu_limit
from hypothesis import given, settings
from hypothesis import strategies as st
from intake.files.file_samples import (
    FIRST,
    SECOND,
    THIRD,
    TITLE,
    draft,
    draft_or_sentence,
    found,
    line,
    lines,
    make_pdf,
)
from pypdf import PdfReader, PdfWriter

from bot.errors import InputError
from bot.intake.drafts import MAX_CHARACTERS
from bot.intake.files.pdf import MAX_PAGES

PARAGRAPHS = (
    "The harbour of Valmere opened again on Monday after a week",
    "of storms, officials said.",
    "",
    "The mayor, Ann Lee, said that the north-",
    "eastern breakwater held and that the govern-",
    "ment would pay, as the govern-",
    "ment had said before.",
)
READ = (
    "The harbour of Valmere opened again on Monday after a week of storms, officials said.\n\n"
    "The mayor, Ann Lee, said that the northeastern breakwater held and that the government would pay, as the "
    "government had said before."
)


def test_lines_become_paragraphs_and_divided_words_whole() -> None:
    read = draft("a.pdf", make_pdf(line(TITLE, 50, 750, 18, "F2") + lines(*PARAGRAPHS)))
    assert (read.title, read.text) == (TITLE, READ)


def test_a_byline_and_a_date_below_the_headline_are_read() -> None:
    page = line(TITLE, 50, 750, 18) + lines("By Jane Doe", "", "22 November 2026", "", *PARAGRAPHS)
    read = draft("a.pdf", make_pdf(page))
    assert (read.author, str(read.published_at)[:10], read.text) == ("Jane Doe", "2026-11-22", READ)


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (line("THE COURIER", 50, 770, 30) + line(TITLE, 50, 730, 18), TITLE),
        (line("Harbour of Valmere", 50, 750, 18) + line("reopens after storms", 80, 728, 18), TITLE),
        (line("Harbour reopens", 50, 750, 18), "Harbour reopens"),
        (
            line("Harbour reopens", 50, 750, 18)
            + line("The harbour of Valmere opened again on Monday after a week of storms.", 50, 735)
            + line("What the port says about all this", 50, 720, 14),
            "Harbour reopens",
        ),
        (
            line("\x20", 50, 760)
            + line("This line of running text was written first, as some do, though below.", 50, 720)
            + line(TITLE, 50, 750, 18),
            TITLE,
        ),
    ],
)
def test_the_title_is_the_headline(page: str, title: str) -> None:
    assert draft("a.pdf", make_pdf(page + lines("", *PARAGRAPHS))).title == title


def test_a_declared_title_counts_if_the_first_page_has_its_words() -> None:
    page = lines(TITLE, "", *PARAGRAPHS)
    assert draft("a.pdf", make_pdf(page, info=f"/Title ({TITLE})")).title == TITLE
    read = draft(
        "a.pdf", make_pdf(lines(*PARAGRAPHS), info="/Title (Storm: harbour of Valmere opened again on Monday)")
    )
    assert read.title == "Storm: harbour of Valmere opened again on Monday"
    assert draft("a.pdf", make_pdf(page, info="/Title (Microsoft Word - letter.docx)")).title == TITLE


def test_the_known_title_stays_if_the_text_has_none() -> None:
    assert draft("a.pdf", make_pdf(lines(*PARAGRAPHS)), known="Known title").title == "Known title"


@pytest.mark.parametrize("number", ["Page {}", "- {} -", "{}", "{} / 3", "Seite {} von 3", "[{}]"])
def test_running_heads_and_page_numbers_are_left_out(number: str) -> None:
    pages = [
        line("Valmere Courier, 24 November 2026", 50, 780, 8) + lines(*text, y=740) + line(number.format(n), 300, 20, 8)
        for n, text in enumerate([(TITLE, "", *PARAGRAPHS[:3]), PARAGRAPHS[3:5], PARAGRAPHS[5:]], start=1)
    ]
    read = draft("a.pdf", make_pdf(*pages))
    assert (read.title, read.text) == (TITLE, READ)


def test_a_number_within_the_text_stays() -> None:
    read = draft("a.pdf", make_pdf(lines(TITLE, "", "The bridge was closed for the first time since", "1987")))
    assert read.text == "The bridge was closed for the first time since 1987"


def test_what_a_browser_prints_around_a_page_gives_its_address() -> None:
    link = "https://courier.example/news/harbour"
    around = line("11/24/26, 3:14 PM", 30, 785, 7) + line(f"{link} 1/1", 30, 12, 7)
    read = draft("a.pdf", make_pdf(around + line(TITLE, 50, 750, 18) + lines(*PARAGRAPHS)))
    assert (read.title, read.url, read.text) == (TITLE, link, READ)
    for printed in (around.replace("harbour 1/1", "har… 1/1"), around.replace("https://", "file:///")):
        read = draft("a.pdf", make_pdf(printed + line(TITLE, 50, 750, 18) + lines(*PARAGRAPHS)))
        assert (read.url, read.text) == (None, READ)


def test_columns_follow_each_other() -> None:
    left = lines(
        "The harbour of Valmere opened", "again on Monday, and eleven ships", "that had waited outside came in", x=50
    )
    right = lines("shortly after seven.", "Nobody was hurt in the storms.", "That is all for today.", x=300)
    assert draft("a.pdf", make_pdf(line(TITLE, 50, 750, 18) + left + right)).text == (
        "The harbour of Valmere opened again on Monday, and eleven ships that had waited outside came in shortly after "
        "seven.\n\nNobody was hurt in the storms. That is all for today."
    )


def test_paragraphs_are_told_by_indentation_size_weight_and_list_marks() -> None:
    page = "".join(
        (
            line(TITLE, 50, 750, 18),
            line("The harbour of Valmere opened again on Monday, and the ships", 50, 700),
            line("that had waited came in, one by one, until the late evening of", 50, 688),
            line("The next paragraph is indented and begins with a capital letter", 62, 676),
            line("and goes on for one more line, which ends in the middle of the", 50, 664),
            line("What comes next", 50, 652, 12),
            line("These points were decided by the city council of Valmere today:", 50, 640),
            line("• dredging, which goes on for a second line, since it is a long", 50, 628),
            line("point of the list", 60, 616),
            line("• lights", 50, 604),
            line("Nobody knows when", 50, 592, font="F2"),
            line("and nobody asks, the mayor said.", 50, 580),
        )
    )
    assert draft("a.pdf", make_pdf(page)).text.split("\n\n") == [
        "The harbour of Valmere opened again on Monday, and the ships that had waited came in, one by one, until the "
        "late evening of",
        "The next paragraph is indented and begins with a capital letter and goes on for one more line, which ends in "
        "the middle of the",
        "What comes next",
        "These points were decided by the city council of Valmere today:",
        "• dredging, which goes on for a second line, since it is a long point of the list",
        "• lights",
        "Nobody knows when and nobody asks, the mayor said.",
    ]


def test_a_line_may_have_several_fonts() -> None:
    page = line("The ", 50, 700) + line("harbour", 72, 700, font="F2") + line(" opened again on Monday.", 110, 700)
    assert draft("a.pdf", make_pdf(line(TITLE, 50, 740) + page)).text == "The harbour opened again on Monday."


def _changed(change: Callable[[PdfWriter], object]) -> bytes:
    from io import BytesIO

    writer = PdfWriter(clone_from=PdfReader(BytesIO(make_pdf(lines(TITLE, "", *PARAGRAPHS)))))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_password_for_changes_only_does_not_matter_and_one_for_reading_does() -> None:
    assert draft("a.pdf", _changed(lambda pdf: pdf.encrypt("", "owner", algorithm="RC4-128"))).title == TITLE
    with pytest.raises(InputError, match="The PDF is protected by a password: save it without one"):
        found("a.pdf", _changed(lambda pdf: pdf.encrypt("reader", "owner", algorithm="RC4-128")))


def test_an_encryption_that_pypdf_cannot_undo_is_a_password() -> None:
    encrypted = make_pdf(
        lines(*PARAGRAPHS),
        trailer="/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -4 /O (x) /U (x) /OE (x) /UE (x) /Perms (x) "
        "/CF << /StdCF << /AuthEvent /DocOpen /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF >> /ID [(a) (b)]",
    )
    with pytest.raises(InputError, match="The PDF is protected by a password"):
        found("a.pdf", encrypted)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (make_pdf(line("Page 1", 300, 20)), "The PDF has no text, only pictures of it, as scanners make"),
        (make_pdf(line("/g12/g7/g8/g99/g4/g5/g6", 50, 700)), "The letters of the PDF have no meaning"),
        (make_pdf(*[""] * (MAX_PAGES + 1)), "The PDF has 201 pages; the limit is 200"),
        (make_pdf(*[line("word " * 5_000, 50, 700)] * 9), f"more than {MAX_CHARACTERS:,} characters"),
        (b"%PDF-1.4\nnothing", "The PDF is damaged or too complex to be read"),
        (make_pdf("", trailer="/Prev 15").replace(b"/Catalog", b"/Catalan"), "The PDF (?:is damaged|has no text)"),
    ],
)
def test_what_has_no_text_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    with cpu_limit(5), pytest.raises(InputError, match=said):
        found("a.pdf", data)


def test_a_cross_reference_table_that_refers_to_itself_ends() -> None:
    data = make_pdf(lines(TITLE, "", *PARAGRAPHS))
    at = data.rindex(b"startxref\n") + len(b"startxref\n")
    loop = data.replace(b"trailer <<", b"trailer << /Prev " + data[at : data.index(b"\n", at)])
    with cpu_limit(2):
        assert draft("a.pdf", loop).title == TITLE


def test_a_page_tree_that_contains_itself_ends() -> None:
    data = make_pdf("").replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    with cpu_limit(2), pytest.raises(InputError, match="The PDF "):
        found("a.pdf", data)


def test_a_page_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(200)) + packer.flush()
    page = make_pdf("@" * 10)
    page = page.replace(
        b"<< /Length 10 >>\nstream\n@@@@@@@@@@",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b" % (len(packed), packed),
    )
    with cpu_limit(5), pytest.raises(InputError, match="The PDF "):
        found("a.pdf", page)


@given(at=st.integers(0, 900), junk=st.binary(min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_gives_a_draft_or_a_sentence(at: int, junk: bytes) -> None:
    data = make_pdf(lines(TITLE, "", FIRST, "", SECOND, "", THIRD))
    damaged = data[:at] + junk + data[at + len(junk) :]
    with cpu_limit(5):
        assert draft_or_sentence("a.pdf", damaged)
