"""Questions to an editor: what a link means, which of two texts is kept, whether to restore a removed article."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import discord

from bot.ellipsis import with_ellipsis
from bot.ui.article_pages import byline
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.limits import MAX_DESCRIPTION, cut, length
from bot.ui.markup import escape
from bot.ui.messages import notice
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.articles import Article, Draft

__all__ = ["LINK_MEANT", "conflict_pages", "files_report", "link_question", "restore_offer"]

MAX_LINKS = 4
"""How many links have a button each, besides the one for the text."""
MAX_LABEL, MAX_LINK = 60, 200
"""Maximum units of a button's label, and of a link."""
MAX_FILE_NAME, MAX_FILE_RESULT = 100, 300
LINK_MEANT = "not added yet: is the link meant?"
"""The same question in a list that names each file."""


def link_question(links: Sequence[str], token: str) -> Reply:
    """Asks whether the pages at the links are meant, or the text itself."""
    if len(links) == 1:
        shown = [escape(cut(links[0], MAX_LINK))]
        meant = "the page behind this link"
        labels = ["Fetch the link"]
    else:
        shown = [f"{n}. {escape(cut(url, MAX_LINK))}" for n, url in enumerate(links[:MAX_LINKS], start=1)]
        meant = "the pages behind these links (fetch one after the other)"
        labels = [f"Fetch {n}: {_host(url)}" for n, url in enumerate(links[:MAX_LINKS], start=1)]
    if len(links) > MAX_LINKS:
        shown.append(f"… and {len(links) - MAX_LINKS} more: send those separately.")
    asked = f"Nothing has been added yet. Do you mean {meant}, or your text as it stands?"
    embed = discord.Embed(description="\n".join([asked, *shown]), colour=COLOUR)
    fetch = [Button(cut(label, MAX_LABEL), ButtonAction(Action.FETCH, token, n)) for n, label in enumerate(labels)]
    return Reply(embed, (*fetch, Button("Keep the text", ButtonAction(Action.KEEP_TEXT, token))))


def conflict_pages(current: Article, draft: Draft, token: str) -> tuple[Reply, Reply]:
    """Shows an article as it is now and the editor's text, with the choice between them."""
    removed = current.removed_at is not None
    now = discord.Embed(title=escape(current.title), description=_beginning(current.text), colour=COLOUR)
    was = "was when it was removed" if removed else "is now"
    now.set_author(name=" · ".join(filter(None, (f"#{current.number} as it {was}", byline(current)))))
    yours = discord.Embed(title=escape(draft.title), description=_beginning(draft.text), colour=COLOUR)
    unsaved = f"Your text for #{current.number}: not saved yet"
    yours.set_author(name=" · ".join(filter(None, (unsaved, byline(draft)))))
    yours.set_footer(
        text=f"Somebody else has {'removed' if removed else 'changed'} #{current.number} in the meantime: "
        "choose below what to keep"
    )
    overwrite, discard = ButtonAction(Action.OVERWRITE, token), ButtonAction(Action.DISCARD, token)
    if not removed:
        return Reply(now), Reply(yours, (Button("Save mine", overwrite), Button("Keep theirs", discard)))
    restore = Button("Restore as it was", ButtonAction(Action.RESTORE, str(current.number)))
    return Reply(now), Reply(
        yours, (Button("Restore with my text", overwrite), restore, Button("Leave it removed", discard))
    )


def restore_offer(text: str, number: int) -> Reply:
    """A sentence about a removed article, with a button that restores it."""
    return Reply(notice(text).embed, (Button(f"Restore #{number}", ButtonAction(Action.RESTORE, str(number))),))


def files_report(lines: Sequence[tuple[str, str]]) -> list[Reply]:
    """What was done with each file of a message, none left out: pairs of its name and the result."""
    pages: list[str] = []
    for name, result in lines:
        line = f"**{escape(cut(name, MAX_FILE_NAME))}**: {escape(cut(result, MAX_FILE_RESULT))}"
        if pages and length(pages[-1]) + length(line) < MAX_DESCRIPTION:
            pages[-1] += f"\n{line}"
        else:
            pages.append(line)
    return [Reply(discord.Embed(description=page, colour=COLOUR)) for page in pages]


def _beginning(text: str) -> str:
    """As much of a text as an embed holds, which is more than a form does; the pending choice has all of it."""
    return escape(text if len(text) <= MAX_DESCRIPTION else with_ellipsis(text[:MAX_DESCRIPTION]))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url
