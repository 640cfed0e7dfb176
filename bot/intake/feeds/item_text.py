"""An item of a feed -> a Draft, on the way that web pages go; or that it is only a teaser, or no article at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from bot.advice_marks import advice
from bot.errors import InputError
from bot.intake.bylines import parse_byline_line
from bot.intake.characters import letters_only
from bot.intake.drafts import MAX_CHARACTERS, make_draft
from bot.intake.feeds.feed_names import outlet_name
from bot.intake.site_names import cut_site_name, host_name, site_key, site_keys
from bot.intake.urls import url_key
from bot.intake.web.article_header import text_start
from bot.intake.web.blocks import extract_blocks
from bot.intake.web.boilerplate import strip_boilerplate
from bot.intake.web.hidden import remove_hidden
from bot.intake.web.html_tree import parse_page
from bot.intake.web.prose import latin_length, total_length
from bot.intake.web.text_cues import ends_sentence
from bot.intake.word_lists import section_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from bot.intake.web.blocks import Block
    from bot.models.articles import Draft
    from bot.models.feeds import FeedItem

__all__ = ["TEASER_LENGTH", "TEASER_SIGNS", "Accepted", "item_draft"]

TEASER_LENGTH = 600
"""A text with a smaller ``latin_length`` is a teaser if the item has a page: about a hundred words."""
MIN_FINISHED = 3
"""A short text with at least so many sentences, the last of which ends, can be a whole article: a brief."""
MIN_SENTENCE = 15
"""What ends with a full stop and has a smaller ``latin_length`` may be an abbreviation: it does not count."""
MAX_BYLINE_LINE = 3
"""A byline is among the first lines of the text, at most this many."""
MAX_FOOTER = 600
"""Maximum characters of a line that a feed adds below its items."""
MAX_FIRST_SENTENCE = 200
"""Maximum characters of a sentence that stands for a missing title."""

_PHRASE = rf"[\W_]*{section_pattern('feeds', 'continue')}"
_CONTINUE = re.compile(_PHRASE, re.IGNORECASE)
_ONLY_CONTINUE = re.compile(rf"{_PHRASE}[\W_]*", re.IGNORECASE)
_PUBLISHED_AT = rf"{section_pattern('feeds', 'appeared first: end')}\s.{{1,300}}"
_APPEARED_FIRST = re.compile(
    rf"\W*{section_pattern('feeds', 'appeared first: beginning')}(?:\s.{{1,400}}?)?\s{_PUBLISHED_AT}",
    re.IGNORECASE | re.DOTALL,
)
_TITLE_APPEARED_FIRST = re.compile(rf"\W*{_PUBLISHED_AT}", re.IGNORECASE | re.DOTALL)
"""The same behind the item's title: "Ferry strike ends was originally published in Port Herald."."""
_FOOTER = re.compile(
    rf"\W*(?:{section_pattern('feeds', 'footers')}|(?:\d+ )?comments\W*$|\[(?:link|comments)\])", re.IGNORECASE
)
_FOOTER_SENTENCE = re.compile(rf"\W*{section_pattern('feeds', 'footer sentences')}", re.IGNORECASE)
_CUT_MARK = re.compile(
    rf"\s*(?:[\[(]\s*(?:…|\.{{2,4}})\s*[\])]|…|\.{{3,4}})(?:[\"”’»\s]*|{_PHRASE}[\W_]*)$", re.IGNORECASE
)
"""The mark at the end of a text that was cut, with the offer of the rest that may follow it."""
_PICTURES = re.compile(rf"\W*{section_pattern('feeds', 'pictures')}", re.IGNORECASE)
_EMBEDDED = {
    "audio": re.compile(r"<audio\b", re.IGNORECASE),
    "video": re.compile(r"<(?:video|iframe|embed|object)\b", re.IGNORECASE),
    "image": re.compile(r"<(?:img|picture|figure)\b", re.IGNORECASE),
}
_MEDIA_FILE = re.compile(r"\.(?:mp3|m4a|ogg|mp4|m4v|webm|mov|jpe?g|png|gif|webp)$", re.IGNORECASE)
_FIRST_SENTENCE = re.compile(rf".{{1,{MAX_FIRST_SENTENCE}}}?[.!?…。！？](?=\s|$)")
_SENTENCE_END = re.compile(r"[.!?…؟।][\"”’»)\]]*(?:\s|$)|[。！？][”」』）]*")
_REASONS = {
    "audio": "it only announces a recording to listen to",
    "video": "it only shows a video",
    "image": "it only shows pictures",
    "empty": "it has neither a text nor a link",
    "title": "it has a title and no text",
}


