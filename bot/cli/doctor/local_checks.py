"""What can be seen on this machine: database, model, disk, seeds, the channels as they are stored."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.doctor.port_check import examine_port
from bot.cli.doctor.report import Finding, State
from bot.errors import InputError, SettingsError, StorageError, WorkerUnavailable
from bot.intake.drafts import reject_future_date
from bot.intake.seeds import Seed, UnreadableSeed, read_seeds
from bot.models.guilds import SubscriptionState
from bot.runtime.discord_api import can_be_token
from bot.services.analysis_pool import AnalysisPool
from bot.settings import SPACY_MODEL
from bot.store import LEASE_SECONDS, check_database, database_file, open_untouched
from bot.ui.markup import plural

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.models.guilds import Subscription
    from bot.settings import Settings
    from bot.store import FileState, Holder

__all__ = ["examine_here", "stored_note", "stored_subscriptions"]

LITTLE_SPACE, TOO_LITTLE_SPACE = 500_000_000, 50_000_000
"""Bytes; a library of 10,000 articles takes about 200 MB, and a migration needs as much again for its copy."""
OWNER = "check who owns the folder and the file; a container needs a volume"
WRITABLE_AGAIN = {
    errno.ENOSPC: "free some space on that disk",
    errno.EDQUOT: "free some space: the quota there is used up",
    errno.EROFS: "check that disk, and mount it so that it can be written; python -m bot backup works meanwhile",
}
SHOWN_SEEDS = 20
"""Unusable seed files that are named, each in a line."""


async def examine_here(settings: Settings) -> AsyncIterator[Finding]:
    """One finding after the other, as they are made."""
    yield _token(settings)
    state, finding = _database(settings)
    yield finding
    file = database_file(settings.database_url)
    if state is not None and state.holder is not None:
        yield _holder(state.holder)
    if file is not None:
        yield _disk(file)
    if (port := await examine_port(settings)) is not None:
        yield port
    yield await _model(settings)
    for seed in _seeds(settings):
        yield seed
    try:
        subscriptions = await stored_subscriptions(settings)
    except (StorageError, SettingsError) as error:
        subscriptions = []
        if finding.state is not State.BAD:  # else it is told already
            yield Finding(State.BAD, "database", str(error))
    for subscription in subscriptions:
        if subscription.state is SubscriptionState.PAUSED:
            yield Finding(
                State.ODD,
                f"channel {subscription.channel_id} of server {subscription.guild_id}",
                f"paused: {subscription.reason or 'no reason given'}",
                "mend that in Discord, then type !announce on there",
            )


async def stored_subscriptions(settings: Settings) -> list[Subscription]:
    """All servers' subscriptions; none where the database would have to be made or migrated to tell."""
    store = await open_untouched(settings.database_url)
    if store is None:
        return []
    try:
        return [sub for guild in sorted(await store.guilds_with_data()) for sub in await store.subscriptions(guild)]
    finally:
        await store.close()


async def stored_note(settings: Settings, key: str) -> str | None:
    """A note of the store's; None where there is none, or the database would have to be made or migrated to tell."""
    store = await open_untouched(settings.database_url)
    if store is None:
        return None
    try:
        return await store.get_value(key)
    finally:
        await store.close()


def _token(settings: Settings) -> Finding:
    if settings.discord_token is None:
        return Finding(
            State.BAD,
            "token",
            "there is none",
            "put the bot’s token behind DISCORD_TOKEN= in .env; or: make run, a demo",
        )
    if not can_be_token(settings.discord_token):
        return Finding(
            State.BAD,
            "token",
            "what is set cannot be one: it holds a space, a line break or a letter with an accent",
            "copy it again from the developer portal, page Bot, Reset Token",
        )
    if settings.discord_token.count(".") != 2:
        how = "what is set does not look like one: Discord’s tokens have three parts with dots between"
        return Finding(State.ODD, "token", how, "copy it again from the developer portal, page Bot, Reset Token")
    return Finding(State.GOOD, "token", "set")


