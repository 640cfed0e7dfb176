"""Removes from a Word document's XML what is not the text of its present version, and what docx2python misreads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Element", "cleaned_text", "read_style_names"]

Element: TypeAlias = "etree._Element"

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = {
    "w": _W,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "v": "urn:schemas-microsoft-com:vml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_NOT_TEXT = (
    *"w:del w:moveFrom mc:Fallback w:footnoteReference w:endnoteReference w:commentReference".split(),
    *"w:commentRangeStart w:commentRangeEnd w:instrText a:blip v:imagedata wp:docPr pic:cNvPr w:rt".split(),
    "w:r[w:rPr/w:vanish[not(@w:val) or (@w:val != '0' and @w:val != 'false' and @w:val != 'off')]]",
    "w:sdt[w:sdtPr/w:docPartObj/w:docPartGallery/@w:val = 'Table of Contents']",
)
"""Deleted and moved text, second copies of text boxes, marks of notes and comments, pictures, codes of fields, readings
above characters, hidden text, tables of contents."""
_NOT_TEXT_STYLE = re.compile(r"caption|(?:toc|contents) (?:\d|heading)|table of figures", re.IGNORECASE)
"""Names of styles, which are English in documents in any language."""


def _paths(*names: str) -> etree.XPath:
    return etree.XPath(" | ".join(f"/*//{name}" for name in names), namespaces=_NAMESPACES)


_FIND_NOT_TEXT = _paths(*_NOT_TEXT)
_FIND_JOINED = _paths("w:p[w:pPr/w:rPr/w:del]")
"""Paragraphs whose end was deleted: what follows belongs to them."""
_FIND_WRAPPERS = _paths("w:sdt", "w:smartTag", "w:customXml")
_FIND_PROPERTIES = _paths("w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr")
_FIND_CONTENTS = _paths("w:sdtContent")
_FIND_HYPHENS = _paths("w:noBreakHyphen")
_FIND_LINKS = _paths("w:hyperlink")
_FIND_STYLES = _paths("w:pStyle")
_NAMED_STYLES = etree.XPath("/w:styles/w:style[w:name]", namespaces=_NAMESPACES)
_VALUE, _STYLE_ID, _LINK_TARGET = f"{{{_W}}}val", f"{{{_W}}}styleId", f"{{{_NAMESPACES['r']}}}id"


def read_style_names(root: Element) -> dict[str, str]:
    """The names of the styles by their ids, which programs translate: "Titel" is called "Title"."""
    return {
        style.get(_STYLE_ID, ""): style.find("w:name", _NAMESPACES).get(_VALUE, "") for style in _NAMED_STYLES(root)
    }


def _with_namespaces(root: Element) -> Element:
    """The part with the prefixes under which docx2python looks for namespaces.

    A program may choose other prefixes, and need not declare a namespace that it does not use.
    """
    declared = {prefix: uri for prefix, uri in root.nsmap.items() if prefix not in _NAMESPACES}
    renamed = etree.Element(root.tag, dict(root.attrib), nsmap=_NAMESPACES | declared)
    renamed.text = root.text
    renamed.extend(list(root))
    etree.cleanup_namespaces(renamed, top_nsmap=_NAMESPACES, keep_ns_prefixes=[*_NAMESPACES])
    return renamed


def cleaned_text(part: Element, styles: Mapping[str, str]) -> Element:
    """The part of a document that holds its text, cleaned; ``styles`` become the names of its paragraphs'.

    The elements of the part that is given are moved to the one that is returned.
    """
    root = _with_namespaces(part)
    _join_paragraphs(root)
    for element in (*_FIND_NOT_TEXT(root), *_FIND_PROPERTIES(root)):
        element.getparent().remove(element)
    for element in (*_FIND_WRAPPERS(root), *_FIND_CONTENTS(root)):
        _replace_by_content(element)
    for hyphen in _FIND_HYPHENS(root):
        hyphen.tag, hyphen.text = f"{{{_W}}}t", "-"
    for link in _FIND_LINKS(root):
        link.attrib.pop(_LINK_TARGET, None)
    for style in _FIND_STYLES(root):
        name = styles.get(style.get(_VALUE, ""), style.get(_VALUE, ""))
        style.set(_VALUE, name)
        if _NOT_TEXT_STYLE.fullmatch(name):
            style.getparent().getparent().clear()  # it stays, empty: a cell of a table must have a paragraph
    return root


def _join_paragraphs(root: Element) -> None:
    """Moves the content of a paragraph to the one before it whose end was deleted."""
    for paragraph in reversed(_FIND_JOINED(root)):
        following = paragraph.getnext()
        if following is not None and following.tag == paragraph.tag:
            paragraph.extend([part for part in following if part.tag != f"{{{_W}}}pPr"])
            following.getparent().remove(following)


def _replace_by_content(element: Element) -> None:
    """Puts the children of an element in its place: docx2python takes these elements for parts of a sentence."""
    parent = element.getparent()
    at = parent.index(element)
    parent[at : at + 1] = list(element)
