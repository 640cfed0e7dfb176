"""The answer to ``summary`` with a method: what another algorithm would choose, beside the bot's own choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.summary_methods import SUMMARY_METHODS
from bot.plurals import plural
from bot.ui.article_pages import article_embed, sentence_list, source_button, view_buttons
from bot.ui.button_ids import Action
from bot.ui.dates import set_footer
from bot.ui.limits import MAX_DESCRIPTION, and_more, join_within
from bot.ui.reply import Reply

if TYPE_CHECKING:
    from bot.models.articles import Article
    from bot.services.summary_comparison import SummaryComparison

__all__ = ["comparison_page"]


def comparison_page(article: Article, comparison: SummaryComparison) -> Reply:
    """Both choices, each under the name of who chose; the buttons lead to the article's ordinary views."""
    label = SUMMARY_METHODS[comparison.method]
    same = len(set(comparison.theirs) & set(comparison.ours))
    blocks = [
        f"**{label} would choose**",
        sentence_list(comparison.theirs, MAX_DESCRIPTION // 2 - 100) or "nothing: this text has no sentences.",
        "**The bot chooses**",
        sentence_list(comparison.ours, MAX_DESCRIPTION // 2 - 100) or "nothing: this text has no sentences.",
    ]
    embed = article_embed(article)
    embed.description = join_within(blocks, MAX_DESCRIPTION, and_more, "\n\n")
    notes = [f"{label} as in the library sumy", f"{plural(same, 'sentence')} in both", "word for word"]
    if comparison.read < comparison.total:
        notes.append(f"{label} read the first {comparison.read} of {plural(comparison.total, 'sentence')}")
    set_footer(embed, article, " · ".join(notes))
    return Reply(embed, (*view_buttons(article, Action.UNKNOWN, 0), *source_button(article)))
