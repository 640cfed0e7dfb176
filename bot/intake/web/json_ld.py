"""The schema.org objects that a page describes itself with, in JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.intake.cleaning import decode_entities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["MAX_LINE", "names_of", "nodes_in", "site_names", "text_of", "types_of"]

MAX_NODES = 3_000
MAX_LINE = 300
_MARKS = ("<!--", "<![CDATA["), ("-->", "]]>")
"""Around a script's text, where old browsers needed them; in comments of the script's own."""
_COMMENT = " \t\r\n\f\v\ufeff\xa0/*;"
_OUTER = ("@graph", "mainEntity", "hasPart")


def nodes_in(block: str) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD block, the outer ones first."""
    try:
        queue: list[Any] = [json.loads(_unwrapped(block), strict=False)]
    except (ValueError, RecursionError):
        return
    for seen, value in enumerate(queue):
        if seen > MAX_NODES:
            return
        if isinstance(value, dict):
            yield value
            queue.extend(v for k, v in value.items() if isinstance(v, dict | list) and k in _OUTER)
        elif isinstance(value, list):
            queue.extend(value)


def _unwrapped(block: str) -> str:
    """A script's JSON without comment and CDATA marks around it."""
    starts, ends = _MARKS
    text = block.strip(_COMMENT)
    for start, end in zip(starts, ends, strict=True):
        text = text.removeprefix(start).removesuffix(end).strip(_COMMENT)
    return text


def types_of(node: dict[str, Any]) -> set[str]:
    """The types of an object, in lower case."""
    value = node.get("@type")
    return {str(v).rpartition("/")[2].lower() for v in (value if isinstance(value, list) else [value]) if v}


def text_of(value: object) -> str | None:
    """A property as one line of text: the first of a list, the ``@value`` of a typed one; None for an object."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return decode_entities(" ".join(value[:MAX_LINE].split())) or None if isinstance(value, str) else None


def names_of(nodes: Iterable[dict[str, Any]], key: str) -> list[str]:
    """The names of whom a property names: a text, an object with a name, or a list of these."""
    found: list[str] = []
    for node in nodes:
        values = node.get(key)
        for value in (values if isinstance(values, list) else [values])[:20]:
            name = text_of(value.get("name") if isinstance(value, dict) else value)
            if name and "://" not in name:
                found.append(name)
    return found


def site_names(nodes: Iterable[dict[str, Any]]) -> list[str]:
    """The names of the site and of who publishes it."""
    kinds = {"website", "newsmediaorganization", "organization", "corporation", "newspaper"}
    return [name for n in nodes if types_of(n) & kinds and (name := text_of(n.get("name")))]
