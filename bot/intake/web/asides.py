"""Recognises elements of a page that are asides to its article: navigation, boxes, captions, comments, tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

__all__ = ["INLINE", "TextSizes", "is_aside", "measure_text"]

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q ruby s samp small "
    "span strike strong sub sup time tt u var wbr".split()
)
"""Elements within a paragraph; any other begins a new one."""
_PAGE_PARTS = frozenset(("article", "main", "html", "body"))
_ASIDE_TAGS = frozenset("nav footer aside form figure figcaption address dialog menu".split())
_ASIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:newsletters?|related|shar(?:e|ing)|social|comments?|disqus|promos?|sidebar|breadcrumbs?|adverts?|"
    r"advertisement|ad-?(?:slot|unit|box|container)|sponsored|taboola|outbrain|recommend\w*|most-?(?:read|popular)|"
    r"trending|more-(?:on|from|stories)|(?:jp-)?related-?posts|sharedaddy|jetpack-likes\S*|read-?(?:more|next|also)|also-?read|see-?also|tags?|tag-?list|navigation|navbar|"
    r"menu|footer|(?:fig)?captions?|credits?|author-?(?:bio|box|info|card|about|description|profile)|about-(?:the-)?author|"
    r"bio|sign-?up|subscri(?:be|ption)-?(?:box|form)?|pagination|toolbar|cookie\S*|consent\S*|gdpr\S*|onetrust\S*|popup|"
    r"by-?line\S*|date-?line|timestamp|reading-?time|read-?time|published|post-?date|entry-?date|"
    r"author(?:s|-?name)?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"(?:^|[\s_-])(?:comments|disqus|comment-?list)(?:$|[\s_-])", re.IGNORECASE)
"""Comments are often longer than the article."""
MAX_SHARE = 0.4
"""An element with a larger share of the page's text is not an aside, unless it contains comments."""
MAX_SIGN_UP, MAX_CAPTION = 600, 300
"""Maximum characters of a box in which readers enter their address, and of a caption."""
CELL_OF_PROSE = 200
"""A table cell with more characters is a paragraph: such a table lays out the page."""
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§])[\])]?")


class TextSizes(NamedTuple):
    """How many characters of text each element holds, and the whole page."""

    of: dict[HtmlElement, int]
    total: int


def measure_text(tree: HtmlElement) -> TextSizes:
    """Measures every element, from the leaves up."""
    sizes: dict[HtmlElement, int] = {}
    for element in reversed(list(tree.iter())):
        own = len((element.text or "").strip()) if isinstance(element.tag, str) else 0
        sizes[element] = own + sum(sizes[e] + len((e.tail or "").strip()) for e in element)
    return TextSizes(sizes, sizes[tree])


def is_aside(element: HtmlElement, sizes: TextSizes) -> bool:
    """True if an element is an aside, by the first of the rules below that applies."""
    for rule in _RULES:
        if rule.applies(element, sizes):
            return rule.is_aside(element, sizes)
    return (element.tag in _ASIDE_TAGS or _ASIDE_NAMES.search(_name(element)) is not None) and not _holds(element, "h1")


def _is_large(element: HtmlElement, sizes: TextSizes) -> bool:
    return sizes.of[element] > MAX_SHARE * sizes.total


def _has_comments_name(element: HtmlElement, _sizes: TextSizes) -> bool:
    return _COMMENTS.search(_name(element)) is not None and not _holds(element, "h1")


def _is_table_of_figures(table: HtmlElement, sizes: TextSizes) -> bool:
    prose = any(sizes.of[cell] > CELL_OF_PROSE for cell in table.iter("td"))
    return not prose and not _holds(table, "p", "h1", "h2")


def _is_sign_up(element: HtmlElement, sizes: TextSizes) -> bool:
    """True for a box with a field for an e-mail address, and what is offered there: a newsletter."""
    if element.tag not in ("div", "section") or sizes.of[element] > MAX_SIGN_UP:
        return False
    fields = (field.get("type", "").lower() for field in element.iter("input"))
    return "email" in fields and not _holds(element, "h1")


def _is_captioned_picture(element: HtmlElement, sizes: TextSizes) -> bool:
    """True for a box with a picture whose text is all in small or slanted letters."""
    if element.tag != "div" or not 0 < sizes.of[element] <= MAX_CAPTION or not _holds(element, "img"):
        return False
    return sum(sizes.of[part] for part in element.iter("em", "i", "small", "cite")) >= sizes.of[element]


def _is_note_mark(element: HtmlElement, _sizes: TextSizes) -> bool:
    """True if raised text is the mark of a footnote: a number or a star, in brackets or with a link."""
    text = "".join(element.itertext()).strip()
    linked = element.getparent().tag == "a" or _holds(element, "a")
    return _NOTE_MARK.fullmatch(text) is not None and (linked or not text[0].isalnum())


def _is_word_of_paragraph(element: HtmlElement, _sizes: TextSizes) -> bool:
    return element.tag in INLINE and element.getparent().tag in ("p", "li")


def _is_lone_time(element: HtmlElement, _sizes: TextSizes) -> bool:
    return element.tag == "time" and element.getparent().tag not in ("p", "li", "span", "em")


def _holds(element: HtmlElement, *tags: str) -> bool:
    return next(element.iter(*tags), None) is not None


def _name(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"


class _Rule(NamedTuple):
    """A kind of element, and whether elements of this kind are asides."""

    name: str
    applies: Callable[[HtmlElement, TextSizes], bool]
    is_aside: Callable[[HtmlElement, TextSizes], bool]


def _always(_element: HtmlElement, _sizes: TextSizes) -> bool:
    return True


def _never(_element: HtmlElement, _sizes: TextSizes) -> bool:
    return False


_RULES = (
    _Rule("a part of the page", lambda element, _: element.tag in _PAGE_PARTS, _never),
    _Rule("much of the page’s text", _is_large, _has_comments_name),
    _Rule("a header", lambda element, _: element.tag == "header", lambda element, _: not _holds(element, "h1")),
    _Rule("a form for a newsletter", _is_sign_up, _always),
    _Rule("a picture with its caption", _is_captioned_picture, _always),
    _Rule("a table", lambda element, _: element.tag == "table", _is_table_of_figures),
    _Rule("the main heading", lambda element, _: element.tag == "h1", _never),
    _Rule("raised text", lambda element, _: element.tag == "sup", _is_note_mark),
    _Rule("a word of a paragraph, such as its dateline", _is_word_of_paragraph, _never),
    _Rule("a time outside of paragraphs", _is_lone_time, _always),
)
"""In this order: the first rule that applies decides."""
