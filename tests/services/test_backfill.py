"""Articles of an older version get in the background what this one needs."""

from __future__ import annotations

from functools import partial

from store.samples import HERE, THERE, add, edit
from structlog.testing import capture_logs

from bot.errors import StorageError
from bot.services.backfill import RETRY_SECONDS, Backfill
from bot.store.protocols.store import Store


async def test_it_works_until_nothing_is_left_and_waits_out_a_fault() -> None:
    outcomes: list[int | StorageError] = [StorageError("the disk is full"), 20, 5, 0]

    async def complete_some() -> int:
        outcome = outcomes.pop(0)
        if isinstance(outcome, StorageError):
            raise outcome
        return outcome

    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    with capture_logs() as logs:
        await Backfill("stories", complete_some, sleep=sleep).run()
    assert slept[0] == RETRY_SECONDS
    assert len(slept) == 3
    assert [(line["event"], line.get("articles")) for line in logs] == [
        ("stories.waits", None),
        ("stories.finished", 25),
    ]


async def test_a_library_of_this_version_needs_none(store: Store) -> None:
    article = await add(store, "In Łódź", scope=HERE)
    await add(store, "Theirs", scope=THERE)
    await edit(store, article, "In Strauß")
    with capture_logs() as logs:
        await Backfill("search_forms", partial(store.make_search_forms, limit=20)).run()
    assert logs == []
    assert (await store.search(HERE, ["strauss"], limit=1))[0] == 1
    assert (await store.search(HERE, ["lodz"], limit=1))[0] == 0
