"""A page's tree -> its blocks of text as a reader sees them, and a plain tree of these blocks.

Every block element ends a paragraph and no inline element does. The plain tree is for trafilatura, which finds the
article in it: it would take class names as hints to throw text away, so it gets none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import html as lxml_html

from bot.intake.web.asides import INLINE, is_aside, measure_text
from bot.intake.web.paragraphs import LINE_BREAK, split_paragraphs
from bot.intake.web.sanitizer import INVALID_CHARACTERS, too_many_parts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Block", "extract_blocks"]

MAX_BLOCKS, MAX_SHORT_BLOCKS, SHORT_BLOCK = 3_000, 1_500, 70
"""Maximum number of blocks, and of blocks with fewer than SHORT_BLOCK characters: long live blogs have fewer. There are
limits because trafilatura's time grows with the square of the number of blocks, and fastest with short ones."""
_LIST_ITEMS = ("li", "dd", "dt")
_ARTICLE_BODY = re.compile(r"(?:article|entry|post|story)[-_]{0,2}(?:body|content|text)\b", re.IGNORECASE)
_HEADING = re.compile(r"h\d")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item; ``linked`` is the share of its letters that belong to links (0 to 1)."""

    text: str
    heading: bool = False
    linked: float = 0.0
    item: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    """The properties that a text gets from the elements around it."""

    heading: bool = False
    linked: bool = False
    preformatted: bool = False


def extract_blocks(tree: HtmlElement) -> tuple[HtmlElement, list[Block]]:
    """The plain tree of a page whose hidden text was removed, and its blocks in order.

    Raises InputError if there are more than MAX_BLOCKS, or too many short ones.
    """
    body = tree.find("body")
    writer = _PlainTreeWriter(tree if body is None else body)
    if len(writer.blocks) > MAX_BLOCKS:
        raise too_many_parts(MAX_BLOCKS)
    if sum(len(block.text) < SHORT_BLOCK for block in writer.blocks) > MAX_SHORT_BLOCKS:
        raise too_many_parts(MAX_SHORT_BLOCKS)
    page = lxml_html.Element("html")
    page.append(writer.root)
    return page, writer.blocks


class _PlainTreeWriter:
    """Writes the plain tree and its blocks; holds the inline text that is not yet a block."""

    def __init__(self, tree: HtmlElement) -> None:
        self.blocks: list[Block] = []
        self.root = lxml_html.Element("body")
        self._sizes = measure_text(tree)
        self._pending: list[tuple[str, bool]] = []
        """Texts of the paragraph so far, each with whether it belongs to a link."""
        self._copy(tree, self.root, _Context())
        self._end_block(self.root, heading=False)

    def _copy(self, element: HtmlElement, out: HtmlElement, context: _Context) -> None:
        self._add(element.text, context)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == "br":
                self._pending.append((LINE_BREAK, context.linked))
            elif not tag or is_aside(child, self._sizes):
                if tag and tag not in INLINE:
                    self._end_block(out, heading=context.heading)
            elif tag in INLINE:
                linked = context.linked or (tag == "a" and _leads_elsewhere(child))
                self._copy(child, out, _Context(context.heading, linked, context.preformatted))
            else:
                self._end_block(out, heading=context.heading)
                self._copy_block_element(child, out, context)
            self._add(child.tail, context)

    def _copy_block_element(self, element: HtmlElement, out: HtmlElement, context: _Context) -> None:
        tag = element.tag
        plain = lxml_html.Element(tag if tag in ("article", "main", "section") else "div")
        if element.get("itemprop") == "articleBody" or _ARTICLE_BODY.search(element.get("class", "")):
            plain = lxml_html.Element("article", itemprop="articleBody")
        heading = context.heading or _HEADING.fullmatch(tag) is not None
        self._copy(element, plain, _Context(heading, context.linked, context.preformatted or tag == "pre"))
        self._end_block(plain, heading=heading, item=tag in _LIST_ITEMS)
        if len(plain) == 1 and plain.tag == "div":
            out.append(plain[0])
        elif len(plain):
            out.append(plain)

    def _add(self, text: str | None, context: _Context) -> None:
        if text:
            text = INVALID_CHARACTERS.sub("", text)  # entities such as &#1; bring them back
            self._pending.append((text.replace("\n", LINE_BREAK) if context.preformatted else text, context.linked))

    def _end_block(self, out: HtmlElement, *, heading: bool, item: bool = False) -> None:
        """Makes one block of the pending text, or several if line breaks divide it."""
        if not self._pending:
            return
        text = "".join(piece for piece, _ in self._pending)
        letters = len("".join(text.split()))
        linked = sum(len("".join(piece.split())) for piece, is_link in self._pending if is_link)
        share = min(1.0, linked / letters) if letters else 0.0
        self._pending.clear()
        for part in split_paragraphs(text):
            self.blocks.append(Block(part, heading, share, item))
            out.append(_plain_element(part, heading=heading, linked=share > 0.5))


def _plain_element(text: str, *, heading: bool, linked: bool) -> HtmlElement:
    element = lxml_html.Element("h2" if heading else "p")
    if linked:
        link = lxml_html.Element("a", href="#")
        link.text = text
        element.append(link)
    else:
        element.text = text
    return element


def _leads_elsewhere(link: HtmlElement) -> bool:
    """True if a link leads to another page, not to a place or a menu on this one."""
    return not link.get("href", "").startswith(("#", "javascript:"))
