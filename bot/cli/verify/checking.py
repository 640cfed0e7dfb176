"""Checks a whole reply: each of its texts, and where its links lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.cli.verify.proof import Context, left_over
from bot.cli.verify.shown import as_written, read_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cli.verify.asking import Asked
    from bot.cli.verify.library import Sources
    from bot.cli.verify.shown import Shown
    from bot.cli.verify.wording import Wording
    from bot.ui.reply import Reply

__all__ = ["Finding", "check_reply"]

_NUMBER = re.compile(r"#(\d+)(?!\w)")


@dataclass(frozen=True, slots=True)
class Finding:
    """A part of a reply that no article and no fixed word explains, from the first such character on."""

    question: str
    place: str
    text: str


def check_reply(asked: Asked, sources: Sources, wording: Wording) -> tuple[int, list[Finding]]:
    """The number of characters that were checked, and what of them is not explained."""
    if asked.reply is None:
        return 0, []
    texts = dict(_texts(asked.reply))
    if asked.content:
        texts["content"] = read_markdown(asked.content)
    numbers = {int(number) for shown in texts.values() for number in _NUMBER.findall(shown.text)}
    named = {sources.by_number[number] for number in numbers if number in sources.by_number}
    if asked.subject is not None:
        named.add(asked.subject)
    context = Context(
        sources, wording, asked.subject, asked.typed, frozenset(named), asked.dated & sources.all, asked.stored
    )
    findings = [
        Finding(asked.question, place, rest) for place, shown in texts.items() if (rest := left_over(shown, context))
    ]
    findings += [Finding(asked.question, place, str(url)) for place, url in _foreign_links(asked, sources, named)]
    return sum(len(shown.text) for shown in texts.values()), findings


def _texts(reply: Reply) -> Iterator[tuple[str, Shown]]:
    """Each text that a reply shows, with its place."""
    embed = reply.embed
    yield "title", read_markdown(embed.title or "")
    yield "description", read_markdown(embed.description or "")
    yield "text of the picture", as_written(reply.picture.description if reply.picture else "")
    yield "author", as_written(embed.author.name or "")
    yield "footer", as_written(embed.footer.text or "")
    for at, field in enumerate(embed.fields):
        yield f"name of field {at}", read_markdown(field.name or "")
        yield f"field {at}", read_markdown(field.value or "")
    for at, button in enumerate(reply.buttons):
        yield f"button {at}", as_written(button.label)
    if reply.menu:
        yield "menu", as_written(reply.menu.placeholder)
        for at, option in enumerate(reply.menu.options):
            yield f"option {at}", as_written(option.label)


def _foreign_links(asked: Asked, sources: Sources, named: set[int]) -> Iterator[tuple[str, str]]:
    """The addresses behind the title, the picture and the buttons that are of no article of the reply."""
    reply = asked.reply
    if reply is None:
        return
    own = {asked.subject} if asked.subject is not None else named
    known = {link for i in own if i in sources.by_id for link in sources.by_id[i].links}
    places = [("link of the title", reply.embed.url), ("picture", reply.embed.thumbnail.url)]
    places += [(f"link of “{button.label}”", button.url) for button in reply.buttons]
    for place, url in places:
        if url and url not in known:
            yield place, url
    when = reply.embed.timestamp
    if when is not None and not any(str(int(when.timestamp())) in sources.by_id[i].dates for i in own):
        yield "date", when.isoformat()
