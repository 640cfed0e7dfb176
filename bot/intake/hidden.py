"""Takes out of a page's tree what no reader sees, by every usual way of hiding it.

What counts is what stands in the page: inline styles, attributes, well-known class names, and simple rules of its own
style sheets. A rule inside ``@media`` and the like is passed over, since it holds for some screens only, and so is one
for the whole page: pages show themselves by a script, or after a moment.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
_SHOWN_ELSEWHERE = re.compile(r"(?:sm|md|lg|xl|xxl|2xl)[-:](?:block|flex|grid|inline|table|initial)|not-sr-only")
"""Classes that show on a larger screen what ``hidden`` hides on a small one."""
_DECLARATION = re.compile(r"([a-z-]{2,40})\s*:\s*([^;]{1,200})")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_NUMBER = re.compile(r"(-?\d{0,9}\.?\d{1,9})\s*(px|em|rem|pt|%|vw|vh|ex|ch)?")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]{1,80})*)(\[hidden\])?", re.IGNORECASE)
_WHOLE_PAGE = frozenset(("", "html", "body", "main", "article", "*"))
_EXACT = {
    ("display", "none"),
    ("visibility", "hidden"),
    ("visibility", "collapse"),
    ("content-visibility", "hidden"),
    ("color", "transparent"),
    ("transform", "scale(0)"),
    ("clip-path", "circle(0)"),
    ("clip-path", "inset(50%)"),
    ("clip-path", "inset(100%)"),
}
_AWAY = -500.0
"""Pixels (or any other unit) to the left or above from which an element is off every screen."""
_COLOURS = {"#ffffff": "white", "#fff": "white", "rgb(255,255,255)": "white", "rgba(255,255,255,1)": "white"}
MAX_STYLE = 200_000
MAX_RULES = 2_000
MAX_INLINE = 2_000


def remove_hidden(tree: HtmlElement) -> None:
    """Takes the hidden elements out, in place; the text after each stays."""
    rules = _hiding_rules(tree)
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


def _is_hidden(element: HtmlElement) -> bool:
    attributes = element.attrib
    if "hidden" in attributes or "popover" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    if element.tag == "dialog" and "open" not in attributes:
        return True
    classes = attributes.get("class", "").lower()
    if classes and not _CLASSES.isdisjoint(classes.split()) and not _SHOWN_ELSEWHERE.search(classes):
        return True
    style = attributes.get("style")
    return bool(style) and _hides(_declarations(style))


def _declarations(style: str) -> dict[str, str]:
    """Property -> value of a style, in lower case, without escapes, comments and ``!important``."""
    plain = _ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0xFFFF)), _COMMENT.sub("", style[:MAX_INLINE])).lower()
    return {
        match[1]: match[2].replace("!important", "").replace("! important", "").strip()
        for match in _DECLARATION.finditer(plain)
    }


def _hides(style: dict[str, str]) -> bool:
    """Whether declarations make an element invisible."""
    if any((name, value.replace(" ", "")) in _EXACT for name, value in style.items()):
        return True
    moving = any(name.startswith(("animation", "transition")) for name in style)
    opacity = _length(style.get("opacity"))
    if opacity is not None and opacity <= 0.05 and not moving:
        return True
    size = _length(style.get("font-size"))
    if (size is not None and size <= 0.1) or style.get("font-size") == "1px":
        return True
    if any((_length(style.get(name)) or 0) <= _AWAY for name in ("text-indent", "margin-left", "margin-top")):
        return True
    if style.get("position") in ("absolute", "fixed", "relative"):
        if any((_length(style.get(name)) or 0) <= _AWAY for name in ("left", "top", "right", "bottom")):
            return True
        if style.get("clip", "").startswith("rect(") and not any(n > 1 for n in _lengths(style["clip"])):
            return True
    if style.get("transform", "").startswith("translate") and any(n <= _AWAY for n in _lengths(style["transform"])):
        return True
    cut = style.get("overflow", style.get("overflow-y", "")) in ("hidden", "clip")
    if cut and any((_length(style.get(name), 9) or 0) <= 1 for name in ("height", "max-height", "width", "max-width")):
        return True
    colour, ground = (_colour(style.get(name)) for name in ("color", "background-color"))
    return colour is not None and colour == (ground or _colour(style.get("background")))


def _length(value: str | None, default: float | None = None) -> float | None:
    match = _NUMBER.match(value) if value else None
    return float(match[1]) if match else default


def _lengths(value: str) -> list[float]:
    return [float(match[1]) for match in _NUMBER.finditer(value)]


def _colour(value: str | None) -> str | None:
    value = value.replace(" ", "") if value else None
    return _COLOURS.get(value, value) if value else None


def _hiding_rules(tree: HtmlElement) -> dict[str, list[list[str]]]:
    """Selectors that a style sheet of the page hides, by the last class, id or tag in them."""
    hidden: dict[str, bool] = {}
    for element in tree.iter("style"):
        for selector, style in _top_rules(_COMMENT.sub("", (element.text or "")[:MAX_STYLE])):
            if _hides(style):
                hidden[selector] = True
            elif "display" in style or "visibility" in style or "opacity" in style:
                hidden.pop(selector, None)  # a later rule shows it again
            if len(hidden) > MAX_RULES:
                break
    rules: dict[str, list[list[str]]] = defaultdict(list)
    for selector in hidden:
        parts = selector.split()
        last = _SIMPLE.fullmatch(parts[-1])
        if len(parts) <= 4 and all(map(_SIMPLE.fullmatch, parts)) and last and parts[-1].lower() not in _WHOLE_PAGE:
            names = re.findall(r"[.#][\w-]+", last[2])
            rules[names[-1] if names else (last[1] or "").lower()].append(parts)
    return rules


def _top_rules(css: str) -> list[tuple[str, dict[str, str]]]:
    """(selector, declarations) of the rules that stand outside any at-rule."""
    rules = []
    depth, start, head = 0, 0, ""
    for match in re.finditer(r"[{}]", css):
        if match[0] == "{":
            if depth == 0:
                head, start = css[start : match.start()].rpartition(";")[2].strip(), match.end()
            depth += 1
        else:
            depth = max(0, depth - 1)
            if depth == 0:
                if not head.startswith("@") and len(head) < 2_000:
                    style = _declarations(css[start : match.start()])
                    rules += [(one.strip(), style) for one in head.split(",") if one.strip()]
                start, head = match.end(), ""
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
