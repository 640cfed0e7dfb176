"""A page's tree -> its blocks of text, as a reader sees them, and the article among them.

Every block element ends a paragraph and no inline one does. The blocks are written into a plain tree of their own, and
trafilatura finds the article in that: it reads class names as hints to throw text away, so it gets none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import html as lxml_html

from bot.intake.web.html_tree import UNUSABLE, too_rich

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Block", "article_blocks", "page_blocks"]

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q ruby s samp small "
    "span strike strong sub sup time tt u var wbr".split()
)
_ITEMS = ("li", "dd", "dt")
_OUT = frozenset("nav footer aside form figure figcaption address dialog menu".split())
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:newsletters?|related|shar(?:e|ing)|social|comments?|disqus|promos?|sidebar|breadcrumbs?|adverts?|"
    r"advertisement|ad-?(?:slot|unit|box|container)|sponsored|taboola|outbrain|recommend\w*|most-?(?:read|popular)|"
    r"trending|more-(?:on|from|stories)|read-?(?:more|next|also)|also-?read|see-?also|tags?|tag-?list|navigation|navbar|"
    r"menu|footer|(?:fig)?captions?|credits?|author-?(?:bio|box|info|card|about|description|profile)|about-(?:the-)?author|"
    r"bio|sign-?up|subscri(?:be|ption)-?(?:box|form)?|pagination|toolbar|cookie\S*|consent\S*|gdpr\S*|onetrust\S*|popup|"
    r"by-?line\S*|date-?line|timestamp|reading-?time|read-?time|published|post-?date|entry-?date|"
    r"author(?:s|-?name)?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"(?:^|[\s_-])(?:comments|disqus|comment-?list)(?:$|[\s_-])", re.IGNORECASE)
"""What readers wrote is often longer than the article."""
_BODY = re.compile(r"(?:article|entry|post|story)[-_]{0,2}(?:body|content|text)\b", re.IGNORECASE)
_MOST = 0.4
"""An element with more than this share of the page's text is no box beside the article, unless it holds comments."""
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§])[\])]?")
_BREAK = "\x01"
_GAP = re.compile(rf"{_BREAK}\s*{_BREAK}[\s{_BREAK}]*")
_ENDS = re.compile(r"[.!?…。！？؟।:;][\"'”’»)\]」』]*$")
_ODD = re.compile(r"[\W_]+")
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
CELL_OF_PROSE = 200
MAX_JOINED = 20
"""Lines that may be several blocks in one: only short pages have such."""
MAX_BLOCKS, MAX_SHORT, SHORT = 3_000, 1_500, 70
"""Blocks, and those with fewer characters than SHORT: more than the longest live blogs have. trafilatura's time grows
with their square, with that of short ones most."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item; ``linked`` is the share of it that is a link."""

    text: str
    heading: bool = False
    linked: float = 0.0
    item: bool = False


class _Rewriting:
    """The plain tree while it is written, with the run of inline text that is not yet a block."""

    def __init__(self, tree: HtmlElement) -> None:
        self.blocks: list[Block] = []
        self._sizes: dict[HtmlElement, int] = {}
        self._most = _MOST * self._measure(tree)
        self._run: list[tuple[str, bool]] = []
        self.root = lxml_html.Element("body")
        self.walk(tree, self.root, heading=False, linked=False, pre=False)
        self._flush(self.root, heading=False)

    def _measure(self, tree: HtmlElement) -> int:
        """How many characters each element holds, from the leaves up."""
        for element in reversed(list(tree.iter())):
            own = len((element.text or "").strip()) if isinstance(element.tag, str) else 0
            self._sizes[element] = own + sum(self._sizes[e] + len((e.tail or "").strip()) for e in element)
        return self._sizes[tree]

    def walk(self, element: HtmlElement, out: HtmlElement, *, heading: bool, linked: bool, pre: bool) -> None:
        self._add(element.text, linked, pre)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == "br":
                self._run.append((_BREAK, linked))
            elif not tag or self._is_aside(child, tag):
                if tag and tag not in _INLINE:
                    self._flush(out, heading=heading)
            elif tag in _INLINE:
                self.walk(child, out, heading=heading, linked=linked or (tag == "a" and _leads_on(child)), pre=pre)
            else:
                self._flush(out, heading=heading)
                within = lxml_html.Element(tag if tag in ("article", "main", "section") else "div")
                if child.get("itemprop") == "articleBody" or _BODY.search(child.get("class", "")):
                    within = lxml_html.Element("article", itemprop="articleBody")
                title = len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()
                self.walk(child, within, heading=heading or title, linked=linked, pre=pre or tag == "pre")
                self._flush(within, heading=heading or title, item=tag in _ITEMS)
                if len(within) == 1 and within.tag == "div":
                    out.append(within[0])
                elif len(within):
                    out.append(within)
            self._add(child.tail, linked, pre)

    def _is_aside(self, element: HtmlElement, tag: str) -> bool:
        """Whether an element stands beside the article: by its tag, its name, or as a table of figures."""
        name = f"{element.get('class', '')} {element.get('id', '')}"
        if tag in ("article", "main", "html", "body"):
            return False
        if self._sizes[element] > self._most:
            return _COMMENTS.search(name) is not None and next(element.iter("h1"), None) is None
        if tag == "header":
            return not any(True for _ in element.iter("h1"))
        if tag == "table":
            cells = list(element.iter("td"))
            prose = any(self._sizes[cell] > CELL_OF_PROSE for cell in cells)
            return not prose and not any(True for _ in element.iter("p", "h1", "h2"))
        if tag == "h1":
            return False
        if tag == "sup":
            return _is_note(element)
        if tag in _INLINE and element.getparent().tag in ("p", "li"):
            return False  # a word of the paragraph, such as its dateline
        if tag == "time" and element.getparent().tag not in ("p", "li", "span", "em"):
            return True
        named = tag in _OUT or _NAMES.search(name) is not None
        return named and next(element.iter("h1"), None) is None

    def _add(self, text: str | None, linked: bool, pre: bool) -> None:
        if text:
            text = UNUSABLE.sub("", text)  # entities such as &#1; bring them back
            self._run.append((text.replace("\n", _BREAK) if pre else text, linked))

    def _flush(self, out: HtmlElement, *, heading: bool, item: bool = False) -> None:
        """Ends the paragraph: the run becomes one block, or several where empty lines part it."""
        if not self._run:
            return
        text = "".join(piece for piece, _ in self._run)
        total = len("".join(text.split()))
        links = sum(len("".join(piece.split())) for piece, linked in self._run if linked)
        share = min(1.0, links / total) if total else 0.0
        self._run.clear()
        for part in _paragraphs(text):
            self.blocks.append(Block(part, heading, share, item))
            element = lxml_html.Element("h2" if heading else "p")
            element.text = part
            if share > 0.5:
                element.text = None
                link = lxml_html.Element("a", href="#")
                link.text = part
                element.append(link)
            out.append(element)


