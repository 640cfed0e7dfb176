"""Characters, entities, tags and line ends of a text from outside, made plain. Everything here takes linear time."""

from __future__ import annotations

import html
import re
from html.entities import html5

__all__ = ["decode_entities", "decode_markup", "join_parted_words", "letters_of", "normalise_whitespace"]

# Nobody sees these, but they hide or reorder text, or keep a word from being found; tab and line feed stay.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u180e\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
)
# Tags spell the flags of England, Scotland and Wales behind a black flag; elsewhere they are hidden text.
_TAGS = re.compile(r"(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+")
# Zero-width spaces and joiners shape words in scripts from Hebrew on and hold emoji together; elsewhere they only hide.
_JOINERS = re.compile(r"(?<![\u0590-\u1dff\u2190-\u2bff\u2e80-\U0010ffff])[\u200b-\u200d]")
_SPACES = re.compile(r"[\xa0\u1680\u2000-\u200a\u202f\u205f]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SOFT_BREAK = re.compile(r"\xad[ \t]*\n[ \t]*")
_LINE_END = re.compile(r"[ \t]*\r?\n[ \t]*")
_GAPS = re.compile(r"\n{3,}")
_ODD = re.compile(r"[\W_]+")

_DIRECTIONS = re.compile(r"[\u200e\u200f\u061c]")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

_CODE = r"`[^`\n]*`"
"""What stands between backticks is shown as it is."""
_ENTITY = re.compile(rf"{_CODE}|&(?:#[0-9]{{1,7}}|#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});")
_ENCODINGS = 2
"""How many layers of entities are taken off: some sites encode twice."""

_BLOCKS = frozenset(
    "address article aside blockquote body br channel dd description div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html item li main nav ol p pre rss section table tbody tfoot thead tr ul".split()
)
_INLINES = frozenset(
    "a abbr b bdi bdo big center cite code data del dfn em font i img input ins kbd label link mark meta q s "
    "samp small span strike strong sub sup td th time tt u var wbr".split()
)
_UNREAD = frozenset(
    "audio button canvas iframe noscript object script select style svg template textarea video".split()
)
"""Elements whose content is no text."""
_SAYING = {"title": "Title", "link": "URL", "pubdate": "Date", "dc:creator": "Author", "author": "Author"}
"""Elements of feeds, and of a page's head, that say something of the text: each becomes a line of that name."""
_LINES = frozenset("p li h1 h2 h3 h4 h5 h6 td th dt dd figcaption title description".split())
"""Elements in which a line end is a blank."""
_KNOWN = _BLOCKS | _INLINES | _UNREAD | frozenset(("head", *_SAYING))
_TAG = re.compile(
    rf"{_CODE}|<!\[CDATA\[|\]\]>|<!--[^<>]*-->|<!doctype[^<>]*>|<\?xml[^<>]*>"
    r"|<(/?)([A-Za-z][A-Za-z0-9]{0,11}(?:[:-][A-Za-z0-9-]{1,30})?)"
    r"((?:\s(?:[^<>\"']|\"[^\"<]{0,2000}\"|'[^'<]{0,2000}')*|\s[^<>]*|/)?)>",
    re.IGNORECASE,
)

LONGEST_LINK = 300
_LINK_WORDS = re.compile(r"[^\[\]\n]+")
_ADDRESS = re.compile(r"\shref\s*=\s*[\"']?(https?://[^\s\"'<>()]{1,600})", re.IGNORECASE)

_HYPHEN_BREAK = re.compile(r"(?<=[^\W\d_]{2})[-\u2010]\n[ \t]*([^\W\d_]{1,40})(\S*)[ \t]*")
_LETTERS_AT_END = re.compile(r"[^\W\d_]+$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LONGEST_WORD = 40
_KEEPS_HYPHEN_AFTER = frozenset(
    "all anti co cross eight ex far first five four full half high ill inter left life long low mid multi nine non off "
    "on one part post pre pro right second self semi seven short six so state ten third three two under vice well "
    "world year".split()
)
_KEEPS_HYPHEN_BEFORE = frozenset(
    "after and backed based born by century class day elect free general hour in known language law led like long made "
    "mile minute month of off old on out owned party percent point race range round run scale seat sized speaking "
    "term the time to up week wide year".split()
)
"""Words before and after a hyphen that is the word's own, not the line's: "well-known", "14-year", "state-owned"."""
_ONE_WORD = frozenset(
    "birthday everyday friday holiday monday payday saturday sunday thursday today tuesday wednesday yesterday".split()
)


def normalise_whitespace(text: str) -> str:
    """One kind of line end and of blank, nothing unseen, no blanks at line ends, at most one blank line in a row."""
    text = _LINE_ENDS.sub(lambda end: "\n\n" if end[0] == "\u2029" else "\n", text)
    if not _RIGHT_TO_LEFT.search(text):
        text = _DIRECTIONS.sub("", text)
    text = _UNSEEN.sub("", _SOFT_BREAK.sub("", text))
    text = _SPACES.sub(" ", _JOINERS.sub("", _TAGS.sub("", text)))
    return _GAPS.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def decode_markup(text: str) -> str:
    """HTML's entities as the characters they stand for, and no tags where the text is plainly HTML.

    Only what can be nothing else is an entity: ``&amp;``, ``&#8217;``; not ``AT&T``, ``&c.`` or ``R&D;``.
    """
    text = decode_entities(text)
    return _without_tags(text) if _is_html(text) else text


def decode_entities(text: str) -> str:
    """HTML's entities as the characters they stand for."""
    for _ in range(_ENCODINGS):
        text = _ENTITY.sub(_decoded, text)
    return text


def _decoded(entity: re.Match[str]) -> str:
    name = entity[0][1:]
    return html.unescape(entity[0]) if name.startswith("#") or name in html5 else entity[0]


def _is_html(text: str) -> bool:
    """Whether there is a tag that nobody types for anything else: a closing one, a block's, one with attributes."""
    return any(
        (tag[2] is None and tag[0][1] == "!")
        or (tag[2] and tag[2].lower() in _BLOCKS)
        or (tag[2] and tag[2].lower() in _KNOWN and (tag[1] or "=" in tag[3]))
        for tag in _TAG.finditer(text)
    )


def _without_tags(text: str) -> str:
    parts: list[str] = []
    at = 0
    tags = [tag for tag in _TAG.finditer(text) if tag[0][0] != "`"]
    closed = {tag[2].lower(): tag.start() for tag in tags if tag[1]}  # where the last one closes
    saying = {name: field for name, field in _SAYING.items() if name in closed}
    if "h1" in closed:
        saying.pop("title", None)  # it holds the site's name too
    unread = line = None
    link: tuple[int, str] | None = None  # where an open link begins among the parts, and its address
    for tag in tags:
        name = (tag[2] or "").lower()
        if unread is not None:
            if tag[1] and name == unread:
                unread, at = None, tag.end()
            continue
        if tag[2] and name not in _KNOWN and "-" not in name and ":" not in name:
            continue
        inside = text[at : tag.start()]
        parts.append(_LINE_END.sub(" ", inside) if line else inside)
        at = tag.end()
        closes_later = not tag[1] and closed.get(name, -1) > tag.start()
        if closes_later and (name in _UNREAD or (name == "title" and name not in saying)):
            unread = name
        elif name in _LINES or name in saying:
            line = name if closes_later else None
        if name == "a":
            if link is not None:
                parts[link[0] :] = _linked("".join(parts[link[0] :]), link[1])
            address = None if tag[1] else _ADDRESS.search(tag[3])
            link = (len(parts), address[1]) if address else None
        if name in saying:
            parts.append("\n\n" if tag[1] else f"\n\n{saying[name]}: ")
        else:
            parts.append(_in_place_of(name, closing=bool(tag[1])))
    return "".join((*parts, text[at:]))


def _linked(inside: str, address: str) -> list[str]:
    """The words of a link with its address, as Markdown has it: a headline's says where the text is from."""
    words = inside.strip()
    if not words or len(words) > LONGEST_LINK or not _LINK_WORDS.fullmatch(words):
        return [inside]
    before, _, after = inside.partition(words)
    return [before, f"[{words}]({address})", after]


def _in_place_of(tag: str, *, closing: bool) -> str:
    if tag == "br":
        return "\n"
    if tag == "li":
        return "" if closing else "\n- "
    if tag in ("td", "th"):
        return "\t" if closing else ""
    if tag == "tr":
        return "\n"
    return "\n\n" if tag in _BLOCKS else ""


def join_parted_words(text: str) -> str:
    """Words that a hyphen parted at a line's end ("nor-/thern") in one piece, as PDF files and mails need it.

    The hyphen stays where it is the word's own: where the text has it elsewhere too, or by the tables above.
    """
    if not _HYPHEN_BREAK.search(text):
        return text
    words = set(_WORD.findall(text.casefold()))

    def joined(parted: re.Match[str]) -> str:
        before = _LETTERS_AT_END.search(text, max(0, parted.start() - LONGEST_WORD), parted.start())
        first, second = before[0].casefold() if before else "", parted[1].casefold()
        if parted[1][0] != second[0]:
            return parted[0]
        own = first in _KEEPS_HYPHEN_AFTER or second in _KEEPS_HYPHEN_BEFORE
        if f"{first}-{second}" in words or (own and first + second not in words | _ONE_WORD):
            return f"-{parted[1]}{parted[2]}\n"
        return f"{parted[1]}{parted[2]}\n"

    return _HYPHEN_BREAK.sub(joined, text)


def letters_of(text: str) -> str:
    """A text's letters and figures alone, without regard to case: what two spellings of a line have in common."""
    return _ODD.sub("", text.casefold())
