"""Finding articles, and that nobody finds another server's."""

from __future__ import annotations

import hypothesis
import hypothesis.strategies as st
import pytest
from store.samples import HERE, NOW, THERE, add, edit, later

from bot.models.articles import SHARED
from bot.models.search import SearchFilter
from bot.store.protocols.store import Store


async def test_a_scope_sees_the_shared_articles_and_its_own_only(store: Store):
    shared, ours = await add(store, "Shared news"), await add(store, "Our news", scope=HERE)
    theirs = await add(store, "Their news", scope=THERE)
    for scope, seen in ((SHARED, [shared]), (HERE, [ours, shared]), (THERE, [theirs, shared])):
        assert [line.id for line in await store.articles(scope, limit=9)] == [a.id for a in seen]
        assert [line.id for line in await store.articles_by_title(scope, ["news"], limit=9)] == [a.id for a in seen]
        total, hits = await store.search(scope, ["news"], limit=9)
        assert total == len(seen) == await store.count_articles(scope)
        assert {hit.article.id for hit in hits} == {a.id for a in seen}
    assert await store.article(HERE, 2) == ours
    assert await store.article(THERE, 2) == theirs
    assert await store.article_by_id(HERE, theirs.id) is None
    assert await store.article_by_id(SHARED, theirs.id, removed=True) is None
    await store.remove_article(theirs.id, now=NOW, by=None)
    assert await store.removed_articles(HERE, limit=9) == []


async def test_a_list_comes_newest_first_in_pages(store: Store):
    ids = [(await add(store, str(i), scope=(SHARED, HERE)[i % 2])).id for i in range(7)]
    newest = ids[::-1]
    assert [a.id for a in await store.articles(HERE, limit=3)] == newest[:3]
    assert [a.id for a in await store.articles(HERE, limit=3, offset=3)] == newest[3:6]
    assert [a.id for a in await store.articles(HERE, limit=3, offset=6)] == newest[6:]
    assert await store.articles(HERE, limit=3, offset=7) == []


async def test_the_last_removed_article_comes_first(store: Store):
    articles = [await add(store, str(i)) for i in range(3)]
    for hours, which in enumerate((1, 2, 0)):
        await store.remove_article(articles[which].id, now=later(hours=hours), by=None)
    removed = await store.removed_articles(SHARED, limit=2)
    assert [line.id for line in removed] == [articles[0].id, articles[2].id]
    assert all(line.removed for line in removed)


@pytest.mark.parametrize("number", [0, -1, 99, 2**63, 10**30])
async def test_an_unknown_number_finds_nothing(store: Store, number: int):
    await add(store, "One")
    assert await store.article(SHARED, number) is None
    assert await store.article_by_id(SHARED, number) is None


async def test_a_title_is_found_by_the_beginnings_of_its_words(store: Store):
    first = await add(store, "Takaichi meets Trump")
    second = await add(store, "Trump’s tariffs", text="Takaichi was not amused.")
    assert [a.id for a in await store.articles_by_title(SHARED, ["trum"], limit=5)] == [second.id, first.id]
    assert [a.id for a in await store.articles_by_title(SHARED, ["tak", "TRUMP"], limit=5)] == [first.id]
    assert await store.articles_by_title(SHARED, ["amused"], limit=5) == []
    assert await store.articles_by_title(SHARED, [], limit=5) == []


async def test_search_ranks_titles_above_texts_and_marks_the_words(store: Store):
    in_title = await add(store, "Economy grows", text="Nothing else was said of it today.")
    in_text = await add(store, "Other news", text="The economies of all were growing, said Müller.")
    total, hits = await store.search(SHARED, ["economy"], limit=5)
    assert (total, [hit.article.id for hit in hits]) == (2, [in_title.id, in_text.id])
    assert "\x02economies\x03" in hits[1].snippet
    for words in (["grow"], ["GROWING", "econ"], ["muller"], ["müll"]):
        assert in_text.id in [hit.article.id for hit in (await store.search(SHARED, words, limit=5))[1]], words
    assert (await store.search(SHARED, ["econ", "growing"], limit=5))[0] == 0  # only the last word may be a beginning
    assert await store.search(SHARED, [], limit=5) == (0, [])


