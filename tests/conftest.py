"""Fixtures: the real bot with a real SQLite file, a real worker process, over a simulated Discord."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import hypothesis
import one_numpy_thread  # noqa: F401 - to be imported before what imports numpy
import pytest
import simcord
import structlog
from discord import app_commands
from discord.ext import commands
from fake_discord.openapi import description
from fake_discord.server import FakeDiscord
from frozen_collection import pytest_collection, pytest_collection_finish
from kept_commands import keep_signatures
from no_cover import pytest_runtest_call
from simcord.results import to_discord_message
from watchdog import pytest_pyfunc_call, pytest_runtest_teardown, pytest_terminal_summary

from bot.errors import BriefingError
from bot.models.analysis import Analysis, Document
from bot.runtime.app import Resources, build_bot
from bot.runtime.client import BriefingBot
from bot.services import Services
from bot.services.analysis.pool import AnalysisPool
from bot.services.newsroom import Newsroom
from bot.services.rate_limits import Limit, RateLimiter, RequestKind
from bot.settings import Settings
from bot.store import open_store
from bot.store.protocols.store import Store
from bot.store.sqlite.migrator import migrate

__all__ = [  # hooks: pytest finds them here
    "pytest_collection",
    "pytest_collection_finish",
    "pytest_pyfunc_call",
    "pytest_runtest_call",
    "pytest_runtest_teardown",
    "pytest_terminal_summary",
]

hypothesis.settings.register_profile("suite", deadline=None, max_examples=60, derandomize=True, database=None)
hypothesis.settings.load_profile("suite")

structlog.configure(  # a failed test shows the log: without colours, and with short tracebacks
    processors=[
        structlog.stdlib.add_log_level,
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)

# How often it looks whether the bot is done: every 50 ms by default, which is half of the suite's time.
simcord.Env._settle_internal.__kwdefaults__["idle"] = 0.001

keep_signatures()


def last_message(channel: simcord.ChannelHandle) -> discord.Message | None:
    """The newest message of a channel. simcord's own property makes all others too, which was a third of the suite."""
    stored = channel._env.backend.messages.get(channel.id, {})
    newest = max((one for one in stored.values() if one.visible_to(None)), key=lambda one: one.id, default=None)
    return to_discord_message(channel._env, newest) if newest else None


simcord.ChannelHandle.last_message = property(last_message)

SEEDS = Path(__file__).parent.parent / "seeds"
START = datetime(2026, 11, 24, 12, tzinfo=UTC)
FORMS = ("prefix", "mention", "slash")
"""The ways in which a command can be given."""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class RememberingReader(AnalysisPool):
    """The real reader, asked once for each text: its answer depends on nothing else."""

    def __init__(self, model: str) -> None:
        super().__init__(model)
        self._known: dict[tuple[Document, ...], Analysis] = {}

    async def analyze(self, documents: Sequence[Document], **how: Any) -> Analysis:
        asked = tuple(documents)
        if asked not in self._known:
            self._known[asked] = await super().analyze(asked, **how)
        return self._known[asked]


@pytest.fixture(scope="session")
def reader() -> Iterator[AnalysisPool]:
    """One worker process for the whole suite: loading the model takes longer than most tests."""
    reader = RememberingReader(Settings().spacy_model)
    yield reader
    asyncio.run(reader.close())


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a new library: making it by all migrations takes longer than to start the bot."""
    file = tmp_path_factory.mktemp("library") / "briefings.db"
    migrate(file)
    return file.read_bytes()


@pytest.fixture
async def store(tmp_path: Path, empty_library: bytes) -> AsyncIterator[Store]:
    """An empty library in a file."""
    (tmp_path / "briefings.db").write_bytes(empty_library)
    store = await open_store(f"sqlite:///{tmp_path}/briefings.db")
    yield store
    await store.close()


def copy_library(source: Path, target: Path) -> None:
    """Makes one library's file like another's; both may be open."""
    with closing(sqlite3.connect(source)) as made, closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA synchronous = OFF")
        made.backup(copy)


@pytest.fixture(scope="session")
def kept_libraries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for libraries that are filled once and then copied."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def filled_once(tmp_path: Path, kept_libraries: Path) -> Callable[..., Awaitable[None]]:
    """Calls a function that fills the test's library; what it wrote the first time is only copied from then on."""

    async def fill(function: Callable[..., Awaitable[object]], *arguments: object) -> None:
        kept, library = kept_libraries / f"{function.__module__}.{function.__qualname__}", tmp_path / "briefings.db"
        if kept.exists():
            copy_library(kept, library)
        else:
            await function(*arguments)
            copy_library(library, kept)

    return fill


