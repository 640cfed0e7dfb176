"""Sends hostile inputs to the real bot in a simulated server, and checks every answer."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from conftest import Town, faults, shown
from watchdog import LIMIT, Stop, watching

from bot.errors import InputError
from bot.intake.pasted.documents import read_document
from fuzz import hostile_inputs

SLOW_SECONDS = 10.0
"""An answer usually takes milliseconds; a longer one than this counts as a hang even on a busy machine."""
CHANNEL_AFTER = 100
RAW_ID = re.compile(r"Something went wrong on my side")


@dataclass
class Report:
    """The results; ``bad`` describes the inputs that caused a failure."""

    inputs: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    costs: dict[str, tuple[float, str]] = field(default_factory=dict)
    """The most CPU that one input of each kind took, in seconds, and which that was."""
    stop: Stop = field(default_factory=Stop)
    """The longest stop of the event loop."""
    bad: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        told = ", ".join(f"{count:,} {what}" for what, count in self.answers.most_common())
        costs = [f"{what}: at most {cost:.2f} s of CPU, for {which}" for what, (cost, which) in self.costs.items()]
        slowest = [f"slowest answer {self.slowest:.2f} s", f"longest stop of the event loop: {self.stop}"]
        return [f"{self.inputs:,} inputs: {told}", *slowest, *costs, f"{len(self.bad)} faults"]


async def fuzz_commands(town: Town, count: int, seed: int, report: Report) -> None:
    """Sends ``count`` messages, as a reader and as an editor, some with a file, and checks every answer."""
    rng = random.Random(seed)
    assert town.bot.user is not None
    channel = town.general
    for number in range(count):
        if number % CHANNEL_AFTER == CHANNEL_AFTER - 1:  # a channel's messages are all looked through each time
            channel = town.guild.create_text_channel(f"general-{number}")
        said = hostile_inputs.command(rng, town.bot.user.id)
        who = rng.choice((town.reader, town.editor))
        files: dict[str, Any] = {}
        if rng.random() < 0.1:
            files = {"attachments": [(rng.choice(("a.txt", "b.md", "c.png")), hostile_inputs.file(rng))]}
        started = time.monotonic()
        with watching() as stop:
            sent = await who.send(channel, said, **files)
        seconds = time.monotonic() - started
        report.stop = max(report.stop, stop, key=lambda one: one.seconds)
        if stop.seconds > LIMIT:
            report.bad.append(f"stop of {stop}: {said!r}")
        report.inputs += 1
        report.slowest = max(report.slowest, seconds)
        answers = [m for m in channel.history() if m.author.bot and m.id > sent.id]
        report.answers["answered" if answers else "without an answer"] += 1
        for answer in answers:
            text = shown(answer)
            if RAW_ID.search(text):
                report.bad.append(f"fault: {said!r}")
            if answer.mention_everyone or answer.role_mentions or [u for u in answer.mentions if u.id != who.id]:
                report.bad.append(f"ping: {said!r}")
        if seconds > SLOW_SECONDS:
            report.bad.append(f"{seconds:.0f} s: {said!r}")
        await town.services.guild_settings.set_prefix(
            town.guild.id, "!"
        )  # it may have been changed to one nobody types
    report.bad += [repr(error) for error in faults(town.env.errors)]


def fuzz_intake(count: int, seed: int, report: Report) -> None:
    """Parses ``count`` files as the bot parses attachments and seeds."""
    rng = random.Random(seed)
    for _ in range(count):
        data = hostile_inputs.file(rng)
        report.inputs += 1
        try:
            draft = read_document(data)
        except InputError as error:
            report.answers["refused files"] += 1
            if len(str(error)) > 300 or "\n" in str(error):
                report.bad.append(f"no sentence: {error}")
        except Exception as error:  # noqa: BLE001 - what the fuzzing looks for
            report.bad.append(f"{error!r}: {data[:80]!r}")
        else:
            report.answers["read files"] += 1
            if not draft.title or not draft.text:
                report.bad.append(f"empty: {data[:80]!r}")
