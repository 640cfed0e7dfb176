"""Small files of each kind, made from their parts."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from bot.errors import InputError
from bot.intake.files.reading import FoundText, SourceFile, read_file
from bot.models.articles import Draft

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
TITLE = "Harbour of Valmere reopens after storms"
FIRST = (
    "The harbour of Valmere opened again on Monday after a week of storms, and the first of eleven ships that had "
    "waited outside came in shortly after seven, officials said."
)
SECOND = "“We had to move forty thousand cubic metres of sand,” said Ann Lee, the mayor of Valmere."
THIRD = "Fishing boats are to follow on Wednesday. Until then, the fish market stays closed."
TEXT = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
PAGE = (
    f"<!doctype html><html><head><title>{TITLE}</title>{{head}}</head><body><article><h1>{TITLE}</h1>"
    f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article></body></html>"
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def found(name: str, data: bytes, known: str | None = None) -> tuple[FoundText, ...]:
    """What the bot finds in a file."""
    return read_file(SourceFile(name, data, NOW, known=known))


def draft(name: str, data: bytes, known: str | None = None) -> Draft:
    """The draft in a file that has one."""
    (text,) = found(name, data, known)
    assert text.draft is not None
    return text.draft


def draft_or_sentence(name: str, data: bytes) -> str:
    """The text of the draft in a file that may be damaged, or the sentence that says why it has none."""
    try:
        return draft(name, data).text
    except InputError as error:
        said = str(error)
    assert said.endswith(".")
    return said


def make_pdf(*pages: str, info: str = "", trailer: str = "") -> bytes:
    """A PDF with these drawing instructions on each page; fonts are F1, and F2 in bold."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        fonts = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources {fonts} /Contents {6 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(page.encode('cp1252'))} >>\nstream\n{page}\nendstream")
    objects.append(f"<< {info} >>")
    data = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"trailer << /Size {size} /Root 1 0 R /Info {size - 1} 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return bytes(data) + f"xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode()


def line(text: str, x: float, y: float, size: float = 10, font: str = "F1") -> str:
    """The instructions that draw a line of text."""
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET\n"


def lines(*texts: str, x: float = 50, y: float = 700, size: float = 10) -> str:
    """The instructions that draw lines below each other; an empty one leaves a gap."""
    return "".join(line(text, x, y - 1.2 * size * n, size) for n, text in enumerate(texts) if text)


def make_zip(*members: tuple[str, bytes]) -> bytes:
    """A zip file of these names and contents."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


_STYLE_NAMES = {"Titel": "Title", "Heading1": "heading 1", "Beschriftung": "caption", "Verzeichnis1": "toc 1"}
"""Some ids of styles, and their names."""


def make_docx(
    body: str, *others: tuple[str, bytes], head: str = "", title: str = "", document: str | None = None
) -> bytes:
    """A Word document with this XML as its body; ``head`` is written before the root element ``document``."""
    styles = "".join(
        f'<w:style w:styleId="{key}"><w:name w:val="{name}"/></w:style>' for key, name in _STYLE_NAMES.items()
    )
    document = document or f'<w:document xmlns:w="{W}" xmlns:r="{_OFFICE}"><w:body>{body}</w:body></w:document>'
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>'
    )
    relations = (
        f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        '<Relationship Id="rId2" Target="docProps/core.xml" '
        'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/>'
        "</Relationships>"
    )
    own = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/hyperlink" '
        'Target="https://port.example/" TargetMode="External"/></Relationships>'
    )
    return make_zip(
        ("[Content_Types].xml", b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
        ("_rels/.rels", relations.encode()),
        ("docProps/core.xml", core.encode()),
        ("word/document.xml", f"{head}{document}".encode()),
        ("word/_rels/document.xml.rels", own.encode()),
        ("word/styles.xml", f'<w:styles xmlns:w="{W}"><w:style w:styleId="x"/>{styles}</w:styles>'.encode()),
        *others,
    )


def par(text: str, style: str = "", inside: str = "") -> str:
    """A paragraph of a Word document."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{styled}<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{inside}</w:p>'


def make_mail(plain: str | None = None, formatted: str | None = None, **header: str) -> EmailMessage:
    """A mail with these parts and fields; underscores in names stand for hyphens."""
    mail = EmailMessage()
    for name, value in {"Subject": TITLE, "From": "Valmere Courier <news@courier.example>", **header}.items():
        mail[name.replace("_", "-")] = value
    if plain is not None:
        mail.set_content(plain)
    if formatted is not None and plain is not None:
        mail.add_alternative(formatted, subtype="html")
    elif formatted is not None:
        mail.set_content(formatted, subtype="html")
    return mail


def make_web_archive(page: str, *frames: str, start: str = "", address: str = "", **header: str) -> bytes:
    """A web archive with a page and its frames, named "0", "1" ...; fields as for ``make_mail``."""
    archive = EmailMessage()
    for name, value in (header or {"Snapshot_Content_Location": address or "https://courier.example/"}).items():
        archive[name.replace("_", "-")] = value
    archive.set_content("body { color: black }", subtype="css")
    archive.make_related()
    for number, markup in enumerate((page, *frames)):
        archive.add_related(markup, subtype="html", cid=f"<{number}>", cte="quoted-printable", charset="cp1252")
        if address:
            list(archive.iter_parts())[-1]["Content-Location"] = address
    archive.set_param("type", "text/html")
    if start:
        archive.set_param("start", start)
    return bytes(archive)