@pytest.fixture
def resources(store: Store, reader: AnalysisPool, clock: Clock) -> Resources:
    return Resources(Settings(seeds_dir=SEEDS), store, reader, clock)


@pytest.fixture(name="discord")
async def fake_discord() -> AsyncIterator[FakeDiscord]:
    """A Discord on real sockets, for the bot as a process of its own."""
    async with FakeDiscord() as server:
        yield server


@dataclass
class Town:
    """A server with people and channels, and short ways to speak in it."""

    env: simcord.Env
    bot: BriefingBot
    resources: Resources
    guild: simcord.GuildHandle
    general: simcord.ChannelHandle
    briefings: simcord.ChannelHandle
    reader: simcord.MemberActor
    editor: simcord.MemberActor
    owner: simcord.MemberActor

    @property
    def services(self) -> Services:
        return self.bot.services

    @property
    def newsroom(self) -> Newsroom:
        return self.services.newsroom

    async def deliver(self) -> int:
        return await self.services.delivery_worker.deliver_due()

    async def follow_up(self) -> int:
        return await self.services.delivery_worker.run_follow_ups()

    async def resume(self) -> int:
        return await self.services.delivery_worker.recover_channels()

    async def say(self, who: simcord.MemberActor, text: str, **more: Any) -> discord.Message | None:
        """What the bot answers to a message: its newest message after it, or None."""
        sent = await who.send(self.general, text, **more)
        last = self.general.last_message
        return last if last is not None and last.id > sent.id else None

    async def answer(self, text: str, who: simcord.MemberActor | None = None, **more: Any) -> discord.Message:
        """The answer to a reader's message; it must have one."""
        answer = await self.say(who or self.reader, text, **more)
        assert answer is not None, f"no answer to {text!r}"
        return answer

    async def ask(self, text: str, who: simcord.MemberActor | None = None, **more: Any) -> str:
        """The text of the answer."""
        return shown(await self.answer(text, who, **more))

    async def slash(self, command: str, /, who: simcord.MemberActor | None = None, **options: Any) -> Any:
        """The answer to a slash command; it must have one."""
        return answer_to(await (who or self.reader).slash(self.general, command, **options))

    async def give(
        self, form: str, typed: str, slash: str, /, who: simcord.MemberActor | None = None, **options: Any
    ) -> Any:
        """The answer to a command in one of the ``FORMS``: ``typed`` is what stands after the prefix or the mention."""
        if form == "slash":
            return await self.slash(slash, who, **options)
        assert self.bot.user is not None
        return await self.answer(f"!{typed}" if form == "prefix" else f"{self.bot.user.mention} {typed}", who)

    async def alike(self, typed: str, slash: str, /, who: simcord.MemberActor | None = None, **options: Any) -> str:
        """The text of the answer to a command that changes nothing, which must be the same in every form."""
        first, *others = [shown(await self.give(form, typed, slash, who, **options)) for form in FORMS]
        assert others == [first] * len(others)
        return first


def answer_to(result: simcord.InteractionResult) -> Any:
    """The message with which the bot answered a slash command, a click or a form."""
    answers = [*([result.response] if result.response else []), *result.followups]
    answers = [message for message in answers if message.embeds or message.content]
    assert answers, "the interaction got no answer"
    return answers[-1]


def sentence_count(text: str) -> int:
    """How many sentences of its article a summary says that it shows."""
    found = re.search(r"(\d+) of \d+ sentences?, word for word", text)
    assert found is not None, text
    return int(found[1])


