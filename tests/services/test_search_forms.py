"""Articles of an older version get their search forms in the background."""

from __future__ import annotations

from store.samples import HERE, THERE, add, edit
from structlog.testing import capture_logs

from bot.errors import StorageError
from bot.services.search_forms import RETRY_SECONDS, SearchFormsMaker
from bot.store.protocols.store import Store


async def test_it_works_in_batches_until_nothing_is_left_and_waits_out_a_fault() -> None:
    outcomes: list[int | StorageError] = [StorageError("the disk is full"), 20, 5, 0]

    class Stored:
        async def make_search_forms(self, *, limit: int) -> int:
            outcome = outcomes.pop(0)
            if isinstance(outcome, StorageError):
                raise outcome
            assert outcome <= limit
            return outcome

    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    with capture_logs() as logs:
        await SearchFormsMaker(Stored(), sleep=sleep).run()  # type: ignore[arg-type]
    assert slept[0] == RETRY_SECONDS
    assert len(slept) == 3
    assert [(line["event"], line.get("articles")) for line in logs] == [
        ("search_forms.waits", None),
        ("search_forms.finished", 25),
    ]


async def test_a_library_of_this_version_needs_none(store: Store) -> None:
    article = await add(store, "In Łódź", scope=HERE)
    await add(store, "Theirs", scope=THERE)
    await edit(store, article, "In Strauß")
    with capture_logs() as logs:
        await SearchFormsMaker(store).run()
    assert logs == []
    assert (await store.search(HERE, ["strauss"], limit=1))[0] == 1
    assert (await store.search(HERE, ["lodz"], limit=1))[0] == 0
