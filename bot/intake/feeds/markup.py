"""Rewrites a feed's markup before feedparser sees it, by one linear scan, so that the parser's time is bounded.

What remains is markup in a regular form: text and CDATA sections escaped, attributes in double quotes, entities of HTML
as characters, no comments, no declarations, bounded numbers of items and tags and a bounded depth. Most damaged feeds
are well-formed after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from html.entities import html5

__all__ = ["MAX_DEPTH", "MAX_ENTRIES", "MAX_TAGS", "Markup", "rewrite_markup"]

MAX_ENTRIES = 6_000
"""How many items of a feed are read."""
MAX_TAGS = 150_000
MAX_DEPTH = 100
"""How deep elements may be nested within an item, or above the first one."""
MAX_ATTRIBUTES, MAX_VALUE = 30, 4_000
"""How many attributes of a tag are read, and how many characters one may have."""
MAX_NAMESPACES = 200
"""How many declarations of namespaces are kept: feedparser compares every element with each."""

_TAG = re.compile(
    r"<(?:(?P<cdata>!\[CDATA\[)|(?P<comment>!--)|[!?][^>]*+>?"
    r"|(?P<end>/?)(?P<name>[A-Za-z_][\w.:-]{0,60}+)"
    r"(?P<rest>(?:[^<>\"'=/]++|/(?!>)|=\s*+(?:\"[^\"<]*+\"|'[^'<]*+')?+|[\"'])*+)(?P<empty>/?)>)"
)
_ATTRIBUTE = re.compile(r"([A-Za-z_][\w.:-]{0,60}+)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")
_AMPERSAND = re.compile(r"&(?:#(?:([0-9]{1,7})|[xX]([0-9A-Fa-f]{1,6}));|([A-Za-z][A-Za-z0-9]{1,31});)?+")
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML document may contain."""
_ITEMS = frozenset(("item", "entry"))
_VOID = frozenset("area br col embed hr img input link meta param source track wbr".split())
"""Elements of HTML without a closing tag, which do not count as depth; ``link`` and ``source`` are feeds' own too."""
_ABOUT_MEDIA = re.compile(r"media:(?:title|description|text|credit|rating)", re.IGNORECASE)
"""Elements that describe a picture, which feedparser would take as the item's own title and text."""


@dataclass(frozen=True, slots=True)
class Markup:
    """The rewritten markup; ``is_cut`` if it ends within the feed, as an answer does that was not received whole."""

    text: str
    is_cut: bool


@dataclass(slots=True)
class _Scan:
    """The scan of a feed: its text and position, what was written so far, and how deep the present element is."""

    text: str
    at: int = 0
    out: list[str] = field(default_factory=list)
    tags: int = 0
    entries: int = 0
    depth: int = 0
    dropped: int = 0
    """Open elements that were left out because they are nested too deeply."""
    namespaces: int = 0
    open_item: int | None = None
    """Where the item begins that has not ended yet, as an index of ``out``."""
    root: str = ""
    is_closed: bool = False
    """Whether the root element has ended."""
    last_comment_end: int = -1


def rewrite_markup(text: str) -> Markup:
    """A feed's markup, from its root element on, in a regular form and within the bounds above.

    If it ends within an item, that item is left out: the next answer will have it whole.
    """
    text = _INVALID.sub("", text)
    scan = _Scan(text, last_comment_end=text.rfind("-->"))
    while (tag := _TAG.search(scan.text, scan.at)) is not None:
        scan.out.append(_escaped(scan.text[scan.at : tag.start()]))
        scan.at = tag.end()
        if tag["cdata"]:
            _copy_cdata(scan)
        elif tag["comment"]:
            _skip_comment(scan)
        elif tag["name"]:
            if scan.tags >= MAX_TAGS or scan.entries > MAX_ENTRIES:
                break
            _copy_tag(scan, tag)
    else:
        scan.out.append(_escaped(scan.text[scan.at :]))
    return Markup("".join(scan.out if scan.is_closed else scan.out[: scan.open_item]), is_cut=not scan.is_closed)


def _copy_cdata(scan: _Scan) -> None:
    end = scan.text.find("]]>", scan.at)
    inside = scan.text[scan.at : end if end >= 0 else len(scan.text)]
    scan.out.append(escape(inside, quote=False))
    scan.at += len(inside) + (3 if end >= 0 else 0)


def _skip_comment(scan: _Scan) -> None:
    """Skips a comment; one without an end is only its first characters."""
    if scan.at <= scan.last_comment_end:
        scan.at = scan.text.index("-->", scan.at) + 3


def _copy_tag(scan: _Scan, tag: re.Match[str]) -> None:
    scan.tags += 1
    name = _ABOUT_MEDIA.sub(lambda match: f"{match[0]}-of-media", tag["name"])
    local = name.rpartition(":")[2].lower()
    if local in _ITEMS:
        scan.entries += not tag["end"]
        scan.open_item = None if tag["end"] else len(scan.out)
        scan.depth = scan.dropped = 0
    scan.root = scan.root or local
    scan.is_closed = scan.is_closed or (bool(tag["end"]) and local == scan.root)
    if local not in _VOID and not tag["empty"]:
        if tag["end"] and scan.dropped:
            scan.dropped -= 1
            return
        if not tag["end"] and scan.depth >= MAX_DEPTH:
            scan.dropped += 1
            return
        scan.depth = max(0, scan.depth + (-1 if tag["end"] else 1))
    scan.out.append(f"</{name}>" if tag["end"] else f"<{name}{_attributes(scan, tag['rest'])}{tag['empty']}>")


def _attributes(scan: _Scan, text: str) -> str:
    """The attributes, each once, in double quotes."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match[2] or match[3] or match[4] or ""
        is_namespace = match[1].startswith("xmlns:")
        scan.namespaces += is_namespace
        if is_namespace and scan.namespaces > MAX_NAMESPACES:
            continue
        if len(found) < MAX_ATTRIBUTES and len(value) <= MAX_VALUE:
            found.setdefault(match[1], value)
    return "".join(f' {name}="{_escaped(value).replace(chr(34), "&quot;")}"' for name, value in found.items())


def _escaped(text: str) -> str:
    """A text in which every ``&`` begins an entity that XML knows, and ``<`` and ``>`` are escaped."""
    return _AMPERSAND.sub(_entity, text).replace("<", "&lt;").replace(">", "&gt;")


def _entity(match: re.Match[str]) -> str:
    """A character reference as the character, an entity of HTML as its characters; any other ``&`` escaped."""
    if match[1] or match[2]:
        code = int(match[1]) if match[1] else int(match[2], 16)
        character = chr(code) if code < 0x110000 else ""
        return _INVALID.sub("", escape(character))
    name = f"{match[3]};"
    return escape(html5[name]) if name in html5 else f"&amp;{match[0][1:]}"
