"""The answers to the commands ``forget`` and ``forget me``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.plurals import plural
from bot.ui.messages import done, notice

if TYPE_CHECKING:
    from bot.ui.reply import Reply

__all__ = ["id_deleted", "stored_records"]


def stored_records(records: int, prefix: str) -> Reply:
    """How many records contain the asker's id, and how to delete it."""
    if not records:
        return notice("Your Discord id is not stored anywhere: there is nothing to delete.")
    return notice(
        f"Your Discord id is in {plural(records, 'record')}, each of a change (such as an article or an alias that was "
        f"added) or of what you follow. {prefix}forget me deletes it from all of them, in every server, for good, and "
        "ends what you follow."
    )


def id_deleted(records: int) -> Reply:
    """The asker's id was deleted from this many records."""
    if not records:
        return done("Your Discord id was not stored anywhere: there was nothing to delete.")
    return done(
        f"Your Discord id was deleted from {plural(records, 'record')}. What you added or changed stays, without your "
        "name; you follow nothing any longer."
    )
