"""Reads the schema.org objects with which a page describes itself in JSON-LD."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from bot.intake.drafts import MAX_CHARACTERS
from bot.intake.html_text import decode_entities, decode_markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["article_body", "node_types", "parse_json_ld", "property_names", "property_text", "site_names"]

MAX_NODES = 3_000
_RUN_TOGETHER = re.compile(r"[^\W\d_]{2}[.!?][”\"’]?[A-ZÀ-Þ][a-zà-ÿ]{2}")
"""A sentence without space before the next: the ends of paragraphs were lost."""
MAX_NAMES = 20
MAX_TEXT = 300
"""Maximum characters of a property."""
_WRAPPERS = ("<!--", "<![CDATA["), ("-->", "]]>")
"""Wrappers around a script for old browsers, often within comments of the script itself."""
_COMMENT_CHARACTERS = " \t\r\n\f\v\ufeff\xa0/*;"
_NESTED = ("@graph", "mainEntity", "hasPart")


def parse_json_ld(block: str) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD block, outer ones first; none if the block is not valid JSON."""
    try:
        queue: list[Any] = [json.loads(_unwrapped(block), strict=False)]
    except (ValueError, RecursionError):
        return
    for seen, value in enumerate(queue):
        if seen > MAX_NODES:
            return
        if isinstance(value, dict):
            yield value
            queue.extend(v for k, v in value.items() if isinstance(v, dict | list) and k in _NESTED)
        elif isinstance(value, list):
            queue.extend(value)


def _unwrapped(block: str) -> str:
    """A script's JSON without the comment and CDATA marks around it."""
    starts, ends = _WRAPPERS
    text = block.strip(_COMMENT_CHARACTERS)
    for start, end in zip(starts, ends, strict=True):
        text = text.removeprefix(start).removesuffix(end).strip(_COMMENT_CHARACTERS)
    return text


def node_types(node: dict[str, Any]) -> set[str]:
    """The schema.org types of an object, in lower case and without their address."""
    value = node.get("@type")
    return {str(v).rpartition("/")[2].lower() for v in (value if isinstance(value, list) else [value]) if v}


def property_text(value: object) -> str | None:
    """A property as one line: the first value of a list, the ``@value`` of a typed value; None for other objects."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return decode_entities(" ".join(value[:MAX_TEXT].split())) or None if isinstance(value, str) else None


def article_body(articles: Iterable[dict[str, Any]]) -> list[str]:
    """The paragraphs of the first text that an article object gives; none if its sentences were run together."""
    for article in articles:
        body = article.get("articleBody")
        if isinstance(body, str) and body.strip():
            text = decode_markup(body[: MAX_CHARACTERS + 1])
            return [] if _RUN_TOGETHER.search(text) else [" ".join(p.split()) for p in text.split("\n") if p.strip()]
    return []


def property_names(nodes: Iterable[dict[str, Any]], key: str) -> list[str]:
    """The names in a property, whose values are texts, objects with a name, or lists of these; not addresses."""
    found: list[str] = []
    for node in nodes:
        values = node.get(key)
        for value in (values if isinstance(values, list) else [values])[:MAX_NAMES]:
            name = property_text(value.get("name") if isinstance(value, dict) else value)
            if name and "://" not in name:
                found.append(name)
    return found


def site_names(nodes: Iterable[dict[str, Any]]) -> list[str]:
    """The names of the site and of its publisher."""
    kinds = {"website", "newsmediaorganization", "organization", "corporation", "newspaper"}
    return [name for n in nodes if node_types(n) & kinds and (name := property_text(n.get("name")))]
