"""Word documents: headings, paragraphs, lists and tables; nothing that is not the text; nothing that hurts."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from cpu_limit import cpu_limit
from intake.files import file_samples
from intake.files.file_samples import (
    FIRST,
    SECOND,
    TEXT,
    TITLE,
    draft,
    draft_or_sentence,
    found,
    make_docx,
    make_zip,
    par,
)

from bot.errors import InputError
from bot.intake.files import docx

BODY = par(FIRST) + par(SECOND) + par(file_samples.THIRD)


@pytest.mark.parametrize(
    ("body", "declared"),
    [
        (par(TITLE, "Title") + BODY, ""),
        (par("22 November 2026") + par(TITLE, "Titel") + BODY, "Letter"),
        (par(TITLE, "Heading1") + BODY, ""),
        (par(TITLE) + BODY, ""),
        (par(TITLE) + BODY, TITLE),
        (par(TITLE) + BODY, "Template of the press office"),
    ],
)
def test_the_title_is_the_one_that_a_reader_sees(body: str, declared: str) -> None:
    read = draft("a.docx", make_docx(body, title=declared))
    assert (read.title, read.text) == (TITLE, TEXT)


def test_a_document_in_the_strict_form_of_the_standard_is_read() -> None:
    text = f"{TEXT}\n\nNamespaces begin with http://purl.oclc.org/ooxml/drawingml/main now."
    body = par(TITLE, "Titel") + BODY + par(text.rsplit("\n\n", 1)[1])
    strict = {
        entry.filename: re.sub(
            rb"http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument)/2006/",
            rb"http://purl.oclc.org/ooxml/\1/",
            archive.read(entry),
        )
        for archive in [ZipFile(BytesIO(make_docx(body)))]
        for entry in archive.infolist()
    }
    assert b"purl.oclc.org/ooxml/wordprocessingml/main" in strict["word/styles.xml"]
    read = draft("a.docx", make_zip(*strict.items()))
    assert (read.title, read.text) == (TITLE, text)


_W = file_samples.W
_PLAIN = f'<w:document xmlns:w="{_W}"><w:body>{par(TITLE, "Title") + BODY}</w:body></w:document>'


@pytest.mark.parametrize(
    "document",
    [
        _PLAIN,
        _PLAIN.replace("<w:", "<x:").replace("</w:", "</x:").replace(":w=", ":x=").replace("w:val", "x:val"),
        _PLAIN.replace("<w:", "<")
        .replace("</w:", "</")
        .replace(":w=", "=", 1)
        .replace("w:val", "v:val")
        .replace("<document", f'<document xmlns:v="{_W}"'),
        _PLAIN.replace("<w:document", '<w:document xmlns:r="urn:of-another-kind"'),
    ],
    ids=["nothing but the text's", "another prefix", "no prefix", "the prefix of links for something else"],
)
def test_a_document_may_declare_namespaces_in_any_way(document: str) -> None:
    read = draft("a.docx", make_docx("", document=document))
    assert (read.title, read.text) == (TITLE, TEXT)


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(InputError, match="There is no text"):
        found("a.docx", make_docx(""))


def test_headings_lists_tables_and_line_breaks_stay() -> None:
    cell = "<w:tc>{}</w:tc>"
    table = "<w:tbl>{}</w:tbl>".format(
        "".join(
            f"<w:tr>{cell.format(par(a))}{cell.format(par(b))}</w:tr>"
            for a, b in (("Port", "Ships"), ("Valmere", "12"), ("", ""))
        )
    )
    broken = "<w:p><w:r><w:t>One line</w:t><w:br/><w:t>and another</w:t></w:r></w:p>"
    body = par(TITLE, "Title") + par(FIRST) + par("What comes next", "Heading2") + table + broken
    assert draft("a.docx", make_docx(body)).text == (
        f"{FIRST}\n\nWhat comes next\n\nPort\tShips\nValmere\t12\n\nOne line\nand another"
    )


def test_the_marks_of_lists_are_plain() -> None:
    numbering = (
        f'<w:numbering xmlns:w="{file_samples.W}">'
        + "".join(
            f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/></w:lvl></w:abstractNum>'
            for n, kind in enumerate(("bullet", "decimal"))
        )
        + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n - 1}"/></w:num>' for n in (1, 2))
        + "</w:numbering>"
    )
    item = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    )
    body = par(TITLE, "Title") + par(FIRST) + item.format(1, "sand") + item.format(2, "light") + item.format(2, "rope")
    read = draft("a.docx", make_docx(body, ("word/numbering.xml", numbering.encode())))
    assert read.text == f"{FIRST}\n\n- sand\n\n1. light\n\n2. rope"


def test_only_the_present_text_is_read() -> None:
    gone = "<w:r><w:delText>deleted </w:delText></w:r>"
    inside = (
        '<w:r><w:footnoteReference w:id="1"/></w:r><w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r>'
        f'<w:del w:id="2">{gone}</w:del><w:moveFrom w:id="3"><w:r><w:t>moved </w:t></w:r></w:moveFrom>'
        '<w:hyperlink r:id="rId1"><w:r><w:t> The port tells more.</w:t></w:r></w:hyperlink>'
    )
    footnotes = (
        f'<w:footnotes xmlns:w="{file_samples.W}"><w:footnote w:id="1">{par("A note.")}</w:footnote></w:footnotes>'
    )
    body = par(TITLE, "Title") + par(FIRST, inside=inside)
    read = draft(
        "a.docx", make_docx(body, ("word/footnotes.xml", footnotes.encode()), ("word/media/a.png", b"\x89PNG"))
    )
    assert read.text == f"{FIRST} The port tells more."


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE a SYSTEM "https://evil.example/a.dtd">',
    ],
)
def test_a_document_that_declares_entities_is_refused(head: str) -> None:
    with pytest.raises(InputError, match="The Word file declares entities"):
        found("a.docx", make_docx(par(FIRST), head=head))


def test_a_document_with_too_much_xml_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "MAX_XML_BYTES", 500)
    with pytest.raises(InputError, match="The Word file is too large: split it"):
        found("a.docx", make_docx(BODY))
    monkeypatch.undo()
    parts = [(f"word/a{n}.xml", b"<a/>") for n in range(500)]
    with pytest.raises(InputError, match="The Word file is too large: split it"):
        found("a.docx", make_docx(BODY, *parts))


@pytest.mark.parametrize(
    "body", ["<w:p>", "&#1;", '<w:hyperlink r:id="rId7"/><w:footnoteReference/></w:body>', "<w:footnote/>"]
)
def test_broken_xml_is_a_damaged_file(body: str) -> None:
    with pytest.raises(InputError, match="The Word file is damaged: open it in Word"):
        found("a.docx", make_docx(body))


def test_a_document_without_its_main_part_has_no_text() -> None:
    data = file_samples.make_zip(("word/other.xml", b"<a/>"), ("[Content_Types].xml", b"<Types/>"))
    with pytest.raises(InputError, match="There is no text to read"):
        found("a.docx", data)


def test_deeply_nested_tables_end() -> None:
    body = "<w:tbl><w:tr><w:tc>" * 80 + par(FIRST) + "</w:tc></w:tr></w:tbl>" * 80
    with cpu_limit(5):
        assert FIRST in draft_or_sentence("a.docx", make_docx(par(TITLE, "Title") + body))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


OPEN, CLOSE = "<w:p>", "</w:p>"
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent><w:sdtEndPr/></w:sdt>"
CONTENTS = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
ENDS_DELETED = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{}</w:p>'
CELLS = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    "body",
    [
        BODY + par("The harbour of Valmere on Monday", "Beschriftung"),
        par("What happened 2", "Verzeichnis1") + BODY,
        CONTROL.format(CONTENTS, par("Contents") + par("What happened 2")) + BODY,
        CONTROL.format("<w:alias/>", BODY),
        par(FIRST) + OPEN + CONTROL.format("", run(SECOND[:20])) + run(SECOND[20:]) + CLOSE + par(file_samples.THIRD),
        OPEN
        + f"<w:smartTag><w:smartTagPr/>{run(FIRST[:20])}</w:smartTag>"
        + run(FIRST[20:])
        + CLOSE
        + par(SECOND)
        + f"<w:customXml>{par(file_samples.THIRD)}</w:customXml>",
        OPEN
        + run("For the desk only. ", "<w:vanish/>")
        + run(FIRST, '<w:vanish w:val="0"/>')
        + CLOSE
        + par(SECOND)
        + par(file_samples.THIRD),
        ENDS_DELETED.format(run(FIRST[:20]))
        + par(FIRST[20:], "Normal")
        + par(SECOND)
        + ENDS_DELETED.format(run(file_samples.THIRD)),
        CELLS.format(par(FIRST) + par(SECOND), par(file_samples.THIRD)),
        par(FIRST) + par(SECOND) + CELLS.format(par("Harbour", "Beschriftung"), par(file_samples.THIRD)),
    ],
    ids=[
        "caption",
        "line of contents",
        "contents",
        "control",
        "control in a line",
        "smart tag",
        "hidden",
        "deleted end",
        "layout",
        "caption in a cell",
    ],
)
def test_only_the_text_of_the_present_version_is_read_in_its_paragraphs(body: str) -> None:
    assert draft("a.docx", make_docx(par(TITLE, "Title") + body)).text == TEXT


def test_hyphens_stay_and_readings_above_characters_do_not() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('すいもん')}</w:rt><w:rubyBase>{run('水門')}</w:rubyBase></w:ruby></w:r>"
    hyphens = "<w:r><w:t>half</w:t><w:noBreakHyphen/><w:t>way and gov</w:t><w:softHyphen/><w:t>ernment</w:t></w:r>"
    body = par(TITLE, "Title") + OPEN + ruby + run("が止まった。") + CLOSE + OPEN + hyphens + CLOSE
    assert draft("a.docx", make_docx(body)).text == "水門が止まった。\n\nhalf-way and government"
