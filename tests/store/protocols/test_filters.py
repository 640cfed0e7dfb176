"""Which channels get a new article, by their filters, and what is said of the others."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from store.samples import HERE, NOW, THERE, edit, later, organisation, person, read

from bot.models.actors import AliasRule, AliasRuleKind
from bot.models.analysis import Theme
from bot.models.articles import SHARED, Article, Draft
from bot.models.delivery import DeliveryState
from bot.models.filters import EVERYTHING, ChannelFilter, Condition, FilterKind
from bot.store.protocols.store import Store

KINDS = {kind.value: kind for kind in FilterKind}
TEXT = "The U.S. harbours reopened. Dockers’ strikes had closed them, Mayor Lee said."


def wanted(*include: str, without: Sequence[str] = ()) -> ChannelFilter:
    """A filter of conditions such as ``theme:Sport``."""
    return ChannelFilter(tuple(map(_condition, include)), tuple(map(_condition, without)))


def _condition(typed: str) -> Condition:
    kind, _, value = typed.partition(":")
    return Condition(KINDS[kind], value)


async def add(store: Store, *, scope: int = SHARED) -> Article:
    actors = (person("Ann Lee", "Mayor Lee"), organisation("European Union"))
    reading = read(TEXT, actors=actors, themes=[Theme("Labour", ("strikes",)), Theme("Trade", ("harbours",))])
    return await store.add_article(scope, Draft("Ports open", TEXT, source="The Daily Planet"), reading, now=NOW)


async def reasons(store: Store, article: Article, guild: int = HERE) -> list[str | None]:
    """For each channel of a server why the article is not posted there; None if it is."""
    rows = await store.deliveries_of(guild, article.id)
    assert all((row.state is DeliveryState.SKIPPED) == (row.reason is not None) for row in rows)
    return [row.reason for row in rows]


@pytest.mark.parametrize(
    ("conditions", "reason"),
    [
        (wanted("theme:trade"), None),
        (wanted("theme:Sport", "theme:Trade"), None),
        (wanted("theme:Sport"), "the channel’s filter asks for articles on the theme “Sport”"),
        (wanted("who:Ann Lee"), None),
        (wanted("who:lee"), None),
        (wanted("who:Mayor Ann Lee"), None),
        (wanted("who:Ann B. Lee"), None),
        (wanted("who:EU"), None),
        (wanted("who:Bo Lee"), "the channel’s filter asks for articles naming Bo Lee"),
        (wanted("who:Ann"), "the channel’s filter asks for articles naming Ann"),
        (wanted("who:Bo Lund", "who:Park"), "the channel’s filter asks for articles naming Bo Lund or Park"),
        (wanted("source:planet"), None),
        (wanted("source:Reuters"), "the channel’s filter asks for articles from “Reuters”"),
        (wanted("lang:en"), None),
        (wanted("lang:de"), "the channel’s filter asks for articles in German"),
        (wanted("words:harbour", "words:strike"), None),
        (wanted("words:USA"), None),
        (wanted("words:dockers strikes"), None),
        (wanted("words:strikes dockers"), "the channel’s filter asks for articles with “strikes dockers”"),
        (wanted("words:ports"), None),
        (wanted("words:harb"), "the channel’s filter asks for articles with “harb”"),
        (wanted("words:harbour", "words:tug"), "the channel’s filter asks for articles with “tug”"),
        (wanted('words:"harbour OR tug*'), 'the channel’s filter asks for articles with “"harbour OR tug*”'),
        (wanted(without=["words:tug", "theme:Sport"]), None),
        (wanted(without=["words:strike"]), "the channel’s filter leaves out articles with “strike”"),
        (wanted("theme:Trade", without=["who:Lee"]), "the channel’s filter leaves out articles naming Lee"),
    ],
)
async def test_a_filter_decides_whether_an_article_is_posted(
    store: Store, conditions: ChannelFilter, reason: str | None
) -> None:
    await store.subscribe(HERE, 1, now=NOW, by=None)
    assert await store.set_subscription_filter(HERE, 1, conditions)
    article = await add(store)
    assert await reasons(store, article) == [reason]
    (verdict,) = await store.filter_verdicts(HERE, conditions, [article.id])
    assert (verdict.passes, verdict.reason if not verdict.passes else None) == (reason is None, reason)
    claimed = await store.claim_deliveries(now=NOW, lease_seconds=9, limit=9)
    assert len(claimed) == (reason is None)


async def test_a_verdict_says_which_conditions_an_article_meets(store: Store) -> None:
    article = await add(store)
    for conditions, reason in (
        (wanted("words:harbour", "theme:Sport", "theme:Trade"), "on the theme “Trade”, with “harbour”"),
        (wanted(without=["words:tug"]), "it has nothing that the channel’s filter leaves out"),
    ):
        (verdict,) = await store.filter_verdicts(HERE, conditions, [article.id])
        assert (verdict.passes, verdict.reason) == (True, reason)


async def test_only_channels_with_a_filter_are_concerned(store: Store) -> None:
    for guild, channel in ((HERE, 1), (HERE, 2), (THERE, 3)):
        await store.subscribe(guild, channel, now=NOW, by=None)
    assert await store.set_subscription_filter(HERE, 2, wanted("theme:Sport"))
    assert await store.set_subscription_filter(THERE, 3, wanted("theme:Health"))
    assert not await store.set_subscription_filter(HERE, 9, wanted("theme:Sport"))
    shared = await add(store)
    assert await reasons(store, shared) == [None, "the channel’s filter asks for articles on the theme “Sport”"]
    assert await reasons(store, shared, THERE) == ["the channel’s filter asks for articles on the theme “Health”"]


async def test_a_filter_is_kept_until_it_is_removed_or_the_channel_is_unsubscribed(store: Store) -> None:
    await store.subscribe(HERE, 1, now=NOW, by=None)
    conditions = wanted("theme:Sport", "words:dock strike", without=["lang:de"])
    await store.set_subscription_filter(HERE, 1, conditions)
    assert (await store.subscribe(HERE, 1, now=NOW, by=None)).filter == conditions
    await store.unsubscribe(HERE, 1)
    assert (await store.subscribe(HERE, 1, now=NOW, by=None)).filter == EVERYTHING
    await store.set_subscription_filter(HERE, 1, conditions)
    await store.set_subscription_filter(HERE, 1, EVERYTHING)
    assert await reasons(store, await add(store)) == [None]


async def test_an_edited_article_is_not_posted_after_all(store: Store) -> None:
    await store.subscribe(HERE, 1, now=NOW, by=None)
    await store.set_subscription_filter(HERE, 1, wanted("words:tug"))
    article = await add(store)
    await edit(store, article, "A tug")
    assert await reasons(store, article) == ["the channel’s filter asks for articles with “tug”"]
    await store.remove_article(article.id, now=later(hours=1), by=None)
    await store.restore_article(article.id, now=later(hours=1), by=None)
    assert await store.claim_deliveries(now=later(hours=2), lease_seconds=9, limit=9) == []


def alias(scope: int, name: str, target: str, kind: AliasRuleKind = AliasRuleKind.ALIAS) -> AliasRule:
    return AliasRule(
        scope=scope, key=name, name=name, target_key=target, target=target, kind=kind, decided_at=NOW, decided_by=1
    )


async def test_aliases_of_a_server_name_somebody_too(store: Store) -> None:
    await store.set_alias_rule(alias(SHARED, "the skipper", "ann lee"))
    await store.set_alias_rule(alias(HERE, "the mayor", "ann lee"))
    await store.set_alias_rule(alias(THERE, "the skipper", "ann lee", AliasRuleKind.SEPARATION))
    article = await add(store)
    for guild, passing in ((HERE, {"the skipper", "the mayor"}), (THERE, set())):
        for name in ("the skipper", "the mayor"):
            (verdict,) = await store.filter_verdicts(guild, wanted(f"who:{name}"), [article.id])
            assert verdict.passes == (name in passing)


async def says(store: Store, guild: int, name: str, article: Article) -> bool:
    """Whether a filter for a name lets an article pass."""
    (verdict,) = await store.filter_verdicts(guild, wanted(f"who:{name}"), [article.id])
    return verdict.passes


async def name(store: Store, full: str, *, scope: int = SHARED, times: Sequence[int] = (1,)) -> None:
    """Articles that name somebody in full."""
    for at in times:
        text = f"{full} spoke for the {at}. time."
        await store.add_article(scope, Draft("Speech", text), read(text, actors=(person(full),)), now=NOW)


async def bare(store: Store, surname: str = "Lee", *, scope: int = SHARED) -> Article:
    text = f"{surname} said that the harbour opens."
    return await store.add_article(scope, Draft("Harbour", text), read(text, actors=(person(surname),)), now=NOW)


async def test_a_surname_alone_names_the_only_person_of_that_name(store: Store) -> None:
    await name(store, "Ann Lee")
    await store.subscribe(HERE, 1, now=NOW, by=None)
    await store.set_subscription_filter(HERE, 1, wanted("who:Ann Lee"))
    article = await bare(store)
    assert await reasons(store, article) == [None]
    assert await says(store, HERE, "Mayor Ann Lee", article)
    assert not await says(store, HERE, "Bo Lee", article)
    assert not await says(store, HERE, "Ann Park", article)


async def test_a_surname_of_two_parts_alone_names_the_only_person_of_that_name(store: Store) -> None:
    await name(store, "Ann Ruiz-Díaz")
    article = await bare(store, "Ruiz-Díaz")
    assert await says(store, HERE, "Ann Ruiz-Diaz", article)
    assert not await says(store, HERE, "Ann Lee-Díaz", article)


async def test_a_surname_alone_never_names_one_of_several(store: Store) -> None:
    await name(store, "Ann Lee", times=(1, 2))
    await name(store, "Bo Lee")
    article = await bare(store)
    assert not await says(store, HERE, "Ann Lee", article)
    assert not await says(store, HERE, "Bo Lee", article)
    await name(store, "Ann Lee", times=(3, 4, 5, 6))
    other = await bare(store, "Mr Lee")
    assert await says(store, HERE, "Ann Lee", other)
    assert not await says(store, HERE, "Bo Lee", other)


async def test_what_a_server_knows_decides_whom_a_surname_means_there(store: Store) -> None:
    await name(store, "Ann Lee")
    await name(store, "Bo Lee", scope=THERE)
    article = await bare(store)
    assert await says(store, HERE, "Ann Lee", article)
    assert not await says(store, THERE, "Ann Lee", article)


async def test_a_surname_alone_that_is_more_frequent_than_anybody_names_nobody(store: Store) -> None:
    await name(store, "Ann Lee")
    for text in ("Lee went home.", "Lee came back."):
        await store.add_article(SHARED, Draft("Lee", text), read(text, actors=(person("Lee"),)), now=NOW)
    assert not await says(store, HERE, "Ann Lee", await bare(store))


async def test_the_family_name_that_stands_first_names_somebody_too(store: Store) -> None:
    await name(store, "Xi Jinping")
    article = await bare(store, "Xi")
    assert await says(store, HERE, "Xi Jinping", article)


async def test_an_editor_who_separates_the_names_decides_for_the_filters_of_the_server(store: Store) -> None:
    await name(store, "Ann Lee")
    await store.set_alias_rule(alias(HERE, "lee", "ann lee", AliasRuleKind.SEPARATION))
    await store.set_alias_rule(alias(THERE, "the skipper", "ann lee"))
    article = await bare(store)
    assert not await says(store, HERE, "Ann Lee", article)
    assert await says(store, THERE, "Ann Lee", article)
    assert await says(store, THERE, "the skipper", article)
