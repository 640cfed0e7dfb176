"""Makes texts and pages of any size in which a pattern of a small grammar is repeated.

Repetition is what makes regular expressions, parsers and comparisons of all pairs take quadratic time.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

__all__ = ["RepeatedInput", "repeated_page", "repeated_text"]

ENGLISH = "The mayor of the old town, John Smith, said on Tuesday that the bridge would open again in spring. "
TEXT_PIECES = (
    *("", " ", "  ", "\t", "\n", "\r\n", "\n\n", "\u00a0", "\u2028", "\u200b", "\u200f", "\u202e", "\ufeff", "\u00ad"),
    *(
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "<",
        ">",
        "*",
        "**",
        "_",
        "#",
        "# ",
        "`",
        "```",
        "~~",
        "||",
        "|",
        "\\",
        "/",
        "=",
        "+",
    ),
    *("-", "–", "—", "--", ".", "...", "…", ",", ";", ":", "!", "?", "؟", "。", "।", "&", "%", "$5m", "@", "@a", "^"),
    *('"', "'", "“", "”", "‘", "’", "«", "»", "„", "‚", "'s", "n't"),
    *("a", "I", "A", "e\u0301", "\u0301", "ß", "ё", "東京", "서울", "ไทย", "مرحبا", "😀", "👩🏽‍🚀", "🇩🇪", "\ud83d"),
    *("the ", "he ", "She ", "said ", "and ", "of ", "Bank ", "President ", "minister ", "his wife ", "who was the "),
    *("John ", "Smith", "Mr. ", "U.S. ", "Jr.", "a.m.", "Monday", "March 3, ", "(AP)", "U.S.-", "al-", "von der "),
    *("1", "2,700", "1-0", "3.5", "2026-11-22", "10:30", "{word}", "{Name}", "{NAME}", "{number}"),
    *("&amp;", "&#8217;", "&lt;b&gt;", "&#x", "&nbsp", "<b>", "</b>", "<br>", "<p", "<!--", "-->", "<@1>", "<#1>"),
    *("https://a.example/", "www.", "[a](b)", "![", "](", "mailto:", "Source: ", "Title: ", "Date: ", "By ", "URL: "),
    *("Photo: ", "Read more: ", "(read: ", "- ", "1. ", "Q: ", "pic.twitter.com/", "#a ", "said.The"),
)
"""Names in braces become another word at each repetition."""
PAGE_PIECES = (
    *("<div>", "</div>", "<p>", "</p>", "<br>", "<br/>", "<span>", "<span class='a b'>", "<b>", "<i>", "<font>", "<u>"),
    *("<a href='https://a.example/{word}'>", "</a>", "<a>", "<ul>", "<li>", "<table>", "<tr>", "<td>", "</td>", "<h1>"),
    *("<h2>", "<article>", "<main>", "<section>", "<nav>", "<aside>", "<header>", "<footer>", "<blockquote>", "<pre>"),
    *("<script>", "</script>", "<style>", "</style>", "<template>", "<noscript>", "<svg>", "<iframe>", "<form>"),
    *(
        "<input>",
        "<select>",
        "<option>",
        "<button>",
        "<img src=a>",
        "<video>",
        "<figure>",
        "<time datetime='2026-01-01'>",
    ),
    *("<meta name='a' content='b'>", "<meta property='og:title' content='{word}'>", "<title>", "</title>", "<link>"),
    *("<body>", "</body>", "<html>", "<head>", "<base href='/'>", "<o:p>", "<x-y>", "<{word}>", "<{word} {word}='a'>"),
    *("<p class='{word}'>", "<div style='display:none'>", "<div hidden>", "<p aria-hidden='true'>", "<p id='{word}'>"),
    *("<", ">", "</", "<p", "<!", "<!--", "-->", "--", "<![CDATA[", "]]>", "<?", "?>", "<!DOCTYPE html>", "<a b='"),
    *(
        " a=b",
        " {word}='{word}'",
        ' {word}="',
        " class=a",
        "='",
        '="',
        '"',
        "'",
        "/",
        "&",
        "&amp;",
        "&#65;",
        "&#x",
        "&{word};",
    ),
    *('{{"@type":"NewsArticle",', '"{word}":', "[", "]", "{{", "}}", '"a",', "\\u0041", "\\", "1,", "null,"),
    *("\x00", "\ufffd", "\x1b", "/*", "*/", "//", ";", "}}.a{{", "@media ", "document.write('"),
)
PLACES = {
    "body": "<html><head><title>Bridge opens</title></head><body><article>{p}{x}{p}</article></body></html>",
    "paragraph": "<html><head><title>Bridge opens</title></head><body><p>{t}</p><p>{x}</p><p>{t}</p></body></html>",
    "head": "<html><head><title>Bridge opens</title>{x}</head><body>{p}</body></html>",
    "title": "<html><head><title>{x}</title><meta property='og:title' content='{x}'></head><body>{p}</body></html>",
    "tag": "<html><head><title>Bridge opens</title></head><body><div {x}>{p}</div></body></html>",
    "attribute": "<html><head><title>Bridge opens</title></head><body><div title='{x}'>{p}</div></body></html>",
    "script": "<html><head><title>B</title><script type='application/ld+json'>{x}</script></head>{p}</html>",
    "comment": "<html><head><title>Bridge opens</title></head><body><!-- {x} -->{p}</body></html>",
    "all": "{x}",
}
"""Where on a page the pattern is repeated; ``p`` is an ordinary article's paragraphs, ``t`` their text."""
_VARIED = ("{word}", "{Name}", "{NAME}", "{number}")


