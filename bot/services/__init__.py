"""What the bot can do, without Discord: answer questions, take in articles, deliver posts, know who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.services.aliases import Aliases
    from bot.services.delivery import Courier
    from bot.services.departures import Departures
    from bot.services.library import Library
    from bot.services.links import Links
    from bot.services.newsroom import Newsroom
    from bot.services.people import People
    from bot.services.privacy import Privacy
    from bot.services.rates import Rates
    from bot.services.servers import Servers
    from bot.services.subscriptions import Subscriptions
    from bot.services.trends import Trends
    from bot.services.upkeep import Upkeep

__all__ = ["Services"]


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that a command may call, opened together by the application."""

    library: Library
    people: People
    aliases: Aliases
    trends: Trends
    newsroom: Newsroom
    links: Links
    servers: Servers
    subscriptions: Subscriptions
    courier: Courier
    upkeep: Upkeep
    departures: Departures
    privacy: Privacy
    rates: Rates
    clock: Callable[[], datetime]
    started_at: datetime
