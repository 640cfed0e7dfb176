"""HTML -> a tree, within bounds that hold before the parser sees it.

libxml2 needs minutes for a tag with 150,000 attributes. So the markup is written anew first, by one linear scan: only
the attributes that somebody reads here, a bounded number of tags, a bounded depth, no comments and no scripts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import html as lxml_html
from lxml.etree import ParserError

from bot.errors import InputError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["MAX_TAGS", "UNUSABLE", "parse_page", "too_rich"]

MAX_TAGS = 40_000
"""More than the longest live blogs have."""
MAX_DEPTH = 100
MAX_ATTRIBUTES = 4_000
"""Characters of one tag's attributes that are looked at."""
MAX_JSON = 500_000

_TAG = re.compile(
    r"<(?:(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]{0,40}+)[^\s/>]*+"
    r"(?P<rest>(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+)>?"
    r"|!--(?P<comment>)|[!?/][^>]*+>?)"
)
_ATTRIBUTE = re.compile(r"([^\s=/>\"']{1,40}+)(?:\s*+=\s*+(?:\"([^\"]*+)\"?|'([^']*+)'?|([^\s>]*+)))?")
_KEPT = frozenset(
    "aria-hidden bgcolor class color content datetime hidden href http-equiv id itemprop itemtype lang name open "
    "popover property pubdate rel role style title type".split()
)
_HEAD = frozenset("html head title meta link base script style noscript template body frameset".split())
"""What may stand before ``<body>``; the first other tag opens it, where the page leaves it out as it may."""
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SELF_CLOSING = _VOID | frozenset("p li dt dd tr td th thead tbody tfoot option html head body".split())
"""What does not nest, or closes by itself: it does not count as depth."""
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>]|\Z)", re.IGNORECASE)
    for name in "script style title textarea noscript iframe xmp noembed noframes template".split()
}
_RAW_KEPT = frozenset(("style", "title"))
UNUSABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML tree can hold."""
_COMMENT_END = re.compile(r"--!?>|\Z")
_JSON_LD = re.compile(r"\btype\s{0,9}=\s{0,9}[\"']?\s{0,9}application/ld\+json", re.IGNORECASE)


def parse_page(text: str) -> tuple[HtmlElement, list[str]]:
    """The page's tree without scripts and comments, and the texts of its JSON-LD blocks.

    Raises InputError where the page has more tags than MAX_TAGS.
    """
    markup, blocks = _rewritten(UNUSABLE.sub("", text))
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = lxml_html.document_fromstring(f"<!doctype html>{markup}", parser=parser, ensure_head_body=True)
    except ParserError:  # nothing but blanks and ends of tags
        tree = lxml_html.document_fromstring("<html></html>", ensure_head_body=True)
    return tree, blocks


def _rewritten(text: str) -> tuple[str, list[str]]:
    out: list[str] = []
    blocks: list[str] = []
    at = tags = depth = dropped = 0
    opened = False
    while (match := _TAG.search(text, at)) is not None:
        out.append(_plain(text[at : match.start()]))
        at = match.end()
        if match["comment"] is not None:
            at = at + 1 if text.startswith(">", at) else _end(_COMMENT_END, text, at)
        if match["name"] is None:
            continue
        name = match["name"].lower()
        tags += 1
        if tags > MAX_TAGS:
            raise too_rich(MAX_TAGS)
        if match["end"]:
            if name in _SELF_CLOSING or not dropped:
                depth -= name not in _SELF_CLOSING and depth > 0
                out.append(f"</{name}>")
            else:
                dropped -= 1
            continue
        if not opened and (name == "body" or name not in _HEAD):
            opened = True
            if name != "body":
                out.append("<body>")
        if name in _RAW:
            close = _RAW[name].search(text, at)
            inside = text[at : close.start() if close else len(text)]
            at = _end(re.compile(">|$"), text, close.end()) if close else len(text)
            if name == "script" and _JSON_LD.search(match["rest"][:MAX_ATTRIBUTES]) and len(inside) <= MAX_JSON:
                blocks.append(inside)
            if name in _RAW_KEPT:
                out.append(f"<{name}>{inside if name == 'style' else _plain(inside)}</{name}>")
            continue
        if name not in _SELF_CLOSING:
            if depth >= MAX_DEPTH:
                dropped += 1
                continue
            depth += 1
        out.append(f"<{name}{_attributes(match['rest'])}>")
    out.append(_plain(text[at:]))
    return "".join(out), blocks


def too_rich(limit: int) -> InputError:
    """What to say of a page with more parts than anybody can read."""
    return InputError(
        f"That page has more than {limit:,} parts, too many to read: paste the article’s title and text instead, or "
        "attach a .txt file."
    )


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.search(text, at)
    return match.end() if match else len(text)


def _plain(text: str) -> str:
    return text.replace("<", "&lt;")


def _attributes(rest: str) -> str:
    """The attributes that somebody reads, each once, quoted."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(rest[:MAX_ATTRIBUTES]):
        name = match[1].lower()
        if name in _KEPT and name not in found:
            found[name] = match[2] or match[3] or match[4] or ""
    return "".join(f' {name}="{value.replace(chr(34), "&quot;")}"' for name, value in found.items())