def _is_note(element: HtmlElement) -> bool:
    """Whether raised text is the mark of a footnote: a number or a star, in brackets or with a link."""
    text = "".join(element.itertext()).strip()
    linked = element.getparent().tag == "a" or next(element.iter("a"), None) is not None
    return _NOTE.fullmatch(text) is not None and (linked or not text[0].isalnum())


def _leads_on(link: HtmlElement) -> bool:
    """Whether a link leads to another page, not to a place or a menu on this one."""
    return not link.get("href", "").startswith(("#", "javascript:"))


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a run: an empty line parts them, and so do breaks where every line ends a sentence."""
    found = []
    for part in _GAP.split(text):
        lines = [" ".join(line.split()) for line in part.split(_BREAK)]
        lines = [line for line in lines if line]
        if len(lines) > 1 and all(_ENDS.search(line) for line in lines):
            found += lines
        elif lines:
            found.append(_joined(lines))
    return found


def _joined(lines: list[str]) -> str:
    joined = [lines[0]]
    for before, line in pairwise(lines):
        joined += ["" if _CJK.match(line) and _CJK.match(before[-1]) else " ", line]
    return "".join(joined)


def page_blocks(tree: HtmlElement) -> tuple[HtmlElement, list[Block]]:
    """The plain tree of a page without its hidden text, and its blocks in order.

    Raises InputError where there are more than MAX_BLOCKS.
    """
    body = tree.find("body")
    rewriting = _Rewriting(tree if body is None else body)
    if len(rewriting.blocks) > MAX_BLOCKS:
        raise too_rich(MAX_BLOCKS)
    if sum(len(block.text) < SHORT for block in rewriting.blocks) > MAX_SHORT:
        raise too_rich(MAX_SHORT)
    page = lxml_html.Element("html")
    page.append(rewriting.root)
    return page, rewriting.blocks


def article_blocks(page: HtmlElement, blocks: list[Block]) -> list[Block]:
    """The article's paragraphs in a plain tree from ``page_blocks``, as blocks of the page."""
    from trafilatura import bare_extraction  # a third of a second that only pages need
    from trafilatura.settings import Document

    found = bare_extraction(page, include_comments=False, include_tables=False)
    text = found.text if isinstance(found, Document) else None
    squeezed = [_squeezed(block.text) for block in blocks]
    places: dict[str, list[int]] = defaultdict(list)
    for number in reversed(range(len(blocks))):
        places[squeezed[number]].append(number)
    own: set[int] = set()
    joined = 0
    for line in (text or "").splitlines():
        plain = _squeezed(line)
        if plain in places:
            own.update(places[plain][-1:])
            places[plain][-1:] = []
        elif joined < MAX_JOINED:
            joined += 1
            own.update(_parted(plain, squeezed))
    headings = {n - 1 for n in own if n - 1 > min(own) and blocks[n - 1].heading and not blocks[n - 1].linked}
    return [blocks[n] for n in sorted(own | headings)]  # a heading above a single line is sometimes passed over


def _parted(line: str, squeezed: list[str]) -> list[int]:
    """The blocks that a line joins, in their order: of short pages trafilatura gives all the text in one line."""
    parts, at = [], 0
    for number, plain in enumerate(squeezed):
        if plain and line.startswith(plain, at):
            parts.append(number)
            at += len(plain)
    return parts


def _squeezed(text: str) -> str:
    return _ODD.sub("", text)
