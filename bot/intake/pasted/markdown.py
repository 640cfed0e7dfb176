"""Markdown, and what chats make of it: the words without the marks that a reader never sees."""

from __future__ import annotations

import re

from bot.intake.urls import find_links

__all__ = [
    "ADDRESS",
    "linked_title",
    "parted_title",
    "take_front_matter",
    "without_fences",
    "without_links",
    "without_marks",
    "without_pictures",
]

MAX_FRONT_MATTER = 60
"""Lines within which the settings above a Markdown file end."""
ADDRESS = r"<?https?://(?:[^\s()<>]|\([^\s()<>]{0,80}\)){1,600}+>?(?:\s\"[^\"\n]{0,300}\")?"
_PICTURE = re.compile(rf"!\[[^\[\]\n]{{0,300}}\]\({ADDRESS}\)")
_LINKED = re.compile(
    rf"(?<!!)\[([^\[\]\n]{{1,300}})\]\(({ADDRESS})\)|<(https?://[^\s<>|]{{1,600}})\|([^<>|\n]{{1,300}})>"
)
_REFERRED = re.compile(r"(?<!\\)\[([^\[\]\n^]{1,300})\]\[([^\[\]\n^]{0,60})\]")
_DEFINED = re.compile(r"^ {0,3}\[([^\[\]\n^]{1,60})\]:[ \t]+<?https?://\S+[^\n]{0,300}\n?", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s^]{1,30}\](?::[ \t]?)?")
_FRONT_LINE = re.compile(r"[\w.-]{1,40}\s?[:=](?:\s.*)?|\s+\S.*|\s*-\s.*|[#\[].*|\]?\s*")
_FRONT_KEY = re.compile(r"([\w.-]{1,40})\s?[:=]\s+(.+)")
_LINE_MARKS = re.compile(r"^(?:(?:>(?: |$))+|#{1,6}[ \t]+(?=\S)|-#[ \t]+(?=\S))+", re.MULTILINE)
_CLOSED_HEADING = re.compile(r"^(#{1,6}[ \t]+\S[^\n]*?)[ \t]+#{1,6}$", re.MULTILINE)
_RULE = re.compile(r"(?<=\n\n)(?:-{3,80}|\*{3,80}|_{3,80}|(?:\* ){2,80}\*)\n\n")
"""A line that parts a text's sections."""
_RULED = re.compile(r"^\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?[ \t]*)?\n?", re.MULTILINE)
"""The line below the head of a table."""
_ROW = re.compile(r"^\|(.{1,500})\|$", re.MULTILINE)
_CELLS = re.compile(r"[ \t]*\|[ \t]*")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[\w+#.-]{0,20}$\n?", re.MULTILINE)
_STRESSED = tuple(
    re.compile(
        rf"(?<![\w\\{mark}])({run})(?=[\w\"“‘«'(\[#@$€£*]){more}([^{mark}\n]{{1,500}}?)"
        rf"(?<=[\w.!?…,;:\"”’»'%)\]。！？*])\1(?![\w{mark}])"
    )
    for mark, run, more in (
        ("*", r"\*{1,3}", ""),
        ("_", r"_{1,3}", r"(?=[^_\n]*[^_a-z0-9\n])"),  # `__init__` and `_id_` are names
        ("~", "~~", ""),
        ("|", r"\|\|", ""),
    )
)
_ESCAPED = re.compile(r"\\([*_#>~`|\[\]])")


def take_front_matter(text: str) -> tuple[list[tuple[str, str]], str]:
    """The keys and values between the ``---`` (or ``+++``) lines that open a Markdown file, and the text below them."""
    lines = text.split("\n", MAX_FRONT_MATTER)
    mark = lines[0]
    if mark not in ("---", "+++") or len(lines) < 3:
        return [], text
    end = next((n for n, line in enumerate(lines[1:MAX_FRONT_MATTER], start=1) if line in (mark, "...")), 0)
    inside = lines[1:end]
    if not any(map(_FRONT_KEY.fullmatch, inside)) or not all(map(_FRONT_LINE.fullmatch, inside)):
        return [], text
    pairs = [(match[1], match[2]) for line in inside if (match := _FRONT_KEY.fullmatch(line))]
    return pairs, "\n".join(lines[end + 1 :]).lstrip("\n")


def without_fences(text: str) -> str:
    """A text without the code block around the whole of it."""
    inside = text.strip()
    whole = len(inside) > 6 and inside.startswith("```") and inside.endswith("```") and "```" not in inside[3:-3]
    return _FENCE.sub("", inside, count=1).removeprefix("```").removesuffix("```").strip() if whole else text


def without_pictures(text: str) -> str:
    """A text without its pictures."""
    return _PICTURE.sub("", text)


def linked_title(title: str) -> tuple[str, str | None]:
    """A title that is one link as a whole: its words and the address; any other with None."""
    match = _LINKED.fullmatch(title)
    if match is None:
        return title, None
    return match[1] or match[4], (match[2] or match[3]).split()[0].strip("<>")


def parted_title(title: str) -> tuple[str, str | None]:
    """The words of a title and the address that stands before or behind them, or that they are a link to."""
    words, address = linked_title(title)
    links = find_links(words) if address is None else []
    if len(links) != 1:
        return words, address
    start, end, url = links[0]
    before, behind = words[:start].strip(" <(:–—-"), words[end:].strip(" >):–—-")
    rest = before or behind
    return (rest, url) if any(c.isalnum() for c in rest) and not (before and behind) else (words, None)


def without_links(text: str) -> str:
    """A text with the words of Markdown and Slack links in place of the links, and without pictures."""
    return _LINKED.sub(lambda link: link[1] or link[4] or "", without_pictures(text))


def without_marks(text: str) -> str:
    """A text without the marks of headings, quotations, stress, code blocks, footnotes and escapes.

    What may be anything else stays: ``2 * 3 * 4``, ``f**k``, ``__init__``, a lone star.
    """
    text = _LINE_MARKS.sub("", _CLOSED_HEADING.sub(r"\1", _FENCE.sub("", text)))
    text = _RULE.sub("", text)
    if _RULED.search(text):
        text = _ROW.sub(lambda row: _CELLS.sub("\t", row[1].strip()), _RULED.sub("", text))
    defined = {match[1].casefold() for match in _DEFINED.finditer(text)}
    if defined:
        text = _DEFINED.sub("", text)
        text = _REFERRED.sub(lambda m: m[1] if (m[2] or m[1]).casefold() in defined else m[0], text)
    if text.count("[^") > 1:  # a footnote is referred to
        text = _FOOTNOTE.sub("", text)
    for stressed in (*_STRESSED, _STRESSED[0]):  # a star may stand within the others
        text = stressed.sub(r"\2", text)
    return _ESCAPED.sub(r"\1", text)