@dataclass(frozen=True, slots=True)
class _ItemText:
    """What is left of an item's HTML: its lines, the names in its byline, and whether a link leads to the rest."""

    lines: tuple[str, ...]
    byline: str | None
    leads_on: bool

    @property
    def length(self) -> float:
        return total_length(list(self.lines))


class _Sign(NamedTuple):
    """A sign by which a text is only the beginning of its article, with an example."""

    name: str
    applies: Callable[[_ItemText], bool]
    example: str


TEASER_SIGNS = (
    _Sign("short", lambda text: text.length < TEASER_LENGTH, "The ferry strike ended on Monday."),
    _Sign("link to the rest", lambda text: text.leads_on, "… <a href=…>Continue reading</a>"),
    _Sign("mark of a cut", lambda text: bool(_CUT_MARK.search(text.lines[-1])), "The ferries will sail again when […]"),
    _Sign(
        "single paragraph without an end",
        lambda text: len(text.lines) == 1 and not ends_sentence(text.lines[0]),
        "The ferries will sail again when the",
    ),
)
"""If one of them applies, and the item has a page, its page has the text."""


class Accepted(Enum):
    """Which texts of items that have a page are articles themselves."""

    WHOLE = "those without any sign of a teaser"
    FINISHED = "also short ones that are finished: whether they are briefs or teasers only their pages could tell"
    ANY = "teasers too"


def item_draft(item: FeedItem, feed_title: str, *, accept: Accepted = Accepted.WHOLE) -> Draft | None:
    """The article that an item is; None if its text is only a teaser, so that its page is needed.

    Raises InputError if the item is no article, whatever its page.
    """
    outlet = item.source or outlet_name(feed_title)
    text = _read_text(item, [item.title, outlet, feed_title])
    _reject_other_media(item, text)
    title = _title(item, text, [outlet, feed_title])
    if item.link and accept is not Accepted.ANY and (not title or not text.lines or _is_teaser(text, accept)):
        return None
    if not text.lines:
        raise _no_article("title")
    return make_draft(
        title=title or _first_sentence(text.lines[0]),
        text="\n\n".join((*text.lines[:-1], _CUT_MARK.sub("…", text.lines[-1]))),
        url=item.link,
        source=outlet,
        author=_persons(item.author, [outlet, feed_title]) or text.byline,
        published_at=item.published_at,
    )


def _is_teaser(text: _ItemText, accept: Accepted) -> bool:
    signs = {sign.name for sign in TEASER_SIGNS if sign.applies(text)}
    if accept is Accepted.FINISHED and _is_finished(text):
        signs.discard("short")
    return bool(signs)


def _is_finished(text: _ItemText) -> bool:
    """True if a text has several sentences, and its last line ends one."""
    sentences = [part for line in text.lines for part in _SENTENCE_END.split(line)]
    long = sum(latin_length(sentence) >= MIN_SENTENCE for sentence in sentences)
    return ends_sentence(text.lines[-1]) and long >= MIN_FINISHED


