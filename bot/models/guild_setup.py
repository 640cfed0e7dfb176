"""What has been set up in a server, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.models.feeds import Feed
    from bot.models.guilds import Subscription

__all__ = ["STEPS", "GuildSetup", "SetupStep"]


class SetupStep(StrEnum):
    """The steps of the guided setup, and the page with all of them; the values are in buttons already posted."""

    CHANNEL = "channel"
    TIME_ZONE = "zone"
    EDITORS = "editors"
    FEED = "feed"
    BRIEFING = "briefing"
    OVERVIEW = "overview"

    @property
    def following(self) -> SetupStep:
        """The step after this one; after the last one, and after the overview, the overview."""
        every = tuple(SetupStep)
        return every[min(every.index(self) + 1, len(every) - 1)]


STEPS = tuple(SetupStep)[:-1]


@dataclass(frozen=True, slots=True)
class GuildSetup:
    """What a server has set: the channels that get posts, its time zone and editor role, and the feeds it follows."""

    channels: tuple[Subscription, ...] = ()
    time_zone: str | None = None
    editor_role_id: int | None = None
    feeds: tuple[Feed, ...] = ()

    @property
    def done(self) -> frozenset[SetupStep]:
        """The steps of which something is set."""
        results = {
            SetupStep.CHANNEL: bool(self.channels),
            SetupStep.TIME_ZONE: self.time_zone is not None,
            SetupStep.EDITORS: self.editor_role_id is not None,
            SetupStep.FEED: bool(self.feeds),
            SetupStep.BRIEFING: any(sub.limits.digest is not None for sub in self.channels),
        }
        return frozenset(step for step, is_done in results.items() if is_done)

    @property
    def open_step(self) -> SetupStep:
        """The first step of which nothing is set; the overview if there is none."""
        return next((step for step in STEPS if step not in self.done), SetupStep.OVERVIEW)