def shown(message: Any) -> str:
    """All the words of a message: content, embeds, fields, footers."""
    parts = [message.content]
    for embed in message.embeds:
        parts += [embed.author.name, embed.title, embed.description]
        parts += [text for field in embed.fields for text in (field.name, field.value)]
        parts.append(embed.footer.text)
    return "\n".join(part for part in parts if part)


def components(message: Any) -> list[Any]:
    """What can be clicked or chosen from under a message: discord.py's objects, or Discord's own dictionaries."""
    return [x for row in message.components for x in (row.children if hasattr(row, "children") else row["components"])]


def of(item: Any, name: str) -> Any:
    """An attribute of a component, or None."""
    return item.get(name) if isinstance(item, dict) else getattr(item, name, None)


def buttons(message: Any) -> dict[str, Any]:
    """A message's buttons by label."""
    return {of(item, "label"): item for item in components(message) if of(item, "label")}


def options(message: Any) -> dict[str, str]:
    """What the menu of a message offers: the value by the label."""
    offered = [option for item in components(message) for option in of(item, "options") or []]
    return {of(option, "label"): of(option, "value") for option in offered}


def settle_town(env: simcord.Env, bot: BriefingBot, resources: Resources, name: str = "Town") -> Town:
    """A server named so, with a reader, an editor (Manage Server) and the bot's owner."""
    guild = env.create_guild(name)
    managers = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    owner = env.create_user(f"owner-{name.lower()}")
    if bot.owner_id is None:
        bot.owner_id = owner.id
    return Town(
        env=env,
        bot=bot,
        resources=resources,
        guild=guild,
        general=guild.create_text_channel("general"),
        briefings=guild.create_text_channel("briefings"),
        reader=guild.add_member(env.create_user(f"reader-{name.lower()}")),
        editor=guild.add_member(env.create_user(f"editor-{name.lower()}"), roles=[managers]),
        owner=guild.add_member(owner),
    )


def faults(errors: Sequence[BaseException]) -> list[BaseException]:
    """Of the errors that commands ended with, those that no person should have caused."""
    found = []
    for error in errors:
        cause = error
        while isinstance(
            cause, commands.HybridCommandError | commands.CommandInvokeError | app_commands.CommandInvokeError
        ):
            cause = cause.original
        if not isinstance(cause, BriefingError | commands.CommandError | app_commands.AppCommandError):
            found.append(error)
    return found


@pytest.fixture
async def env(resources: Resources) -> AsyncIterator[simcord.Env]:
    """The simulated Discord with the bot connected. A fault of the bot that the test did not look at fails it."""
    unbounded = dict.fromkeys(RequestKind, Limit(1_000_000, 1))  # a test asks faster than people do
    rates = RateLimiter(member=unbounded, server=unbounded)
    env = simcord.Env(build_bot(resources, sync_always=True, rates=rates), settle_timeout=30)
    await env.start()
    try:
        yield env
    finally:
        await env.shutdown()
    assert faults(env.errors_since(env._errors_acknowledged)) == []
    assert misfits(env) == []


def misfits(env: simcord.Env) -> list[str]:
    """What Discord would not have taken of what was asked of it, as far as its description of its API is at hand."""
    known = description()
    return [
        f"{sent.method} {sent.path}: {misfit}"
        for sent in (env.backend.http_requests if known else ())
        if "/permissions/" not in sent.path  # what a test does, not the bot
        for misfit in known.faults(sent.method, sent.path, {k: str(v) for k, v in sent.params.items()}, sent.json)
    ]


@pytest.fixture
async def town(env: simcord.Env, resources: Resources) -> Town:
    """The bot in a server, with an empty library."""
    assert isinstance(env.bot, BriefingBot)
    return settle_town(env, env.bot, resources)


async def add_seeds(newsroom: Newsroom) -> None:
    await newsroom.load_seeds(SEEDS)


@pytest.fixture
async def seeded(town: Town, filled_once: Callable[..., Awaitable[None]]) -> Town:
    """The bot in a server, with the first seed in the library."""
    await filled_once(add_seeds, town.newsroom)
    return town
