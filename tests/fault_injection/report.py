"""What one run of the kill loop did, and what was wrong afterwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Report:
    """Counts of what happened, and lists of what must not have happened."""

    kills: int = 0
    in_flight: int = 0
    """Kills while a post was on its way."""
    exits: Counter[int] = field(default_factory=Counter)
    """Lives that ended by themselves, by exit code."""
    pauses: int = 0
    frozen: int = 0
    """Processes that stood still for longer than their lease."""
    refused: int = 0
    """Second processes that ended because another one was there."""
    changes: int = 0
    broken: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    limited: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    channels: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)
    misfits: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    unpublished: list[str] = field(default_factory=list)
    usurpers: list[str] = field(default_factory=list)
    """Processes that went on beside another one."""
    first_posts: list[float] = field(default_factory=list)
    """Seconds from a start to the first post on its way to Discord."""
    seconds: float = 0.0

    def bad(self) -> list[str]:
        """Everything that must not have happened."""
        wrong = [*self.lost, *self.doubled, *self.disordered, *self.outdated, *self.unpublished]
        return [*wrong, *self.usurpers, *self.misfits]

    def lines(self) -> list[str]:
        """The report as lines of text."""
        waits = sorted(self.first_posts)
        faults = ", ".join(f"{kind} {count}" for kind, count in sorted(self.faults.items()))
        return [
            f"{self.articles} articles to {self.channels} channels in {self.seconds:.0f} s",
            f"kills survived: {self.kills} ({self.in_flight} while a post was on its way), ends by itself: "
            f"{dict(self.exits) or 0}, long pauses: {self.pauses}, gateway connections broken: {self.broken}",
            f"processes that stood still for longer than their lease: {self.frozen}, second ones that were refused: "
            f"{self.refused}, ones that went on beside another: {len(self.usurpers)}",
            f"edits, removals, restorations, archived threads: {self.changes}",
            f"faults injected: {self.faults.total()} ({faults})",
            f"requests over Discord's limits: {self.limited.total()}",
            f"from start to first post: median {waits[len(waits) // 2]:.1f} s" if waits else "no first post",
            f"requests that Discord would not take: {len(self.misfits)}",
            f"deliveries lost: {len(self.lost)}, doubled: {len(self.doubled)}, out of order: {len(self.disordered)}, "
            f"corrections missing: {len(self.outdated)}, not published: {len(self.unpublished)}",
        ]
