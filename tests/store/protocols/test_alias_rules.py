from __future__ import annotations

from dataclasses import replace

from store.samples import HERE, NOW, THERE, later

from bot.models.actors import AliasRule, AliasRuleKind
from bot.models.articles import SHARED
from bot.store.protocols.store import Store

RULE = AliasRule(HERE, "iron lady", "Iron Lady", "sanae takaichi", "Sanae Takaichi", AliasRuleKind.ALIAS, NOW, 7)


async def test_a_decision_holds_in_its_server_only(store: Store):
    await store.set_alias_rule(RULE)
    assert await store.alias_rules(HERE) == [RULE]
    assert await store.alias_rules(THERE) == []
    assert await store.alias_rules(SHARED) == []


async def test_a_shared_decision_holds_everywhere_until_a_server_decides_otherwise(store: Store):
    shared = replace(RULE, scope=SHARED)
    own = replace(RULE, kind=AliasRuleKind.SEPARATION, decided_at=later(hours=1))
    await store.set_alias_rule(shared)
    await store.set_alias_rule(own)
    assert await store.alias_rules(HERE) == [own]
    assert await store.alias_rules(THERE) == [shared]


async def test_a_new_decision_about_a_name_replaces_the_old_one(store: Store):
    other = replace(RULE, target_key="donald trump", target="Donald Trump")
    await store.set_alias_rule(RULE)
    await store.set_alias_rule(other)
    assert await store.alias_rules(HERE) == [other]


async def test_a_decision_can_be_undone_once(store: Store):
    await store.set_alias_rule(RULE)
    assert await store.remove_alias_rule(THERE, RULE.key, now=NOW, by=7) is None
    assert await store.remove_alias_rule(HERE, RULE.key, now=NOW, by=7) == RULE
    assert await store.remove_alias_rule(HERE, RULE.key, now=NOW, by=7) is None
    assert await store.alias_rules(HERE) == []


async def test_a_decision_that_was_stored_with_names_folded_otherwise_holds_and_can_be_replaced(store: Store):
    folded = replace(RULE, key="strom", name="Strøm", target_key="pal strom", target="Pål Strøm")
    await store.set_alias_rule(replace(folded, key="strøm", target_key="pål strøm"))
    assert await store.alias_rules(HERE) == [folded]
    await store.set_alias_rule(folded)
    assert await store.alias_rules(HERE) == [folded]
    assert await store.remove_alias_rule(HERE, "strom", now=NOW, by=7) == folded
    assert await store.alias_rules(HERE) == []
