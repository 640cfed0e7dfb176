"""Who may do what. Decided when a command runs, from what is true then; Discord's own hints are not trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import NotAllowed
from bot.models.articles import SHARED

if TYPE_CHECKING:
    from bot.models.guilds import GuildSettings

__all__ = ["Asker", "is_editor", "require_article_rights", "require_editor", "require_manager"]


@dataclass(frozen=True, slots=True)
class Asker:
    """The person who types or clicks, as Discord described them at that moment."""

    user_id: int
    scope: int
    """The server they speak in, or ``SHARED`` in a direct message."""
    role_ids: frozenset[int] = frozenset()
    manages_server: bool = False
    owns_bot: bool = False
    channel_id: int | None = None
    """Where they speak: what is posted in this very channel need not be shown there twice."""


def is_editor(asker: Asker, settings: GuildSettings) -> bool:
    """Whether the asker may add, edit and remove in the place they speak in."""
    if asker.scope == SHARED:
        return asker.owns_bot
    return asker.owns_bot or asker.manages_server or settings.editor_role_id in asker.role_ids


def require_editor(asker: Asker, settings: GuildSettings) -> None:
    """Raises NotAllowed, saying who can."""
    if is_editor(asker, settings):
        return
    if asker.scope == SHARED:
        msg = "In a direct message only the bot’s owner can do this; in a server, its editors."
        raise NotAllowed(msg)
    role = f" or the role <@&{settings.editor_role_id}>" if settings.editor_role_id else ""
    msg = f"Only this server’s editors can do this: members with Manage Server{role}."
    raise NotAllowed(msg)


def require_manager(asker: Asker) -> None:
    """For what decides who is an editor: Manage Server itself, not the role it names."""
    if not (asker.manages_server or asker.owns_bot):
        msg = "Only members with Manage Server can do this."
        raise NotAllowed(msg)


def require_article_rights(asker: Asker, settings: GuildSettings, scope: int) -> None:
    """For changing one article: editors of its server; for shared articles the bot's owner alone."""
    require_editor(asker, settings)
    if scope not in (SHARED, asker.scope):
        msg = "That article is not one of this server: open it where it was added."
        raise NotAllowed(msg)
    if scope == SHARED and not asker.owns_bot:
        msg = "That article is shared by all servers: only the bot’s owner can change it."
        raise NotAllowed(msg)
