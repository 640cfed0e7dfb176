"""Checks that need this machine only: token, database, disk, port, language model, seeds, paused channels."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.cli.doctor.database_checks import check_database_file, stored_subscriptions
from bot.cli.doctor.port_check import check_port
from bot.cli.doctor.report import CheckResult, Status
from bot.errors import InputError, SettingsError, StorageError, WorkerUnavailable
from bot.intake.drafts import reject_future_date
from bot.intake.seeds import Seed, UnreadableSeed, read_seeds
from bot.models.guilds import SubscriptionState
from bot.plurals import plural
from bot.runtime.discord_api import can_be_token
from bot.services.analysis.pool import AnalysisPool
from bot.settings import SPACY_MODEL

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.settings import Settings

__all__ = ["check_this_machine"]

FIX_TOKEN = "copy it again from the developer portal (page Bot, button Reset Token)"  # noqa: S105 - a sentence
MAX_SHOWN_SEEDS = 20
"""How many unusable seed files get a line of their own."""


async def check_this_machine(settings: Settings) -> AsyncIterator[CheckResult]:
    """One result after the other, as the checks end."""
    yield _check_token(settings.discord_token)
    database, *others = list(check_database_file(settings))
    yield database
    for result in others:
        yield result
    if (port := await check_port(settings)) is not None:
        yield port
    yield await _check_model(settings)
    for result in _check_seeds(settings):
        yield result
    for result in await _paused_channels(settings, reported=database.status is Status.ERROR):
        yield result


def _check_token(token: str | None) -> CheckResult:
    if token is None:
        fix = "put the bot’s token after DISCORD_TOKEN= in .env; without one, make run starts the demo"
        return CheckResult(Status.ERROR, "token", "not set", fix)
    if not can_be_token(token):
        message = "not a token: it contains a space, a line break or a letter with an accent"
        return CheckResult(Status.ERROR, "token", message, FIX_TOKEN)
    if token.count(".") != 2:
        message = "does not look like a token: Discord’s tokens have three parts with dots between them"
        return CheckResult(Status.WARNING, "token", message, FIX_TOKEN)
    return CheckResult(Status.OK, "token", "set")


async def _check_model(settings: Settings) -> CheckResult:
    pool = AnalysisPool(settings.spacy_model)
    try:
        await pool.start(retry=False)
    except SettingsError as error:
        install = "pip install --require-hashes -r requirements.lock"
        fix = install if settings.spacy_model == SPACY_MODEL else f"leave SPACY_MODEL empty for {SPACY_MODEL}"
        return CheckResult(Status.ERROR, "language model", str(error), fix)
    except WorkerUnavailable as error:
        fix = "free some memory (a worker process takes about 200 MB), then try again"
        return CheckResult(Status.ERROR, "language model", str(error), fix)
    finally:
        await pool.close()
    return CheckResult(Status.OK, "language model", f"{settings.spacy_model} can be loaded")


def _check_seeds(settings: Settings) -> Iterator[CheckResult]:
    if settings.seeds_dir is None:
        yield CheckResult(Status.OK, "seeds", "no folder is set")
        return
    try:
        seeds = read_seeds(settings.seeds_dir)
    except InputError as error:
        yield CheckResult(
            Status.WARNING, "seeds", str(error), "create the folder, or leave SEEDS_DIR empty (SEEDS_DIR=) to load none"
        )
        return
    unusable = {seed.name: reason for seed in seeds if (reason := _why_unusable(seed))}
    count = f", {len(unusable)} of them cannot be used" if unusable else ""
    status = Status.WARNING if unusable else Status.OK
    yield CheckResult(status, "seeds", f"{plural(len(seeds), 'file')} in {settings.seeds_dir}{count}")
    for name, reason in list(unusable.items())[:MAX_SHOWN_SEEDS]:
        yield CheckResult(Status.WARNING, f"seed {name}", reason, "fix the file, or remove it")


def _why_unusable(seed: Seed | UnreadableSeed) -> str:
    """Why a seed file cannot become an article; empty if it can."""
    if isinstance(seed, UnreadableSeed):
        return seed.reason
    try:
        reject_future_date(seed.draft.published_at, datetime.now(UTC))
    except InputError as error:
        return str(error)
    return ""


async def _paused_channels(settings: Settings, *, reported: bool) -> list[CheckResult]:
    """A warning for each paused channel; an unusable database is an error unless it was ``reported`` already."""
    try:
        subscriptions = await stored_subscriptions(settings)
    except (StorageError, SettingsError) as error:
        return [] if reported else [CheckResult(Status.ERROR, "database", str(error))]
    return [
        CheckResult(
            Status.WARNING,
            f"channel {subscription.channel_id} of server {subscription.guild_id}",
            f"paused: {subscription.reason or 'no reason given'}",
            "fix that in Discord, then type !announce on in that channel",
        )
        for subscription in subscriptions
        if subscription.state is SubscriptionState.PAUSED
    ]
