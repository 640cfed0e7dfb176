"""The themes of a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.plurals import plural
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.limits import MAX_DESCRIPTION, cut
from bot.ui.markup import escape, quoted
from bot.ui.menus import Menu, Option
from bot.ui.reply import COLOUR, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.actors import ThemeCount
    from bot.services.periods import Period

__all__ = ["top_themes"]

MAX_EVIDENCE = 5
"""How many words are shown for a theme."""


def top_themes(themes: Sequence[ThemeCount], period: Period, *, subject: str = "all") -> Reply:
    """The themes of a period with the words that indicate them; ``subject`` is the period as it was typed."""
    embed = discord.Embed(title=f"Themes in {period.label}", colour=COLOUR)
    room = MAX_DESCRIPTION // len(themes) - len("\n\n")  # so that each one is shown
    rows = [
        f"**{escape(theme.label)}** — {plural(theme.articles, 'article')}\n"
        + ", ".join(quoted(word) for word in theme.evidence[:MAX_EVIDENCE])
        for theme in themes
    ]
    embed.description = "\n\n".join(cut(row, room) for row in rows)
    embed.set_footer(text="In quotation marks: words from the articles that indicate the theme")
    options = tuple(Option(theme.label, ButtonAction(Action.THEME, theme.label)) for theme in themes)
    return Reply(embed, menu=Menu("Open a theme", options), action=ButtonAction(Action.TOP_THEMES, subject))
