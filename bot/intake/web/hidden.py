"""Removes hidden text from a page's tree, for every usual way of hiding it.

Only the page itself counts: inline styles, attributes, well-known class names, and simple rules of its own style
sheets. Rules for some screens or for print only are ignored, and so are rules that hide the whole page, which a script
or an animation shows later.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.intake.web.css_declarations import has_background, hides, normalise_colour, parse_declarations
from bot.intake.web.style_sheets import index_selectors, matches_any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from bot.intake.web.style_sheets import SelectorIndex

__all__ = ["remove_hidden"]

_WITHOUT_TEXT = frozenset(
    "audio canvas datalist iframe noembed noframes noscript object rp rt select option script style svg template "
    "textarea video button".split()
)
"""Elements that show a picture, a control or nothing in place of their text."""
_PAGE = frozenset(("html", "head", "body", "title", "meta", "link"))
"""Elements that are never removed."""
_WHOLE_PAGE = frozenset(("", "html", "body", "main", "article", "*"))
"""Selectors of the whole page: a page that a style sheet hides is shown by a script."""
_CLASSES = frozenset(
    "visually-hidden visuallyhidden visually-hidden-focusable sr-only sr-only-focusable screen-reader-text "
    "screen-reader-only screenreader-only screen-reader screenreader a11y-hidden a11y-only u-hidden u-visually-hidden "
    "is-hidden is-visually-hidden element-invisible element-hidden assistive-text show-for-sr hidden invisible d-none "
    "display-none hide".split()
)
_CLASS_WITH_PREFIX = re.compile(r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-reader-(?:text|only))(?:$|\s)")
_SHOWN_ON_LARGE_SCREENS = re.compile(r"(?:sm|md|lg|xl|xxl|2xl)[-:](?:block|flex|grid|inline|table|initial)|not-sr-only")
"""Classes that show on a larger screen what ``hidden`` hides on a small one."""
MAX_WHITE = 0.3
"""A page with a larger share of its text in white has a dark background that its own markup does not tell."""


def remove_hidden(tree: HtmlElement) -> None:
    """Removes the hidden elements of a tree in place; the text after each stays."""
    hiding, backgrounds = index_selectors(tree, hides, _WHOLE_PAGE), index_selectors(tree, has_background)
    white: list[HtmlElement] = []
    on_background: dict[HtmlElement, bool] = {}
    for element in list(tree.iter()):
        tag = element.tag
        if element.getparent() is None or not isinstance(tag, str) or tag in _PAGE:
            continue
        if tag in _WITHOUT_TEXT or _is_hidden(element) or matches_any(element, hiding):
            element.drop_tree()
        elif _is_white(element) and not _is_on_background(element, backgrounds, on_background):
            white.append(element)
    if white and sum(len(e.text_content()) for e in white) < MAX_WHITE * len(tree.text_content()):
        for element in white:
            element.drop_tree()


def _is_hidden(element: HtmlElement) -> bool:
    """True if an element's own attributes, classes or style hide it."""
    attributes = element.attrib
    if "hidden" in attributes or "popover" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    if element.tag == "dialog" and "open" not in attributes:
        return True
    return _has_hiding_class(attributes.get("class", "").lower()) or _has_hiding_style(element)


def _has_hiding_class(classes: str) -> bool:
    named = not _CLASSES.isdisjoint(classes.split()) or _CLASS_WITH_PREFIX.search(classes)
    return bool(named) and not _SHOWN_ON_LARGE_SCREENS.search(classes)


def _has_hiding_style(element: HtmlElement) -> bool:
    """True if an element's style hides it; not if it only fades in an article that a script shows after a moment."""
    style = element.get("style")
    if not style or not hides(declared := parse_declarations(style)):
        return False
    fades = not hides({k: v for k, v in declared.items() if k not in ("opacity", "visibility")})
    return not (fades and next(element.iter("h1"), None) is not None)


def _is_white(element: HtmlElement) -> bool:
    style = element.get("style")
    colour = parse_declarations(style).get("color") if style else element.get("color", "").lower()
    return normalise_colour(colour) == "white"


def _is_on_background(element: HtmlElement, backgrounds: SelectorIndex, known: dict[HtmlElement, bool]) -> bool:
    """True if an element or one around it has a picture or a colour other than white behind it.

    ``known`` remembers the answers, so that common ancestors are examined only once.
    """
    found, seen = False, []
    for one in (element, *element.iterancestors()):
        if one in known:
            found = known[one]
            break
        seen.append(one)
        style = one.get("style")
        styled = style and has_background(parse_declarations(style))
        if "bgcolor" in one.attrib or styled or matches_any(one, backgrounds):
            found = True
            break
    known.update(dict.fromkeys(seen, found))
    return found
