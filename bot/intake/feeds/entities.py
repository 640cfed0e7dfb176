"""Recognises entity bombs: declarations of entities (XML 1.0, section 4.2) that expand each other.

No entity that a feed declares is ever expanded here; but what declares such ones is an attack on every other reader.
"""

from __future__ import annotations

import re

__all__ = ["expand_each_other"]

MAX_CHARACTER = 2
"""How many characters an entity may stand for, to be the name of a character."""
_DECLARED = re.compile(r"""<!ENTITY\s+(%\s+)?([\w:][\w.:-]*+)\s+(?:"([^"]*+)"|'([^']*+)')""")
_REFERENCE = re.compile(r"[&%]([A-Za-z_:][\w.:-]*+);")
_CHARACTER = re.compile(r"&#(?:[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6});")


def expand_each_other(prologue: str) -> bool:
    """True if entities that the markup before a root element declares stand for several others, or for themselves.

    One that stands for another, as "&copy; &site;" does, is no harm, nor are names of characters ("&nbsp;").
    """
    texts = {found[2]: found[3] or found[4] or "" for found in _DECLARED.finditer(prologue)}
    texts = {name: text for name, text in texts.items() if not _is_character(text)}
    uses = {name: [used for used in _REFERENCE.findall(text) if used in texts] for name, text in texts.items()}
    return any(len(used) > 1 for used in uses.values()) or any(_leads_back(name, uses) for name in uses)


def _is_character(text: str) -> bool:
    return len(_CHARACTER.sub("x", text)) <= MAX_CHARACTER


def _leads_back(name: str, uses: dict[str, list[str]]) -> bool:
    """True if what an entity stands for, each of which stands for one other at most, leads back to itself."""
    seen, now = {name}, uses[name]
    while now and now[0] not in seen:
        seen.add(now[0])
        now = uses[now[0]]
    return bool(now)
