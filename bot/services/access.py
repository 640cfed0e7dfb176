"""Access control: checks the asker's rights each time a command runs, because Discord's menus may not enforce them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import NotAllowed
from bot.models.articles import SHARED

if TYPE_CHECKING:
    from bot.models.articles import Article
    from bot.models.guilds import GuildSettings

__all__ = [
    "Asker",
    "editors_of",
    "is_editor",
    "require_article_rights",
    "require_editor",
    "require_feed_rights",
    "require_manager",
]


@dataclass(frozen=True, slots=True)
class Asker:
    """The person who types or clicks, as Discord described them at that moment."""

    user_id: int
    scope: int
    """The server in which they write, or ``SHARED`` in a direct message."""
    role_ids: frozenset[int] = frozenset()
    manages_server: bool = False
    owns_bot: bool = False
    channel_id: int | None = None
    """The channel in which they write: an article that is posted in this channel need not be shown twice there."""


def is_editor(asker: Asker, settings: GuildSettings) -> bool:
    """True if the asker may add, edit and remove articles where they write."""
    if asker.scope == SHARED:
        return asker.owns_bot
    return asker.owns_bot or asker.manages_server or settings.editor_role_id in asker.role_ids


def editors_of(editor_role_id: int | None) -> str:
    """Who the editors of a server are, in words; the id is that of the editor role, if one is set."""
    role = f", members with <@&{editor_role_id}>" if editor_role_id else ""
    return f"members with Manage Server{role} and the bot’s owner"


def require_editor(asker: Asker, settings: GuildSettings) -> None:
    """Raises NotAllowed, naming who is allowed, unless the asker is an editor."""
    if is_editor(asker, settings):
        return
    if asker.scope == SHARED:
        msg = "In a direct message only the bot’s owner can do this; in a server, its editors."
        raise NotAllowed(msg)
    msg = f"Only this server’s editors can do this: {editors_of(settings.editor_role_id)}."
    raise NotAllowed(msg)


def require_manager(asker: Asker) -> None:
    """Raises NotAllowed unless the asker has Manage Server: the editor role may not decide who has the editor role."""
    if not (asker.manages_server or asker.owns_bot):
        msg = "Only members with Manage Server and the bot’s owner can do this."
        raise NotAllowed(msg)


def require_article_rights(asker: Asker, settings: GuildSettings, article: Article) -> None:
    """Raises NotAllowed unless the asker may change an article.

    Editors may change the articles of their server; only the bot's owner may change shared articles.
    """
    require_editor(asker, settings)
    if article.scope not in (SHARED, asker.scope):
        msg = "That article belongs to another server: open it there."
        raise NotAllowed(msg)
    if article.scope == SHARED and not asker.owns_bot:
        msg = f"#{article.number} is shared by all servers: only the bot’s owner can change it."
        raise NotAllowed(msg)


def require_feed_rights(asker: Asker, settings: GuildSettings, scope: int) -> None:
    """Raises NotAllowed unless the asker may change a feed of this scope.

    Editors may change the feeds of their server; shared feeds are changed on the command line only.
    """
    require_editor(asker, settings)
    if scope == SHARED:
        msg = "That feed is shared by all servers: only the bot’s owner can change it, on the command line."
        raise NotAllowed(msg)
    if scope != asker.scope:
        msg = "That feed belongs to another server: change it there."
        raise NotAllowed(msg)