@dataclass(frozen=True, slots=True)
class RepeatedInput:
    """An input and the pattern that it was made of, by which a failure is reported."""

    pattern: str
    text: str

    def __str__(self) -> str:
        return f"{self.pattern}, {len(self.text):,} characters"


def repeated_text(rng: random.Random, most: int, least: int = 1_000) -> RepeatedInput:
    """A text of up to ``most`` characters, small sizes as often as large ones."""
    size = _size(rng, least, most)
    pattern, body = _repeated(rng, TEXT_PIECES, size)
    before, after = (rng.choice(("", "A title\n\n", ENGLISH * rng.choice((1, 20)))) for _ in range(2))
    return RepeatedInput(
        f"{pattern} behind {before[:9]!r}, before {after[:9]!r}", (before + body)[: most - len(after)] + after
    )


def repeated_page(rng: random.Random, most: int, least: int = 1_000) -> RepeatedInput:
    """A page of up to about ``most`` characters."""
    pieces = PAGE_PIECES if rng.random() < 0.7 else (*PAGE_PIECES, *TEXT_PIECES)
    pattern, body = _repeated(rng, pieces, _size(rng, least, most - 2_000))
    place = rng.choice(tuple(PLACES))
    body = body[: len(body) // PLACES[place].count("{x}")]
    page = PLACES[place].replace("{p}", f"<p>{ENGLISH * 2}</p>" * 3).replace("{t}", ENGLISH * 4).replace("{x}", body)
    return RepeatedInput(f"{pattern} in {place}", page)


def _size(rng: random.Random, least: int, most: int) -> int:
    return int(math.exp(rng.uniform(math.log(least), math.log(most))))


def _repeated(rng: random.Random, pieces: tuple[str, ...], size: int) -> tuple[str, str]:
    """A description of the pattern, and ``size`` characters of it, side by side or nested."""
    unit = rng.choice(("", "", " ", "\n")).join(rng.choice(pieces) for _ in range(rng.choice((1, 1, 2, 2, 3, 5, 8))))
    unit += rng.choice(("", "", " ", "\n"))
    if not unit:
        unit = " "
    if rng.random() < 0.15:
        closing = rng.choice(pieces) or ")"
        times = size // (len(unit) + len(closing)) + 1
        return f"{unit!r} in itself, closed by {closing!r}", _times(rng, unit, times) + _times(rng, closing, times)
    return f"{unit!r} repeated", _times(rng, unit, size // len(unit) + 1)[:size]


def _times(rng: random.Random, unit: str, times: int) -> str:
    plain = unit.replace("{{", "{").replace("}}", "}")
    if not any(name in unit for name in _VARIED):
        return plain * times
    parts = []
    for _ in range(times):
        part = plain
        for name in _VARIED:
            while name in part:
                part = part.replace(name, _word(rng, name), 1)
        parts.append(part)
    return "".join(parts)


def _word(rng: random.Random, name: str) -> str:
    if name == "{number}":
        return str(rng.randrange(1_000_000))
    word = "".join(rng.choices("abcdefghiklmnoprstuvwyz", k=rng.randrange(3, 10)))
    return {"{word}": word, "{Name}": word.capitalize(), "{NAME}": word.upper()}[name]
