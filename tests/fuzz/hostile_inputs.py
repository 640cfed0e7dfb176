"""Hostile inputs drawn from a seeded generator: commands with any arguments, files of any bytes."""

from __future__ import annotations

import random

from fuzz.repetition import repeated_text

MAX_MESSAGE = 2_000
COMMANDS = (
    *(
        "brief",
        "summary",
        "who",
        "actors",
        "themes",
        "theme",
        "trends",
        "articles",
        "read",
        "search",
        "help",
        "about",
        "tldr",
    ),
    *(
        "add",
        "edit",
        "remove",
        "restore",
        "alias",
        "unalias",
        "why",
        "forget me",
        "forget",
        "whois",
        "list",
        "commands",
    ),
    *("announce", "announce on", "announce off", "announce list", "announce test", "announce role", "announce publish"),
    *(
        "announce filter",
        "announce limit",
        "announce quiet",
        "announce digest",
        "announce again",
        "announce preview",
        "announce approval",
    ),
    *("settings", "settings prefix", "settings length", "settings timezone", "settings editor-role", "settings banana"),
    "setup",
)
WORDS = [
    *("Takaichi", "trump", "1", "#1", "latest", "short", "long", "week", "3d", "all", "=", "on", "off", "me", "trade"),
    *("@everyone", "@here", "<@1>", "<@&1>", "<#1>", "<t:0:R>", "</summary:1>", "<:x:1>", "||", "```", "**", "__"),
    *("https://127.0.0.1/", "<http://[::1]/>", "file:///etc/passwd", "[x](https://evil.example)", "-1", "0", "9" * 11),
    *("\u202eabc", "\u200b", "\x00", "e\u0301" * 40, "👩🏽‍🚀", "مرحبا", "東京", "\\", '"', "'", "“", "”", "(", ")"),
    *("%s", "{0}", "' OR 1=1 --", '"; DROP TABLE article; --', "NEAR(", "title:", "^x*", "a" * 300),
    *(" ", "\n", "\n\n", "\t", "NaN"),
]
PREFIXES = ("!", "! ", "!!", "<@{bot}> ", "<@!{bot}>", "")


def command(rng: random.Random, bot_id: int) -> str:
    """One message of at most 2,000 characters: mostly a command with anything behind it, sometimes anything."""
    prefix = rng.choice(PREFIXES).format(bot=bot_id) if rng.random() < 0.3 else "!"
    name = rng.choice(COMMANDS) if rng.random() < 0.95 else _noise(rng, 12)
    rest = " ".join(_piece(rng) for _ in range(rng.choice((0, 1, 1, 2, 3, 6, 20))))
    if rng.random() < 0.2:
        rest = repeated_text(rng, MAX_MESSAGE, least=10).text.encode(errors="ignore").decode()
    return f"{prefix}{name} {rest}"[:MAX_MESSAGE] or "!"


def file(rng: random.Random) -> bytes:
    """The bytes of an attachment: text with odd characters, cut or changed anywhere, or no text at all."""
    kind = rng.random()
    if kind < 0.02:
        return repeated_text(rng, 60_000).text.encode("utf-8", "surrogatepass")
    if kind < 0.2:
        return rng.randbytes(rng.randrange(2_000))
    paragraphs = [" ".join(_piece(rng) for _ in range(rng.randrange(60))) for _ in range(rng.randrange(6))]
    data = f"{_piece(rng)}\n\n".encode() * rng.randrange(3) + "\n\n".join(paragraphs).encode("utf-8", "surrogatepass")
    if kind < 0.4 and data:
        cut = rng.randrange(len(data))
        return data[:cut] + rng.randbytes(3) + data[cut + 1 :]
    return data


def _piece(rng: random.Random) -> str:
    return rng.choice(WORDS) if rng.random() < 0.8 else _noise(rng, rng.choice((1, 5, 40, 400)))


def _noise(rng: random.Random, length: int) -> str:
    """Characters of any kind but halves of surrogate pairs, which no client can send."""
    points = (
        rng.choice((rng.randrange(32, 127), rng.randrange(1, 0xD800), rng.randrange(0xE000, 0x110000)))
        for _ in range(length)
    )
    return "".join(map(chr, points))
