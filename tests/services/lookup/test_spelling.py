"""Other searches that are suggested for one without results."""

from __future__ import annotations

import pytest
from store.samples import HERE, THERE, add

from bot.services.lookup.spelling import suggest_spellings
from bot.store.protocols.store import Store


@pytest.mark.parametrize(
    ("terms", "suggested"),
    [
        (["reykjavyk"], [("reykjavík",)]),
        (["Lotz"], [("Łódź",)]),
        (["Loodz"], [("Łódź",)]),
        (["carrasquina"], [("carrasquinha",)]),
        (["firetrucks"], [("fire trucks",)]),
        (["strassse"], [("strasse",)]),
        (["swiming"], [("swimming",)]),
        (["대통량이"], [("대통",)]),
        (["地铣线路"], [("线路",)]),
        (["東京都知市"], [("東京都知事",)]),
        (["地铣"], []),
        (["x"], []),
        (["a phrase"], []),
        (["the", "xyzzy"], []),
        (["what", "about", "fire", "trucks"], [("fire", "trucks")]),
        (["what", "happened", "in", "harbour"], [("harbour",)]),
        (["harbour", "xyzzy"], [("harbour",)]),
        (["harbour", "xyzzy", "trucks"], [("harbour", "trucks")]),
    ],
)
async def test_similar_words_of_titles_and_texts_are_suggested(
    store: Store, terms: list[str], suggested: list[tuple[str, ...]]
) -> None:
    await add(store, "In Łódź", text="Researchers in Reykjavík met João Carrasquinha in the Straße.", scope=HERE)
    await add(store, "Harbour", text="The fire trucks came to the harbour for swimming.", scope=HERE)
    await add(store, "서울", text="대통령이 말했다. 新的地铁线路已经开通。", scope=HERE)
    await add(store, "東京都知事が会見", text="会見。", scope=HERE)
    await add(store, "Theirs", text="Zanzibar lotzx xyzzyx", scope=THERE)
    assert list(await suggest_spellings(store, HERE, terms))[:1] == suggested
