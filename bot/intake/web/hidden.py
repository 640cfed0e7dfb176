"""Takes out of a page's tree what no reader sees, by every usual way of hiding it.

What counts is what stands in the page: inline styles, attributes, well-known class names, and simple rules of its own
style sheets. A rule for some screens or for print alone is passed over, and so is one for the whole page: pages show
themselves by a script, or after a moment.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from bot.intake.web.styles import COMMENT, colour_of, declarations, has_ground, hides

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

__all__ = ["remove_hidden"]

_TAGS = frozenset(
    "audio canvas datalist iframe noembed noframes noscript object rp rt select option script style svg template "
    "textarea video button".split()
)
"""Elements that show a picture, a control or nothing in place of their text."""
_CLASSES = frozenset(
    "visually-hidden visuallyhidden visually-hidden-focusable sr-only sr-only-focusable screen-reader-text "
    "screen-reader-only screenreader-only screen-reader screenreader a11y-hidden a11y-only u-hidden u-visually-hidden "
    "is-hidden is-visually-hidden element-invisible element-hidden assistive-text show-for-sr hidden invisible d-none "
    "display-none hide".split()
)
_CLASS = re.compile(r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-reader-(?:text|only))(?:$|\s)")
"""The same with a framework's prefix."""
_SHOWN_ELSEWHERE = re.compile(r"(?:sm|md|lg|xl|xxl|2xl)[-:](?:block|flex|grid|inline|table|initial)|not-sr-only")
"""Classes that show on a larger screen what ``hidden`` hides on a small one."""
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]{1,80})*)(\[hidden\])?", re.IGNORECASE)
_WHOLE_PAGE = frozenset(("", "html", "body", "main", "article", "*"))
_SCREENS = re.compile(r"@(?:media\s+(?:only\s+)?(?:all|screen)|layer\b[^{;]*|supports\b[^{;]*)\s*$", re.IGNORECASE)
"""At-rules whose rules hold on every screen."""
_LIKE_CLASS = re.compile(r"\[class[~*^$|]?=[\"']?([\w-]{1,80})[\"']?\]")
MOST_WHITE = 0.3
"""A page with more of its text in white than this has a dark ground that its own markup does not tell."""
MAX_STYLE = 200_000
MAX_RULES = 2_000


def remove_hidden(tree: HtmlElement) -> None:
    """Takes the hidden elements out, in place; the text after each stays."""
    rules, grounds = _rules(tree, hides), _rules(tree, has_ground)
    white: list[HtmlElement] = []
    known: dict[HtmlElement, bool] = {}
    for element in list(tree.iter()):
        tag = element.tag
        if (
            element.getparent() is None
            or not isinstance(tag, str)
            or tag in ("html", "head", "body", "title", "meta", "link")
        ):
            continue
        if tag in _TAGS or _is_hidden(element) or _matches(element, rules):
            element.drop_tree()
        elif _is_white(element) and not _on_ground(element, grounds, known):
            white.append(element)
    if white and sum(len(e.text_content()) for e in white) < MOST_WHITE * len(tree.text_content()):
        for element in white:
            element.drop_tree()


def _is_white(element: HtmlElement) -> bool:
    style = element.get("style")
    colour = declarations(style).get("color") if style else element.get("color", "").lower()
    return colour_of(colour) == "white"


def _on_ground(element: HtmlElement, grounds: dict[str, list[list[str]]], known: dict[HtmlElement, bool]) -> bool:
    """Whether an element or what holds it has a colour or picture behind it that is not the page's white."""
    found, seen = False, []
    for e in (element, *element.iterancestors()):
        if e in known:
            found = known[e]
            break
        seen.append(e)
        style = e.get("style")
        if "bgcolor" in e.attrib or (style and has_ground(declarations(style))) or _matches(e, grounds):
            found = True
            break
    known.update(dict.fromkeys(seen, found))
    return found