def _read_text(item: FeedItem, names: list[str]) -> _ItemText:
    tree, _ = parse_page(item.html)
    remove_hidden(tree)
    leads_on = _remove_links_to_rest(tree, item.link)
    _, blocks = extract_blocks(tree)
    leads_on = leads_on or any(not block.linked and _ONLY_CONTINUE.fullmatch(block.text) for block in blocks)
    if (size := sum(len(block.text) for block in blocks)) > MAX_CHARACTERS:
        msg = f"The item’s text has {size:,} characters; the limit is {MAX_CHARACTERS:,}."
        msg = f"{msg}{advice(' Add the part that you need.')}"
        raise InputError(msg)
    blocks = [block for block in blocks if not _is_footer(block, item.title)]
    own = strip_boilerplate(blocks, names, (item.author or "").split(", "))
    lines = [block.text for block in own if letters_only(block.text) not in _repetitions(names)]
    first = [block.text for block in blocks[:MAX_BYLINE_LINE]]
    bylines = {line: named for line in first if len(blocks) > 1 and (named := parse_byline_line(line))}
    return _ItemText(tuple(line for line in lines if line not in bylines), next(iter(bylines.values()), None), leads_on)


def _repetitions(names: list[str]) -> set[str]:
    """The letters of lines that say nothing new: only the item's title, or its outlet, or one after the other."""
    title, *outlets = map(letters_only, names)
    return {"", title, *outlets, *(f"{title}{outlet}" for outlet in outlets)}


def _remove_links_to_rest(tree: HtmlElement, link: str | None) -> bool:
    """Removes the links that offer the rest of the text; True if one of them leads to the item's own page."""
    found = [element for element in tree.iter("a") if _CONTINUE.match(text_start(element))]
    own = [element for element in found if _leads_to(element, link)]
    for element in own:
        element.drop_tree()
    return bool(own)


def _leads_to(element: HtmlElement, link: str | None) -> bool:
    key = url_key(link)
    try:
        return key is not None and url_key(urljoin(link or "", element.get("href", ""))) == key
    except ValueError:
        return False


def _is_footer(block: Block, title: str) -> bool:
    """True if a line is one that feeds add below their items; a sentence is only if nothing else begins like it."""
    text = block.text
    if len(text) > MAX_FOOTER:
        return False
    if _APPEARED_FIRST.fullmatch(text) or _FOOTER_SENTENCE.match(text):
        return True
    if title and text.startswith(title) and _TITLE_APPEARED_FIRST.fullmatch(text.removeprefix(title)):
        return True
    return not ends_sentence(text) and bool(_FOOTER.match(text) or (block.linked and _CONTINUE.match(text)))


def _reject_other_media(item: FeedItem, text: _ItemText) -> None:
    """Raises InputError if an item is a recording, a video or a picture, or nothing at all."""
    if text.length >= TEASER_LENGTH:
        return
    if item.media in ("audio", "video"):
        raise _no_article(item.media)
    embedded = item.media or next((kind for kind, tag in _EMBEDDED.items() if tag.search(item.html)), None)
    if embedded == "image" and (_PICTURES.match(item.title) or not (text.lines or item.link)):
        raise _no_article("image")
    if not text.lines and (embedded in ("audio", "video") or _MEDIA_FILE.search(urlsplit(item.link or "").path)):
        raise _no_article(embedded or "image")
    if not text.lines and not item.link:
        raise _no_article("empty")


def _no_article(kind: str) -> InputError:
    anyway = advice(" If you want it all the same, add its text yourself.")
    return InputError(f"The item is no article: {_REASONS[kind]}.{anyway}")


def _title(item: FeedItem, text: _ItemText, names: list[str]) -> str:
    """The item's title without the names of its outlet and its site; "" if it has none."""
    if not any(character.isalnum() for character in item.title):
        return ""
    host = host_name(item.link or "")
    return cut_site_name(item.title, site_keys([*names, host, host.rpartition(".")[0]])) or item.title


def _persons(author: str | None, names: list[str]) -> str | None:
    """The authors without the outlet itself, which many feeds name for each of their items."""
    sites = site_keys(names)
    return ", ".join(name for name in (author or "").split(", ") if site_key(name) not in sites) or None


def _first_sentence(line: str) -> str:
    """The first sentence of a text without a title, or its first words."""
    sentence = _FIRST_SENTENCE.match(line)
    return sentence[0] if sentence else line[: MAX_FIRST_SENTENCE + 1].rpartition(" ")[0] or line[:MAX_FIRST_SENTENCE]
