"""Lists of feeds as other readers export and import them: OPML 1.0 to 2.0 (http://opml.org/spec2.opml)."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from bot.advice_marks import advice
from bot.errors import InputError
from bot.intake.characters import normalise_whitespace
from bot.intake.feeds.items import plain_line
from bot.intake.web.charset import decode_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.models.feeds import Feed

__all__ = ["MAX_ADDRESS", "MAX_OPML_BYTES", "MAX_OPML_FEEDS", "read_opml", "write_opml"]

MAX_OPML_BYTES = 2_000_000
MAX_OPML_FEEDS = 2_000
MAX_ADDRESS = 2_000
"""How many characters of an address are returned, so that a wrong one can be shown."""
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<(?P<name>opml|outline)(?P<rest>(?:\s(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)?+)/?>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([A-Za-z]{1,20})\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_READ = frozenset(("text", "title", "type", "version", "xmlurl"))


def read_opml(data: bytes) -> list[tuple[str, str]]:
    """The title and the address of each feed in a list, each address once, whatever folders they are in.

    The addresses are not checked. Raises InputError if the data is no such list, or too long.
    """
    from listparser import parse  # with its parsers, which only an import needs

    if len(data) > MAX_OPML_BYTES:
        msg = f"That list has {len(data):,} bytes; the limit is {MAX_OPML_BYTES:,}. Split it into several files."
        raise InputError(msg)
    flat = "".join(_flat_elements(_COMMENT.sub("", decode_page(data, None))))
    found = parse(flat.encode("ascii", "xmlcharrefreplace"))
    if not found["version"]:
        msg = "That is not a list of feeds (OPML): export one in your feed reader"
        msg = f"{msg}{advice(', and attach that file', on_command_line=', and name that file')}."
        raise InputError(msg)
    feeds = [(plain_line(feed["title"]), feed["url"][:MAX_ADDRESS]) for feed in found["feeds"]]
    if not feeds:
        msg = "That list (OPML) has no feeds: export it again in your feed reader, with its subscriptions."
        raise InputError(msg)
    if len(feeds) > MAX_OPML_FEEDS:
        msg = f"That list has {len(feeds):,} feeds; the limit is {MAX_OPML_FEEDS:,}. Split it into several files."
        raise InputError(msg)
    return feeds


def write_opml(feeds: Iterable[Feed], *, title: str = "Feeds") -> bytes:
    """A list of feeds in OPML 2.0, which every reader imports."""
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = _line(title)
    body = ElementTree.SubElement(root, "body")
    for feed in feeds:
        name = _line(feed.title)
        outline = ElementTree.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=feed.url)
        if feed.site:
            outline.set("htmlUrl", feed.site)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _flat_elements(text: str) -> Iterator[str]:
    """The elements of a list without their folders, in the form that every parser reads: nothing is nested."""
    for tag in _TAG.finditer(text):
        values = {name.lower(): double or single for name, double, single in _ATTRIBUTE.findall(tag["rest"])}
        kept = [f' {name}="{escape(unescape(value))}"' for name, value in values.items() if name in _READ]
        yield f"<{tag['name'].lower()}{''.join(kept)}></{tag['name'].lower()}>"


def _line(text: str) -> str:
    """A text in one line, without the characters that XML does not allow."""
    return " ".join(normalise_whitespace(text).split())
