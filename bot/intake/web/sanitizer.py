"""Rewrites a page's markup before the parser sees it, by one linear scan, so that the parser's time is bounded.

libxml2 needs minutes for a tag with 150,000 attributes. What remains: the attributes that are read here, a bounded
number of tags and a bounded depth; no comments and no scripts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.errors import InputError
from bot.intake.html_text import reduce_escapes
from bot.intake.web.by_hand import by_hand

__all__ = ["INVALID_CHARACTERS", "MAX_TAGS", "sanitize", "too_many_parts"]

MAX_TAGS = 40_000
"""More than the longest live blogs have."""
MAX_DEPTH = 100
MAX_ATTRIBUTES = 4_000
"""How many characters of one tag's attributes are read."""
MAX_JSON = 500_000
"""Maximum characters of a JSON-LD block."""

_TAG = re.compile(
    r"<(?:(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]{0,40}+)[^\s/>]*+"
    r"(?P<rest>(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+)>?"
    r"|!--(?P<comment>)|[!?/][^>]*+>?)"
)
_ATTRIBUTE = re.compile(r"([^\s=/>\"']{1,40}+)(?:\s*+=\s*+(?:\"([^\"]*+)\"?|'([^']*+)'?|([^\s>]*+)))?")
_KEPT_ATTRIBUTES = frozenset(
    "aria-hidden bgcolor class color content datetime hidden href http-equiv id itemprop itemtype lang name open "
    "popover property pubdate rel role style title type".split()
)
_BEFORE_BODY = frozenset("html head title meta link base script style noscript template body frameset".split())
"""Elements that may precede ``<body>``, whose tag a page may omit: then the first other tag opens it."""
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SELF_CLOSING = _VOID | frozenset("p li dt dd tr td th thead tbody tfoot option html head body".split())
"""Elements that do not nest or that close by themselves: they do not count as depth."""
_RAW_TEXT = {
    name: re.compile(rf"</{name}(?=[\s/>]|\Z)", re.IGNORECASE)
    for name in "script style title textarea noscript iframe xmp noembed noframes template".split()
}
_KEPT_RAW = frozenset(("style", "title"))
_COMMENT_END = re.compile(r"--!?>|\Z")
_TAG_END = re.compile(">|$")
_JSON_LD = re.compile(r"\btype\s{0,9}=\s{0,9}[\"']?\s{0,9}application/ld\+json", re.IGNORECASE)
INVALID_CHARACTERS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that an XML tree cannot contain."""


@dataclass(slots=True)
class _Scan:
    """The scan of a page: its text and position, what was written so far, and the elements that are open."""

    text: str
    at: int = 0
    out: list[str] = field(default_factory=list)
    json_ld: list[str] = field(default_factory=list)
    tags: int = 0
    depth: int = 0
    dropped: int = 0
    """Open elements that were left out because they are nested too deeply."""
    in_body: bool = False


def sanitize(text: str) -> tuple[str, list[str]]:
    """A page's markup within the bounds above, and the texts of its JSON-LD blocks.

    Raises InputError if the page has more than MAX_TAGS tags.
    """
    scan = _Scan(reduce_escapes(INVALID_CHARACTERS.sub("", text)))
    while (tag := _TAG.search(scan.text, scan.at)) is not None:
        scan.out.append(_escaped(scan.text[scan.at : tag.start()]))
        scan.at = tag.end()
        if tag["comment"] is not None:
            scan.at = scan.at + 1 if scan.text.startswith(">", scan.at) else _end(_COMMENT_END, scan.text, scan.at)
        elif tag["name"] is not None:
            _copy_tag(scan, tag)
    scan.out.append(_escaped(scan.text[scan.at :]))
    return "".join(scan.out), scan.json_ld


def too_many_parts(limit: int) -> InputError:
    """The refusal of a page with more parts than can be read."""
    return InputError(f"That page has more than {limit:,} parts, too many to read.{by_hand()}")


def _copy_tag(scan: _Scan, tag: re.Match[str]) -> None:
    name = tag["name"].lower()
    scan.tags += 1
    if scan.tags > MAX_TAGS:
        raise too_many_parts(MAX_TAGS)
    if tag["end"]:
        _copy_closing_tag(scan, name)
        return
    if not scan.in_body and (name == "body" or name not in _BEFORE_BODY):
        scan.in_body = True
        if name != "body":
            scan.out.append("<body>")
    if name in _RAW_TEXT:
        _copy_raw_text(scan, name, tag["rest"])
    else:
        _copy_opening_tag(scan, name, tag["rest"])


def _copy_opening_tag(scan: _Scan, name: str, attributes: str) -> None:
    if name not in _SELF_CLOSING:
        if scan.depth >= MAX_DEPTH:
            scan.dropped += 1
            return
        scan.depth += 1
    scan.out.append(f"<{name}{_attributes(attributes)}>")


def _copy_closing_tag(scan: _Scan, name: str) -> None:
    if name not in _SELF_CLOSING and scan.dropped:
        scan.dropped -= 1
        return
    scan.depth -= name not in _SELF_CLOSING and scan.depth > 0
    scan.out.append(f"</{name}>")


def _copy_raw_text(scan: _Scan, name: str, attributes: str) -> None:
    """Copies a title or style, collects a JSON-LD script, and omits any other element with raw text."""
    close = _RAW_TEXT[name].search(scan.text, scan.at)
    inside = scan.text[scan.at : close.start() if close else len(scan.text)]
    scan.at = _end(_TAG_END, scan.text, close.end()) if close else len(scan.text)
    if name == "script" and _JSON_LD.search(attributes[:MAX_ATTRIBUTES]) and len(inside) <= MAX_JSON:
        scan.json_ld.append(inside)
    if name in _KEPT_RAW:
        scan.out.append(f"<{name}>{inside if name == 'style' else _escaped(inside)}</{name}>")


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where the pattern, which always matches, ends."""
    return next(pattern.finditer(text, at)).end()


def _escaped(text: str) -> str:
    return text.replace("<", "&lt;")


def _attributes(text: str) -> str:
    """The attributes that are read, each once, in double quotes."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text[:MAX_ATTRIBUTES]):
        name = match[1].lower()
        if name in _KEPT_ATTRIBUTES and name not in found:
            found[name] = match[2] or match[3] or match[4] or ""
    return "".join(f' {name}="{value.replace(chr(34), "&quot;")}"' for name, value in found.items())