async def test_a_term_of_several_words_is_found_in_that_order(store: Store):
    there = await add(store, "One", text="The Bank of England raised rates.")
    await add(store, "Two", text="In England a bank was robbed.")
    assert [hit.article.id for hit in (await store.search(SHARED, ["bank of england"], limit=5))[1]] == [there.id]
    assert (await store.search(SHARED, ["bank of engl"], limit=5))[0] == 1
    assert (await store.search(SHARED, ["bank of engl"], limit=5, match_last_as_prefix=False))[0] == 0


async def test_a_short_last_word_is_searched_for_exactly(store: Store):
    await add(store, "Aid for all")
    ai = await add(store, "AI for all")
    tokyo = await add(store, "高市早苗首相 in Tokyo")
    assert [hit.article.id for hit in (await store.search(SHARED, ["AI"], limit=5))[1]] == [ai.id]
    assert [hit.article.id for hit in (await store.search(SHARED, ["高市"], limit=5))[1]] == [tokyo.id]
    assert (await store.search(SHARED, ["a"], limit=5))[0] == 0


async def test_what_is_left_of_a_word_without_its_ending_is_no_beginning(store: Store):
    await add(
        store,
        "A port",
        text="But the critical director did build it in Burnley, with a lively picture of the eastern time.",
    )
    died = await add(store, "A fire", text="Two people died.")
    for word in ("bus", "gas", "cries", "ties", "lied", "pies", "ease", "using"):
        assert await store.search(SHARED, [word], limit=5) == (0, []), word
    for word in ("died", "dies"):
        assert [hit.article.id for hit in (await store.search(SHARED, [word], limit=5))[1]] == [died.id], word