def _is_hidden(element: HtmlElement) -> bool:
    attributes = element.attrib
    if "hidden" in attributes or "popover" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    if element.tag == "dialog" and "open" not in attributes:
        return True
    classes = attributes.get("class", "").lower()
    named = classes and (not _CLASSES.isdisjoint(classes.split()) or _CLASS.search(classes))
    if named and not _SHOWN_ELSEWHERE.search(classes):
        return True
    style = attributes.get("style")
    if not style or not hides(declared := declarations(style)):
        return False
    fades = not hides({k: v for k, v in declared.items() if k not in ("opacity", "visibility")})
    return not (fades and next(element.iter("h1"), None) is not None)  # a page that a script shows in a moment


def _rules(tree: HtmlElement, chosen: Callable[[dict[str, str]], bool]) -> dict[str, list[list[str]]]:
    """Selectors of the page's style sheets with ``chosen`` declarations, by the last class, id or tag in them."""
    found: dict[str, bool] = {}
    for element in tree.iter("style"):
        for selector, style in _top_rules(COMMENT.sub("", (element.text or "")[:MAX_STYLE])):
            if chosen(style):
                found[selector] = True
            elif "display" in style or "visibility" in style or "opacity" in style:
                found.pop(selector, None)  # a later rule shows it again
                found.pop(selector.rpartition(".")[0], None)  # as soon as a script gives it another class
            if len(found) > MAX_RULES:
                break
    rules: dict[str, list[list[str]]] = defaultdict(list)
    for selector in found:
        parts = _LIKE_CLASS.sub(r".\1", selector.replace(">", " ")).split()
        last = _SIMPLE.fullmatch(parts[-1]) if parts else None
        whole = chosen is hides and parts[-1:] and parts[-1].lower() in _WHOLE_PAGE
        if len(parts) <= 4 and all(map(_SIMPLE.fullmatch, parts)) and last and not whole:
            names = re.findall(r"[.#][\w-]+", last[2])
            rules[names[-1] if names else (last[1] or "").lower()].append(parts)
    return rules


def _top_rules(css: str) -> list[tuple[str, dict[str, str]]]:
    """(selector, declarations) of the rules that hold on every screen."""
    rules = []
    heads: list[str] = []
    start = 0
    for match in re.finditer(r"[{}]", css):
        if match[0] == "{":
            heads.append(css[start : match.start()].rpartition(";")[2].strip())
        elif heads:
            head = heads.pop()
            if not head.startswith("@") and len(head) < 2_000 and all(map(_SCREENS.match, heads)):
                style = declarations(css[start : match.start()])
                rules += [(one.strip(), style) for one in head.split(",") if one.strip()]
        start = match.end()
    return rules


def _matches(element: HtmlElement, rules: dict[str, list[list[str]]]) -> bool:
    if not rules:
        return False
    keys = [f".{name}" for name in element.get("class", "").split()[:20]]
    keys += [f"#{element.get('id')}", element.tag]
    for key in keys:
        for parts in rules.get(key, ())[:20]:
            if _fits(element, parts[-1]) and _within(element, parts[:-1]):
                return True
    return False


def _within(element: HtmlElement, parts: list[str]) -> bool:
    """Whether ancestors fit the selector's earlier parts, in their order."""
    left = list(parts)
    if left:
        for ancestor in element.iterancestors():
            if _fits(ancestor, left[-1]):
                left.pop()
                if not left:
                    break
    return not left


def _fits(element: HtmlElement, part: str) -> bool:
    match = _SIMPLE.fullmatch(part)
    if match is None or (match[1] and match[1].lower() != element.tag):
        return False
    if match[3] and "hidden" not in element.attrib:
        return False
    classes = element.get("class", "").split()
    return all(
        name[1:] in classes if name[0] == "." else name[1:] == element.get("id")
        for name in re.findall(r"[.#][\w-]+", match[2])
    )
