"""Questions to an editor: what is meant by a link, which of two texts stays, whether a removed article comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import discord

from bot.ui.button_ids import Ask, Question
from bot.ui.limits import DESCRIPTION, cut, join_within
from bot.ui.markup import code, plain, quoted
from bot.ui.notices import notice
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.articles import Article, ArticleHeader, Draft

__all__ = ["conflict_pages", "files_report", "link_question", "restore_offer", "tell_of_namesake", "tell_of_update"]

LINKS = 4
"""Links that have a button each, beside the one for the text."""
LABEL = 60


def link_question(links: Sequence[str], token: str) -> Reply:
    """Whether the pages behind the links are meant, or the text as it stands."""
    if len(links) == 1:
        shown = [plain(cut(links[0], 200))]
        asked = "Is the page behind that link meant, or your text as it stands?"
        labels = ["Fetch the link"]
    else:
        shown = [f"{n}. {plain(cut(url, 200))}" for n, url in enumerate(links[:LINKS], start=1)]
        asked = "Are the pages behind these links meant (fetch one after the other), or your text as it stands?"
        labels = [f"Fetch {n}: {_host(url)}" for n, url in enumerate(links[:LINKS], start=1)]
    if len(links) > LINKS:
        shown.append(f"… and {len(links) - LINKS} more: send those by themselves.")
    embed = discord.Embed(description="\n".join([f"Nothing is added yet. {asked}", *shown]), colour=COLOUR)
    fetch = [Button(cut(label, LABEL), Question(Ask.FETCH, token, n)) for n, label in enumerate(labels)]
    return Reply(embed, (*fetch, Button("Keep the text", Question(Ask.KEEP_TEXT, token))))


def conflict_pages(current: Article, draft: Draft, token: str) -> tuple[Reply, Reply]:
    """What an article is by now, and the text that met it, with the choice between them."""
    removed = current.removed_at is not None
    now = discord.Embed(title=plain(current.title), description=_beginning(current.text), colour=COLOUR)
    now.set_author(name=f"#{current.number} as it {'was when it was removed' if removed else 'is now'}")
    yours = discord.Embed(title=plain(draft.title), description=_beginning(draft.text), colour=COLOUR)
    yours.set_author(name=f"Your text for #{current.number}: not saved yet")
    yours.set_footer(
        text=f"#{current.number} was {'removed' if removed else 'changed'} by somebody else meanwhile: choose below"
    )
    overwrite, discard = Question(Ask.OVERWRITE, token), Question(Ask.DISCARD, token)
    if not removed:
        return Reply(now), Reply(yours, (Button("Save mine", overwrite), Button("Keep theirs", discard)))
    restore = Button("Restore as it was", Question(Ask.RESTORE, str(current.number)))
    return Reply(now), Reply(
        yours, (Button("Restore with my text", overwrite), restore, Button("Leave it removed", discard))
    )


def restore_offer(text: str, number: int) -> Reply:
    """A sentence that an article was removed, with a button that brings it back."""
    return Reply(notice(text).embed, (Button(f"Restore #{number}", Question(Ask.RESTORE, str(number))),))


def tell_of_update(page: Reply, before: Article) -> None:
    """Says on the page of an article that its link was already that of an older one, whose text it replaced."""
    page.embed.add_field(
        name="Updated, not added",
        value=f"The link was that of {quoted(cut(before.title, 200))} already: the new text took its place. "
        "For an article of its own, leave the link out.",
        inline=False,
    )


def tell_of_namesake(page: Reply, article: Article, other: ArticleHeader, prefix: str) -> None:
    """Says on the page of a new article that an older one has the same title, and what to do if both are one story."""
    page.embed.add_field(
        name="Same title",
        value=f"#{other.number} has this title too. If both are one story: {code(f'{prefix}remove {article.number}')}, "
        f"and {code(f'{prefix}edit {other.number}')} with the new text.",
        inline=False,
    )


def files_report(lines: Sequence[tuple[str, str]]) -> Reply:
    """What became of each file of a message."""
    shown = [f"**{plain(cut(name, 100))}**: {plain(cut(told, 300))}" for name, told in lines]
    return Reply(discord.Embed(description=join_within(shown, DESCRIPTION, lambda n: f"… and {n} more"), colour=COLOUR))


def _beginning(text: str) -> str:
    """As much of a text as an embed holds, more than a form does; the buttons know the rest of a longer one."""
    return plain(text if len(text) <= DESCRIPTION else text[:DESCRIPTION].rstrip() + "…")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url
