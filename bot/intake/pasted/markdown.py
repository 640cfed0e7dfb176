"""Removes Markdown, in the dialects of files and chats, and reads its links and front matter."""

from __future__ import annotations

import re

from bot.intake.urls import find_links

__all__ = [
    "parse_link_title",
    "split_front_matter",
    "split_title_link",
    "strip_code_fence",
    "strip_images",
    "strip_links",
    "strip_markdown",
]

MAX_FRONT_MATTER = 60
"""Lines of the front matter of a Markdown file."""
_ADDRESS = r"<?https?://(?:[^\s()<>]|\([^\s()<>]{0,80}\)){1,600}+>?(?:\s\"[^\"\n]{0,300}\")?"
_IMAGE = re.compile(rf"!\[[^\[\]\n]{{0,300}}\]\({_ADDRESS}\)")
_LINK = re.compile(
    rf"(?<!!)\[([^\[\]\n]{{1,300}})\]\(({_ADDRESS})\)|<(https?://[^\s<>|]{{1,600}})\|([^<>|\n]{{1,300}})>"
)
_REFERENCE = re.compile(r"(?<!\\)\[([^\[\]\n^]{1,300})\]\[([^\[\]\n^]{0,60})\]")
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n^]{1,60})\]:[ \t]+<?https?://\S+[^\n]{0,300}\n?", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s^]{1,30}\](?::[ \t]?)?")
_FRONT_LINE = re.compile(r"[\w.-]{1,40}\s?[:=](?:\s.*)?|\s+\S.*|\s*-\s.*|[#\[].*|\]?\s*")
_FRONT_KEY = re.compile(r"([\w.-]{1,40})\s?[:=](?:\s+(.*))?")
_FRONT_ITEM = re.compile(r"\s*-\s+(?:name:\s+)?(.+)|\s+name:\s+(.+)")
"""A value of its own in the lines below a key: "- Ida Moor", "name: Ida Moor"."""
_FRONT_LIST = re.compile(r"\[(?!\[)(.*)\]")
_FOLDED = frozenset((">", ">-", ">+", "|", "|-", "|+"))
"""The marks of a value in the indented lines below."""
_AROUND_VALUE = " \t\"'[]"
_LINE_PREFIX = re.compile(r"^(?:(?:>(?: |$))+|#{1,6}[ \t]+(?=\S)|-#[ \t]+(?=\S))+", re.MULTILINE)
_CLOSED_HEADING = re.compile(r"^(#{1,6}[ \t]+\S[^\n]*?)[ \t]+#{1,6}$", re.MULTILINE)
_RULE = re.compile(r"(?<=\n\n)(?:-{3,80}|\*{3,80}|_{3,80}|(?:\* ){2,80}\*)\n\n")
"""A horizontal rule."""
_TABLE_RULE = re.compile(r"^\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?[ \t]*)?\n?", re.MULTILINE)
"""The line below a table's header."""
_ROW = re.compile(r"^\|(.{1,500})\|$", re.MULTILINE)
_CELLS = re.compile(r"[ \t]*\|[ \t]*")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[\w+#.-]{0,20}$\n?", re.MULTILINE)
_EMPHASIS = tuple(
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


def split_front_matter(text: str) -> tuple[list[tuple[str, str]], str]:
    """The keys and values of the front matter between ``---`` or ``+++`` lines, and the text below it."""
    lines = text.split("\n", MAX_FRONT_MATTER)
    fence = lines[0]
    if fence not in ("---", "+++") or len(lines) < 3:
        return [], text
    end = next((n for n, line in enumerate(lines[1:MAX_FRONT_MATTER], start=1) if line in (fence, "...")), 0)
    inside = lines[1:end]
    if not any(map(_FRONT_KEY.fullmatch, inside)) or not all(map(_FRONT_LINE.fullmatch, inside)):
        return [], text
    return _front_values(inside), "\n".join(lines[end + 1 :]).lstrip("\n")


def _front_values(lines: list[str]) -> list[tuple[str, str]]:
    """The keys and values of front matter in YAML or TOML; the items of a list are parted by ", "."""
    pairs: list[tuple[str, list[str]]] = []
    is_folded = False
    for line in lines:
        if match := _FRONT_KEY.fullmatch(line):
            is_folded = match[2] in _FOLDED
            listed = _FRONT_LIST.fullmatch(match[2] or "")
            pairs.append((match[1], listed[1].split(",") if listed else [] if is_folded else [match[2] or ""]))
        elif pairs and is_folded:
            pairs[-1][1][:] = [" ".join((*pairs[-1][1], line.strip()))]
        elif pairs and not pairs[-1][1][0] and (item := _FRONT_ITEM.fullmatch(line)):
            pairs[-1][1].append(item[1] or item[2])
    values = ((key, [plain for value in found if (plain := value.strip(_AROUND_VALUE))]) for key, found in pairs)
    return [(key, ", ".join(found)) for key, found in values if found]


def strip_code_fence(text: str) -> str:
    """A text without a code fence around the whole of it."""
    inside = text.strip()
    whole = len(inside) > 6 and inside.startswith("```") and inside.endswith("```") and "```" not in inside[3:-3]
    return _FENCE.sub("", inside, count=1).removeprefix("```").removesuffix("```").strip() if whole else text


def strip_images(text: str) -> str:
    """A text without Markdown images."""
    return _IMAGE.sub("", text)


def parse_link_title(title: str) -> tuple[str, str | None]:
    """The words and the address of a title that is one link as a whole; the title and None for any other."""
    match = _LINK.fullmatch(title)
    if match is None:
        return title, None
    return match[1] or match[4], (match[2] or match[3]).split()[0].strip("<>")


def split_title_link(title: str) -> tuple[str, str | None]:
    """The words of a title and its address: that of the link around them, or one before or after them."""
    words, address = parse_link_title(title)
    links = find_links(words) if address is None else []
    if len(links) != 1:
        return words, address
    start, end, url = links[0]
    before, behind = words[:start].strip(" <(:–—-"), words[end:].strip(" >):–—-")
    rest = before or behind
    return (rest, url) if any(c.isalnum() for c in rest) and not (before and behind) else (words, None)


def strip_links(text: str) -> str:
    """A text in which the words of Markdown and Slack links replace the links; images are removed."""
    return _LINK.sub(lambda link: link[1] or link[4] or "", strip_images(text))


def strip_markdown(text: str) -> str:
    """A text without the markup of headings, quotations, emphasis, code fences, tables, footnotes and escapes.

    Signs that may mean anything else stay: ``2 * 3 * 4``, ``f**k``, ``__init__``, a lone star.
    """
    text = _LINE_PREFIX.sub("", _CLOSED_HEADING.sub(r"\1", _FENCE.sub("", text)))
    text = _RULE.sub("", text)
    if _TABLE_RULE.search(text):
        text = _ROW.sub(lambda row: _CELLS.sub("\t", row[1].strip()), _TABLE_RULE.sub("", text))
    defined = {match[1].casefold() for match in _DEFINITION.finditer(text)}
    if defined:
        text = _DEFINITION.sub("", text)
        text = _REFERENCE.sub(lambda m: m[1] if (m[2] or m[1]).casefold() in defined else m[0], text)
    if text.count("[^") > 1:  # a footnote has a reference and a text
        text = _FOOTNOTE.sub("", text)
    for stressed in (*_EMPHASIS, _EMPHASIS[0]):  # stars may be nested in the others
        text = stressed.sub(r"\2", text)
    return _ESCAPED.sub(r"\1", text)
