"""Who may change an article."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.errors import NotAllowed
from bot.models.articles import SHARED, Article
from bot.models.guilds import GuildSettings
from bot.services.access import Asker, require_article_rights, require_feed_rights

HERE, THERE = 11, 12


def article(scope: int) -> Article:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    return Article(1, 1, scope, "Harbour", "It opened.", None, None, None, "en", None, at, "hash")


def test_editors_change_the_articles_of_their_own_server_only() -> None:
    editor = Asker(1, HERE, manages_server=True)
    require_article_rights(editor, GuildSettings(HERE), article(HERE))
    with pytest.raises(NotAllowed, match="belongs to another server"):
        require_article_rights(editor, GuildSettings(HERE), article(THERE))
    with pytest.raises(NotAllowed, match="#1 is shared by all servers: only the bot’s owner"):
        require_article_rights(editor, GuildSettings(HERE), article(SHARED))


def test_the_owner_can_change_shared_articles_but_not_another_servers() -> None:
    owner = Asker(1, HERE, owns_bot=True)
    require_article_rights(owner, GuildSettings(HERE), article(SHARED))
    with pytest.raises(NotAllowed, match="belongs to another server"):
        require_article_rights(owner, GuildSettings(HERE), article(THERE))


def test_editors_change_the_feeds_of_their_own_server_and_nobody_a_shared_one() -> None:
    editor, owner = Asker(1, HERE, manages_server=True), Asker(2, HERE, owns_bot=True)
    require_feed_rights(editor, GuildSettings(HERE), HERE)
    for asker in (editor, owner):
        with pytest.raises(NotAllowed, match="on the command line"):
            require_feed_rights(asker, GuildSettings(HERE), SHARED)
        with pytest.raises(NotAllowed, match="belongs to another server"):
            require_feed_rights(asker, GuildSettings(HERE), THERE)
    with pytest.raises(NotAllowed, match="Only this server’s editors"):
        require_feed_rights(Asker(3, HERE), GuildSettings(HERE), HERE)
