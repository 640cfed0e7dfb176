"""Collects rules from a page's style sheets and finds the elements that simple selectors match."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from bot.intake.web.css_declarations import parse_declarations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement

__all__ = ["SelectorIndex", "index_selectors", "matches_any"]


class Compound(NamedTuple):
    """A compound selector: a tag ("" for any), classes and ids such as ".a" and "#b", and whether ``[hidden]``."""

    tag: str
    names: tuple[str, ...]
    hidden: bool


SelectorIndex: TypeAlias = dict[str, list[list[Compound]]]
"""Selectors as lists of their compounds, by the last class or id, else by the tag, of the last one."""

MAX_STYLE_SHEET = 200_000
"""How many characters of a style sheet are read."""
MAX_RULES = 2_000
MAX_COMPOUNDS = 4
"""A longer selector is ignored."""
MAX_SELECTORS = 2_000
"""Maximum characters before a rule's declarations."""
MAX_CLASSES = MAX_CANDIDATES = 20
"""How many classes of an element, and selectors for one of them, are tried."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_COMPOUND = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]{1,80})*)(\[hidden\])?", re.IGNORECASE)
_CLASS_OR_ID = re.compile(r"[.#][\w-]+")
_CLASS_ATTRIBUTE = re.compile(r"\[class[~*^$|]?=[\"']?([\w-]{1,80})[\"']?\]")
_EVERY_SCREEN = re.compile(r"@(?:media\s+(?:only\s+)?(?:all|screen)|layer\b[^{;]*|supports\b[^{;]*)\s*$", re.IGNORECASE)
"""At-rules whose rules hold on every screen; those for some screens or for print only are ignored."""


def index_selectors(
    tree: HtmlElement, chosen: Callable[[dict[str, str]], bool], excluded: frozenset[str] = frozenset()
) -> SelectorIndex:
    """The selectors of the rules with ``chosen`` declarations, except those that end in an ``excluded`` compound."""
    index: SelectorIndex = defaultdict(list)
    for selector in _selectors(tree, chosen):
        written = _CLASS_ATTRIBUTE.sub(r".\1", selector.replace(">", " ")).split()
        compounds = [compound for one in written if (compound := _parse_compound(one)) is not None]
        if not 0 < len(written) == len(compounds) <= MAX_COMPOUNDS or written[-1].lower() in excluded:
            continue
        last = compounds[-1]
        index[last.names[-1] if last.names else last.tag].append(compounds)
    return index


def _parse_compound(text: str) -> Compound | None:
    """A compound selector; None for one that is not that simple."""
    match = _COMPOUND.fullmatch(text)
    return Compound((match[1] or "").lower(), tuple(_CLASS_OR_ID.findall(match[2])), bool(match[3])) if match else None


def matches_any(element: HtmlElement, index: SelectorIndex) -> bool:
    """True if one of the selectors matches the element."""
    if not index:
        return False
    keys = [f".{name}" for name in element.get("class", "").split()[:MAX_CLASSES]]
    keys += [f"#{element.get('id')}", element.tag]
    return any(
        _matches_compound(element, compounds[-1]) and _ancestors_match(element, compounds[:-1])
        for key in keys
        for compounds in index.get(key, ())[:MAX_CANDIDATES]
    )


def _selectors(tree: HtmlElement, chosen: Callable[[dict[str, str]], bool]) -> list[str]:
    found: dict[str, None] = {}
    for element in tree.iter("style"):
        for selector, style in _rules(_COMMENT.sub("", (element.text or "")[:MAX_STYLE_SHEET])):
            if chosen(style):
                found[selector] = None
            elif "display" in style or "visibility" in style or "opacity" in style:
                found.pop(selector, None)  # a later rule shows it again
                found.pop(selector.rpartition(".")[0], None)  # shown as soon as a script adds another class
            if len(found) > MAX_RULES:
                break
    return list(found)


def _rules(css: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each selector with its declarations, of the rules that hold on every screen."""
    heads: list[str] = []
    start = 0
    for brace in re.finditer(r"[{}]", css):
        if brace[0] == "{":
            heads.append(css[start : brace.start()].rpartition(";")[2].strip())
        elif heads:
            head = heads.pop()
            if not head.startswith("@") and len(head) < MAX_SELECTORS and all(map(_EVERY_SCREEN.match, heads)):
                style = parse_declarations(css[start : brace.start()])
                yield from ((one.strip(), style) for one in head.split(",") if one.strip())
        start = brace.end()


def _ancestors_match(element: HtmlElement, compounds: list[Compound]) -> bool:
    """True if ancestors of the element match the compounds, in their order."""
    left = list(compounds)
    for ancestor in element.iterancestors():
        if not left:
            break
        if _matches_compound(ancestor, left[-1]):
            left.pop()
    return not left


def _matches_compound(element: HtmlElement, compound: Compound) -> bool:
    if compound.tag not in ("", element.tag) or (compound.hidden and "hidden" not in element.attrib):
        return False
    classes = element.get("class", "").split()
    return all(name[1:] in classes if name[0] == "." else name[1:] == element.get("id") for name in compound.names)