def _database(settings: Settings) -> tuple[FileState | None, Finding]:
    file = database_file(settings.database_url)
    try:
        state = check_database(settings.database_url)
    except (StorageError, SettingsError) as error:
        return None, Finding(State.BAD, "database", str(error))  # it says what to do
    folder = _folder(file) if file is not None else Path()
    locked, todo = _locked(folder)
    if state is None:
        how = f"{file} is not there yet"
        if locked:
            return None, Finding(State.BAD, "database", f"{how}, and {locked}", todo)
        return None, Finding(State.GOOD, "database", f"{how}: the first start makes it")
    how = f"{file}, version {state.version}, {state.bytes / 1e6:,.1f} MB"
    if not state.ours:
        finding = Finding(
            State.BAD, "database", f"{file} belongs to another program", "set DATABASE_URL to another file"
        )
    elif state.version > state.newest:
        newer = f"this program knows version {state.newest}: install the newer one again, or restore an older copy"
        finding = Finding(State.BAD, "database", how, newer)
    elif state.faults:
        finding = Finding(State.BAD, "database", f"{how}: {state.faults[0]}", "stop the bot and restore a backup")
    elif locked:
        finding = Finding(State.BAD, "database", f"{how}: {locked}", todo)
    elif file is not None and not os.access(file, os.W_OK):
        finding = Finding(State.BAD, "database", f"{how}: it cannot be written", OWNER)
    elif state.version < state.newest:
        finding = Finding(State.GOOD, "database", f"{how}: the next start copies and migrates it to {state.newest}")
    else:
        finding = Finding(State.GOOD, "database", f"{how}, sound")
    return state, finding


def _holder(holder: Holder) -> Finding:
    """Which bot works on the database, and which process asks."""
    age = round((datetime.now(UTC) - holder.renewed).total_seconds())
    us = f"this is process {os.getpid()} on {socket.gethostname()}"
    if holder.gone:
        todo = "look into its log for why; the next start takes over at once"
        return Finding(State.ODD, "bot", f"{holder} ended without a goodbye; {us}", todo)
    if abs(age) > LEASE_SECONDS:
        how = f"{holder} runs on this database, but gave no sign of life for {age} seconds; {us}"
        return Finding(State.ODD, "bot", how, "end that process where it hangs; check the clocks where it does not")
    return Finding(State.GOOD, "bot", f"{holder} runs on this database; {us}")


def _folder(file: Path) -> Path:
    """The folder of a file; where it is not there yet, the one that it will be made in."""
    folder = file.absolute().parent
    while not os.path.isdir(folder):  # unlike Path.is_dir also False without permission
        folder = folder.parent
    return folder


def _locked(folder: Path) -> tuple[str, str]:
    """Why no file can be made in a folder, and what to do; empty where one can. The rights do not say it all: try."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0")
            file.flush()
            return "", ""
    except OSError as error:
        why = f"{folder} cannot be written ({error.strerror or error})"
        return why, WRITABLE_AGAIN.get(error.errno or 0, OWNER)


def _disk(file: Path) -> Finding:
    folder = _folder(file)
    free = shutil.disk_usage(folder).free
    how = f"{free / 1e9:,.1f} GB free at {folder}"
    if free < TOO_LITTLE_SPACE:
        return Finding(State.BAD, "disk", how, "free some space: nothing can be stored soon")
    if free < LITTLE_SPACE:
        return Finding(State.ODD, "disk", how, "free some space before the next upgrade, which copies the database")
    return Finding(State.GOOD, "disk", how)


async def _model(settings: Settings) -> Finding:
    reader = AnalysisPool(settings.spacy_model)
    try:
        await reader.start(retry=False)
    except SettingsError as error:
        install = "pip install --require-hashes -r requirements.lock"
        todo = install if settings.spacy_model == SPACY_MODEL else f"leave SPACY_MODEL empty for {SPACY_MODEL}"
        return Finding(State.BAD, "language model", str(error), todo)
    except WorkerUnavailable as error:
        todo = "free some memory (one reading process takes about 200 MB), then try again"
        return Finding(State.BAD, "language model", str(error), todo)
    finally:
        await reader.close()
    return Finding(State.GOOD, "language model", f"{settings.spacy_model} loads")


def _seeds(settings: Settings) -> Iterator[Finding]:
    if settings.seeds_dir is None:
        yield Finding(State.GOOD, "seeds", "none wanted")
        return
    try:
        seeds = read_seeds(settings.seeds_dir)
    except InputError as error:
        yield Finding(State.ODD, "seeds", str(error), "make the folder, or set SEEDS_DIR= for none")
        return
    refused = {seed.name: reason for seed in seeds if (reason := _refused(seed))}
    left = f", {len(refused)} of them cannot be used" if refused else ""
    state = State.ODD if refused else State.GOOD
    yield Finding(state, "seeds", f"{plural(len(seeds), 'file')} in {settings.seeds_dir}{left}")
    for name, reason in list(refused.items())[:SHOWN_SEEDS]:
        yield Finding(State.ODD, f"seed {name}", reason, "mend the file, or take it out")


def _refused(seed: Seed | UnreadableSeed) -> str:
    """Why a seed file becomes no article; empty where it does."""
    if isinstance(seed, UnreadableSeed):
        return seed.reason
    try:
        reject_future_date(seed.draft.published_at, datetime.now(UTC))
    except InputError as error:
        return str(error)
    return ""
