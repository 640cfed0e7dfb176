"""Turns HTML that somebody pasted into plain text: entities decoded, tags replaced. Takes linear time."""

from __future__ import annotations

import html
import re
from html.entities import html5
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["decode_entities", "decode_markup", "reduce_escapes"]

_CODE = r"`[^`\n]*`"
"""Text between backticks stays as it is."""
_NAME = r"(#[0-9]{1,7};|#(?:3[2-9]|[4-9][0-9]|[0-9]{3,5})(?![0-9;])|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)"
"""The name or number of a character; a number often lacks its semicolon: ``the 70&#39s``."""
_ENTITY = re.compile(rf"{_CODE}|&{_NAME}")
_ESCAPED_AGAIN = re.compile(rf"{_CODE}|&(?:(?:amp|#0{{0,4}}38|#[xX]26);)+(?={_NAME})")

_BLOCKS = frozenset(
    "address article aside blockquote body br channel dd description div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html item li main nav ol p pre rss section table tbody tfoot thead tr ul".split()
)
_INLINES = frozenset(
    "a abbr b bdi bdo big center cite code data del dfn em font i img input ins kbd label link mark meta q s "
    "samp small span strike strong sub sup td th time tt u var wbr".split()
)
_WITHOUT_TEXT = frozenset(
    "audio button canvas iframe noscript object script select style svg template textarea video".split()
)
"""Elements whose content is not text of the document."""
_FIELDS = {"title": "Title", "link": "URL", "pubdate": "Date", "dc:creator": "Author", "author": "Author"}
"""Elements of feeds and of a page's head that describe the article: each becomes a ``Name: value`` line."""
_SINGLE_LINES = frozenset("p li h1 h2 h3 h4 h5 h6 td th dt dd figcaption title description".split())
"""Elements in which a line end counts as a space."""
_KNOWN = _BLOCKS | _INLINES | _WITHOUT_TEXT | frozenset(("head", *_FIELDS))
_TAG = re.compile(
    rf"{_CODE}|<!\[CDATA\[|\]\]>|<!--[^<>]*-->|<!doctype[^<>]*>|<\?xml[^<>]*>"
    r"|<(/?)([A-Za-z][A-Za-z0-9]{0,11}(?:[:-][A-Za-z0-9-]{1,30})?)"
    r"((?:\s(?:[^<>\"']|\"[^\"<]{0,2000}\"|'[^'<]{0,2000}')*|\s[^<>]*|/)?)>",
    re.IGNORECASE,
)
"""A tag (groups: slash of a closing one, name, attributes), a comment or a declaration."""
_REPLACEMENTS = {"br": ("\n", "\n"), "tr": ("\n", "\n"), "li": ("\n- ", ""), "td": ("", "\t"), "th": ("", "\t")}
_FOR_BLOCK = ("\n\n", "\n\n")
"""The replacements of an opening and of a closing tag."""
_LINE_END = re.compile(r"[ \t]*\r?\n[ \t]*")

MAX_LINK_TEXT = 300
_LINK_TEXT = re.compile(r"[^\[\]\n]+")
_HREF = re.compile(r"\shref\s*=\s*[\"']?(https?://[^\s\"'<>()]{1,600})", re.IGNORECASE)


def decode_markup(text: str) -> str:
    """The text with its HTML entities decoded, and without tags if it is beyond doubt HTML.

    Only unmistakable entities are decoded: ``&amp;``, ``&#8217;``; not ``AT&T``, ``&c.`` or ``R&D;``.
    """
    text = decode_entities(text)
    return _without_tags(text) if _is_html(text) else text


def decode_entities(text: str) -> str:
    """The text with its HTML entities decoded, however often it was escaped."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]) if _is_known(found[1]) else found[0], reduce_escapes(text))


def reduce_escapes(text: str) -> str:
    """The text with what was escaped several times escaped once, as some sites and feeds do: ``&amp;amp;#8217;``."""
    return _ESCAPED_AGAIN.sub(lambda found: "&" if _is_known(found[1]) else found[0], text)


def _is_known(name: str | None) -> bool:
    """True for the name or number of a character; None, from code, is none."""
    return name is not None and (name.startswith("#") or name in html5)


def _is_html(text: str) -> bool:
    """True if the text has a tag that nobody types by accident: a block's, a closing one, one with attributes."""
    return any(
        (tag[2] is None and tag[0][1] == "!")
        or (tag[2] and tag[2].lower() in _BLOCKS)
        or (tag[2] and tag[2].lower() in _KNOWN and (tag[1] or "=" in tag[3]))
        for tag in _TAG.finditer(text)
    )


def _without_tags(text: str) -> str:
    tags = [tag for tag in _TAG.finditer(text) if tag[0][0] != "`"]
    last_closing = {tag[2].lower(): tag.start() for tag in tags if tag[1]}
    fields = {name: field for name, field in _FIELDS.items() if name in last_closing}
    if "h1" in last_closing:
        fields.pop("title", None)  # the heading is the better title: a page's <title> holds the site's name too
    parts: list[str] = []
    link: tuple[int, str] | None = None  # the index among the parts at which an open link begins, and its address
    for before, tag in _split_at_tags(text, tags, last_closing, fields):
        parts.append(before)
        if tag is None:
            continue
        name = (tag[2] or "").lower()
        if name == "a":
            if link is not None:
                parts[link[0] :] = _markdown_link("".join(parts[link[0] :]), link[1])
            href = None if tag[1] else _HREF.search(tag[3])
            link = (len(parts), href[1]) if href else None
        parts.append(_replacement(name, fields, closing=bool(tag[1])))
    return "".join(parts)


def _split_at_tags(
    text: str, tags: list[re.Match[str]], last_closing: dict[str, int], fields: dict[str, str]
) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Each known tag with the text before it; finally the text after the last tag, with None.

    Tags within elements without text are skipped together with their content.
    """
    at = 0
    skipped: str | None = None
    single_line = False
    for tag in tags:
        name = (tag[2] or "").lower()
        if skipped is not None:
            if tag[1] and name == skipped:
                skipped, at = None, tag.end()
            continue
        if tag[2] and name not in _KNOWN and "-" not in name and ":" not in name:
            continue
        before = text[at : tag.start()]
        yield _LINE_END.sub(" ", before) if single_line else before, tag
        at = tag.end()
        closes_later = not tag[1] and last_closing.get(name, -1) > tag.start()
        if closes_later and (name in _WITHOUT_TEXT or (name == "title" and name not in fields)):
            skipped = name
        elif name in _SINGLE_LINES or name in fields:
            single_line = closes_later
    yield text[at:], None


def _markdown_link(inside: str, address: str) -> list[str]:
    """A link's text with its address in Markdown: the link of a headline says where the article is from."""
    words = inside.strip()
    if not words or len(words) > MAX_LINK_TEXT or not _LINK_TEXT.fullmatch(words):
        return [inside]
    before, _, after = inside.partition(words)
    return [before, f"[{words}]({address})", after]


def _replacement(tag: str, fields: dict[str, str], *, closing: bool) -> str:
    """The white space, list mark or field name that replaces a tag."""
    if tag in fields:
        return "\n\n" if closing else f"\n\n{fields[tag]}: "
    return _REPLACEMENTS.get(tag, _FOR_BLOCK if tag in _BLOCKS else ("", ""))[closing]