async def test_search_goes_page_by_page(store: Store):
    ids = {(await add(store, f"Story {i}")).id for i in range(5)}
    pages = [await store.search(SHARED, ["story"], limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert [(total, len(hits)) for total, hits in pages] == [(5, 2), (5, 2), (5, 1), (5, 0)]
    assert {hit.article.id for _, hits in pages for hit in hits} == ids


async def test_marks_in_a_text_are_not_mistaken_for_hits(store: Store):
    await add(store, "T", text="A \x02false\x03 mark beside the word.")
    [hit] = (await store.search(SHARED, ["word"], limit=5))[1]
    assert hit.snippet == "A false mark beside the word."


async def test_the_passage_of_a_word_as_long_as_a_text_is_short(store: Store):
    await add(store, "T", text=f"Before {'x' * 100_000} after.")
    [hit] = (await store.search(SHARED, ["x" * 60], limit=5))[1]
    assert "\x02xxx" in hit.snippet
    assert len(hit.snippet) < 5_000


HOSTILE = [
    '"',
    "*",
    "NEAR(",
    "a OR",
    "NOT",
    "title:x",
    "-",
    "^a",
    "{a b}",
    "😀",
    "\x00",
    "a\x00b",
    "'",
    "",
    " ",
    "a" * 999,
]


@pytest.mark.parametrize("word", HOSTILE)
async def test_no_word_is_interpreted_as_syntax(store: Store, word: str):
    await add(store, "A plain title")
    for words in ([word], [word, "plain"], ["plain", word]):
        total, hits = await store.search(SHARED, words, limit=5)
        assert total == len(hits)
        await store.articles_by_title(SHARED, words, limit=5)


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@hypothesis.settings(suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
@hypothesis.given(st.lists(ANY_TEXT | st.sampled_from(HOSTILE), max_size=4))
async def test_no_words_are_interpreted_as_syntax(store: Store, words: list[str]):
    total, hits = await store.search(SHARED, words, limit=5)
    assert (total, hits) == (0, [])
    assert await store.articles_by_title(SHARED, words, limit=5) == []
    assert await store.actors_with_prefix(SHARED, " ".join(words), limit=5) == []
    assert await store.theme_articles(SHARED, " ".join(words), limit=5) == []


async def test_removed_articles_are_counted_by_scope(store: Store):
    for scope in (SHARED, HERE, THERE):
        article = await add(store, f"Story {scope}", scope=scope)
        assert await store.count_removed(scope) == (0 if scope == SHARED else 1)
        await store.remove_article(article.id, now=NOW, by=None)
    assert [await store.count_removed(scope) for scope in (SHARED, HERE, THERE)] == [1, 2, 2]


async def test_the_article_that_was_changed_last_is_the_scopes_own(store: Store):
    shared, first, second = (
        await add(store, "Shared"),
        await add(store, "A", scope=HERE),
        await add(store, "B", scope=HERE),
    )
    assert await store.last_changed_article(HERE) is None
    await store.remove_article(first.id, now=later(minutes=1), by=None)
    edited = await edit(store, second, "B again")
    await store.remove_article(shared.id, now=later(hours=9), by=None)
    assert await store.last_changed_article(HERE) == edited
    await store.undo_edit(second.id, now=later(hours=2), by=None, version=edited.version)
    found = await store.last_changed_article(HERE)
    assert found is not None
    assert (found.id, found.removed_at) == (first.id, later(minutes=1))


async def test_words_in_no_text_and_no_words_find_nothing(store: Store):
    await add(store, "One")
    assert await store.search(SHARED, [], limit=9) == (0, [])
    assert await store.articles_by_title(SHARED, [], limit=9) == []
    assert await store.search(SHARED, ["nowhere"], limit=9) == (0, [])


@pytest.mark.parametrize(("term", "found"), [("on", 0), ("onta", 1), ("\u30c8", 1)], ids=["short", "long", "no spaces"])
async def test_a_short_last_word_is_a_prefix_only_in_scripts_without_spaces(store: Store, term: str, found: int):
    await add(store, "Snow", text="Ontario waits. \u30c8\u30e9\u30f3\u30d7\u6c0f.")
    assert (await store.search(SHARED, [term], limit=9))[0] == found


async def test_the_full_text_comes_with_its_pages_once_they_are_stored(store: Store):
    article = await add(store, "Long", scope=HERE)
    assert await store.full_text(HERE, article.id) == (article, ())
    await store.set_page_offsets(article, (0, 12))
    assert await store.full_text(HERE, article.id) == (article, (0, 12))
    assert await store.full_text(THERE, article.id) is None
    assert await store.full_text(HERE, 2**63) is None
    edited = await edit(store, article, "Short")
    await store.set_page_offsets(article, (0, 5))
    assert await store.full_text(HERE, article.id) == (edited, ())


FOUND = {
    "email": "An e-mail came.",
    "e-mail": "An email came.",
    "e mail": "An email came.",
    "healthcare": "They want health care.",
    "health-care": "They want healthcare.",
    "health care": "They want healthcare.",
    "2700": "Some 2,700 people.",
    "2,700": "Some 2700 people.",
    "2.700": "Some 2 700 people.",
    "2 700": "Some 2’700 people.",
    "lodz": "They met in Łódź.",
    "strauss": "Then Strauß spoke.",
    "mueller": "Then Müller spoke.",
    "Müller": "Then Mueller spoke.",
    "soren aero": "Søren from Ærø",
    "finance": "The ﬁnance bill.",
    "nordbank": "The Nord\u00adbank paid.",
    "obrien": "Then O’Brien spoke.",
    "O'Brien": "Then OBrien spoke.",
    "reelected": "She was re-elected.",
    "U.S.": "The US sent envoys.",
    "US": "The U.S. sent envoys.",
    "president's": "The president spoke.",
    "地铁": "东京新地铁开通。",
    "线": "地铁线路。",
    "路": "地铁线路。",
    "手机5G": "华为手机5G版",
    "トランプ": "ドナルド・トランプ氏。",
    "은행": "한국은행은 금리를 올렸다.",
    "ประเทศไทย": "นายกรัฐมนตรีกล่าวว่าประเทศไทยจะจัดการเลือกตั้ง",
    "កម្ពុជា": "ប្រទេសកម្ពុជាបានប្រកាស",
    "ວປະ": "ປະເທດລາວປະກາດ",
    "ရွေးကောက်ပွဲ": "မြန်မာနိုင်ငံတွင်ရွေးကောက်ပွဲ",
    "योजना": "नई जल योजना की घोषणा",
    "محمد": "قالَ مُحَمَّد ذلك",
    "שלום": "אמר שָׁלוֹם לכם",
    "αθηνα": "στην Αθήνα.",
    "fire truck": "The firetruck came.",
}
"""What is typed, and a text that it finds."""
NOT_FOUND = {
    "US": "They told us.",
    "IT": "They like it.",
    "managed": "The man aged 45 spoke.",
    "3.5": "Some 3.500 people.",
    "地线": "地铁线路。",
    "किसान": "किस का",
}


@pytest.mark.parametrize(("typed", "text"), FOUND.items())
async def test_a_word_finds_its_other_spellings_and_the_passage_is_quoted(store: Store, typed: str, text: str):
    await add(store, "Other news", text="The mayor spoke of the weather.")
    there = await add(store, "News", text=text)
    total, hits = await store.search(SHARED, typed.split() if "2 7" not in typed else [typed], limit=5)
    assert (total, [hit.article.id for hit in hits]) == (1, [there.id])
    assert "\x02" in hits[0].snippet
    assert hits[0].snippet.replace("\x02", "").replace("\x03", "").strip("…") in text


@pytest.mark.parametrize(("typed", "text"), NOT_FOUND.items())
async def test_a_word_does_not_find_another_one(store: Store, typed: str, text: str):
    await add(store, "News", text=text)
    assert await store.search(SHARED, [typed], limit=5) == (0, [])


@pytest.mark.parametrize("phrase", ["met in Lodz", "in lodz today", "Łódź today", "e-mail came", "email came"])
async def test_a_phrase_is_found_around_another_spelling(store: Store, phrase: str):
    await add(store, "News", text="They met in Łódź today. An e-mail came then.")
    assert (await store.search(SHARED, [phrase], limit=5))[0] == 1
    assert (await store.search(SHARED, [" ".join(reversed(phrase.split()))], limit=5))[0] == 0


async def test_a_phrase_in_a_script_without_spaces_is_found_inside(store: Store):
    await add(store, "News", text="Łódź 东京新地铁开通")
    assert (await store.search(SHARED, ["lodz 东京"], limit=5))[0] == 1
    assert (await store.search(SHARED, ["地铁"], limit=5, match_last_as_prefix=False))[0] == 1


async def test_a_title_is_found_in_other_spellings(store: Store):
    for title, typed in (("In Łódź", "lodz"), ("东京新地铁开通", "地铁"), ("An e-mail", "email")):
        article = await add(store, title)
        assert [a.id for a in await store.articles_by_title(SHARED, [typed], limit=5)] == [article.id]


async def test_words_spelt_as_typed_and_near_each_other_come_first(store: Store):
    apart = await add(store, "Apart", text="A storm, a storm. " + "And so on. " * 30 + "The harbour, the harbour.")
    near = await add(store, "Near", text="The storm hit the harbour. " + "And so on. " * 90)
    assert [hit.article.id for hit in (await store.search(SHARED, ["storm", "harbour"], limit=5))[1]] == [
        near.id,
        apart.id,
    ]
    stem = await add(store, "Water water", text="Water everywhere.")
    name = await add(store, "Singer", text="Then Waters spoke. " + "And so on. " * 30)
    assert [hit.article.id for hit in (await store.search(SHARED, ["Waters"], limit=5))[1]] == [name.id, stem.id]


async def test_without_words_the_newest_articles_that_fit_are_found(store: Store):
    old, new = await add(store, "Old", now=NOW), await add(store, "New", now=later(hours=1))
    total, hits = await store.search(SHARED, [], limit=5, filters=SearchFilter(excluded=("nowhere",)))
    assert (total, [hit.article.id for hit in hits]) == (2, [new.id, old.id])


async def test_words_of_texts_are_listed_by_their_beginning(store: Store):
    await add(store, "Harbour", text="The harvest was happy.")
    assert await store.words_that_begin("har", limit=9) == ["harbour", "harvest"]
    assert await store.words_that_begin("har", limit=1) == ["harbour"]
    assert await store.words_that_begin("", limit=9) == []


async def test_an_article_is_found_by_its_words_the_removed_one_last(store: Store):
    ours = await add(store, "Harbour", scope=HERE)
    assert await store.article_by_content(HERE, ours.content_hash) == ours
    assert await store.article_by_content(THERE, ours.content_hash) is None
    await store.remove_article(ours.id, now=NOW, by=None)
    found = await store.article_by_content(HERE, ours.content_hash)
    assert found is not None
    assert found.removed_at == NOW
