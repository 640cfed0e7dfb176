"""What to do about a page that cannot be read: add its text without it, or follow the site's feed."""

from __future__ import annotations

from bot.advice_marks import advice
from bot.command_marks import command

__all__ = ["FOLLOW", "ONE_OF_ITS_ARTICLES", "by_hand"]

_PASTE = "paste the article’s title and text"
_SAVE = "save the article’s title and text as a .txt file, and add that"
_FOLLOW = "Follow it with {}, or add the link of one of its articles."
FOLLOW = advice(
    f" {_FOLLOW.format(command('feed add'))}", on_command_line=f" {_FOLLOW.format('python -m bot feed add')}"
)
"""The advice for the address of a feed."""
_ONE = "Add the link of one of its articles, or follow the site with {} if it has a feed."
ONE_OF_ITS_ARTICLES = advice(
    f" {_ONE.format(command('feed add'))}", on_command_line=f" {_ONE.format('python -m bot feed add')}"
)
"""The advice for a page that only leads to articles, such as a front page."""


def by_hand(first: str = "") -> str:
    """The advice to add the text without the page, after what can be tried ``first``."""
    if first:
        return advice(f" {first}, or {_PASTE}, or attach a .txt file.", on_command_line=f" {first}, or {_SAVE}.")
    return advice(
        f" {_PASTE.capitalize()} instead, or attach a .txt file.", on_command_line=f" {_SAVE.capitalize()} instead."
    )
