from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.models.actors import AliasRule, AliasRuleKind, StoredActor
from bot.models.analysis import ActorKind
from bot.text.actors.linking import LinkedActor, link_actors
from bot.text.name_parts import strip_title
from bot.text.names import name_key

PERSON, ORGANISATION, PLACE = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.PLACE


def known(name: str, articles: int = 1, kind: ActorKind = PERSON, scope: int = 0) -> StoredActor:
    return StoredActor(hash((name, scope)) % 10_000, scope, kind, name, name_key(name), articles)


def groups(*actors: StoredActor) -> dict[str, list[str]]:
    return {group.name: [member.name for member in group.members] for group in link_actors(actors)}


def test_a_bare_surname_joins_the_only_person_who_has_it() -> None:
    (group,) = link_actors([known("Sanae Takaichi", 5), known("Takaichi", 2)])
    assert group.name == "Sanae Takaichi"
    assert group.evidence == (
        "“Takaichi” stands for Sanae Takaichi: no other person of that surname is in the library",
    )


def test_a_bare_surname_in_more_articles_than_the_full_name_stays_apart() -> None:
    assert groups(known("Sanae Takaichi", 1), known("Takaichi", 2)) == {
        "Takaichi": ["Takaichi"],
        "Sanae Takaichi": ["Sanae Takaichi"],
    }


def test_a_surname_of_two_parts_joins_the_only_person_who_has_it() -> None:
    assert groups(known("Laura Ruiz-Díaz", 2), known("Ruiz-Diaz"), known("Mr Ruiz–Díaz")) == {
        "Laura Ruiz-Díaz": ["Laura Ruiz-Díaz", "Mr Ruiz–Díaz", "Ruiz-Diaz"]
    }
    assert len(groups(known("Laura Ruiz-Díaz"), known("Paul Ruiz-Díaz"), known("Ruiz-Díaz"))) == 3
    assert len(groups(known("Jean-Paul Díaz", 2), known("Jean-Paul"), known("Ruiz-Díaz"))) == 3


def test_an_ambiguous_surname_stays_apart() -> None:
    assert len(groups(known("George Bush", 3), known("Laura Bush", 1), known("Bush"))) == 3


def test_four_times_the_articles_make_the_main_bearer_of_a_surname() -> None:
    found = groups(known("George Bush", 4), known("Laura Bush", 1), known("Bush"))
    assert found == {"George Bush": ["George Bush", "Bush"], "Laura Bush": ["Laura Bush"]}


def test_full_names_that_look_alike_stay_apart() -> None:
    assert len(groups(known("Jorge Costa"), known("Rui Costa"), known("Jorg Costa"))) == 3


def test_one_name_in_two_scopes_is_one_actor() -> None:
    assert len(groups(known("Angela Merkel"), known("Angela Merkel", scope=7))) == 1
    assert len(groups(known("José Mourinho"), known("Jose Mourinho", scope=7))) == 1


def test_a_title_is_removed_before_names_are_compared() -> None:
    assert strip_title("Prime Minister Takaichi") == "Takaichi"
    assert strip_title("Prince Charles") == "Prince Charles"
    found = groups(known("Sanae Takaichi", 3), known("Prime Minister Takaichi"))
    assert list(found) == ["Sanae Takaichi"]


def test_initials_between_first_and_last_name_do_not_make_another_person() -> None:
    assert groups(known("Donald Trump", 8), known("Donald J. Trump")) == {
        "Donald Trump": ["Donald Trump", "Donald J. Trump"]
    }


def test_a_suffix_after_the_last_name_does_not_make_another_person() -> None:
    for suffix in ("Jr.", "II", "III", "IV"):
        assert len(groups(known("Hunter Biden", 8), known(f"Hunter Biden {suffix}"))) == 1


def test_a_father_called_senior_is_not_his_son() -> None:
    found = groups(known("Tom Poe", 8), known("Tom Poe Jr."), known("Tom Poe Sr.", 2), known("Tom Q. Poe Sr"))
    assert found == {"Tom Poe": ["Tom Poe", "Tom Poe Jr."], "Tom Poe Sr.": ["Tom Poe Sr.", "Tom Q. Poe Sr"]}


def test_a_surname_may_be_the_father_s_or_the_son_s() -> None:
    found = groups(known("Tom Poe", 3), known("Tom Poe Sr.", 2), known("Poe"))
    assert found == {"Tom Poe": ["Tom Poe"], "Tom Poe Sr.": ["Tom Poe Sr."], "Poe": ["Poe"]}
    assert groups(known("Tom Poe Sr.", 2), known("Poe")) == {"Tom Poe Sr.": ["Tom Poe Sr.", "Poe"]}


def test_a_family_name_in_first_position_joins_too() -> None:
    assert list(groups(known("Xi Jinping", 4), known("Xi"))) == ["Xi Jinping"]


def test_a_surname_with_particles_joins_its_full_name() -> None:
    assert list(groups(known("Alexander Van der Bellen", 4), known("Van der Bellen"))) == ["Alexander Van der Bellen"]


def test_places_join_by_the_table_of_countries() -> None:
    found = groups(known("U.S.", 9, PLACE), known("United States", 3, PLACE), known("USA", 1, PLACE))
    assert found == {"United States": ["U.S.", "United States", "USA"]}


def test_organisations_join_by_the_table_or_their_legal_form_only() -> None:
    assert list(groups(known("UN", 3, ORGANISATION), known("United Nations", 1, ORGANISATION))) == ["United Nations"]
    assert len(groups(known("Acme", 2, ORGANISATION), known("Acme Ltd", 1, ORGANISATION))) == 1
    assert len(groups(known("Leicester", 2, ORGANISATION), known("Leicester City", 1, ORGANISATION))) == 2


def test_places_and_organisations_give_the_reason_for_joining() -> None:
    (un,) = link_actors([known("UN", 3, ORGANISATION), known("United Nations", 1, ORGANISATION)])
    assert un.evidence == ("“UN” and “United Nations” are names of United Nations in the table of known names",)
    (acme,) = link_actors([known("Acme", 2, ORGANISATION), known("The Acme Ltd", 1, ORGANISATION)])
    assert acme.evidence == ("“Acme” and “The Acme Ltd” differ in the legal form only",)
    (trump,) = link_actors([known("Donald Trump", 8), known("President Donald Trump", 2), known("Donald J. Trump")])
    assert trump.evidence == (
        "“Donald Trump” and “President Donald Trump” differ in the title only",
        "“Donald Trump” and “Donald J. Trump” differ in initials between first and last name only",
    )


ALIAS, SEPARATION = AliasRuleKind


def rule(name: str, target: str, kind: AliasRuleKind) -> AliasRule:
    return AliasRule(0, name_key(name), name, name_key(target), target, kind, datetime(2026, 11, 1, tzinfo=UTC), 1)


def test_an_alias_joins_an_actor_to_its_target_and_decides_the_name() -> None:
    actors = [known("Kanye West", 2), known("Ye", 5)]
    (group,) = link_actors(actors, [rule("Ye", "Kanye West", ALIAS)])
    assert (group.name, [member.name for member in group.members]) == ("Kanye West", ["Kanye West", "Ye"])
    assert group.evidence == ("“Ye” is Kanye West: an editor said so",)


def test_an_alias_of_an_unknown_person_joins_nothing() -> None:
    (group,) = link_actors([known("Ye", 5)], [rule("Ye", "Kanye West", ALIAS)])
    assert (group.name, group.evidence) == ("Ye", ())


def test_a_separated_name_is_not_joined_by_any_rule() -> None:
    surname = [known("Sanae Takaichi", 5), known("Takaichi", 2)]
    assert len(link_actors(surname, [rule("Takaichi", "Sanae Takaichi", SEPARATION)])) == 2
    initials = [known("Donald Trump", 8), known("Donald J. Trump")]
    assert len(link_actors(initials, [rule("Donald J. Trump", "Donald Trump", SEPARATION)])) == 2


def test_kinds_never_mix() -> None:
    assert len(link_actors([known("Washington", 2, PLACE), known("Washington", 1)])) == 2


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Bush", "George Bush", "Laura Bush", "Mr Bush", "U.S.", "", "Xi", "van der Bellen", "’s"]),
            st.integers(0, 9),
            st.sampled_from(list(ActorKind)),
        ),
        max_size=9,
    )
    | st.lists(st.tuples(st.text(max_size=12), st.integers(0, 3), st.just(PERSON)), max_size=6)
)
def test_every_actor_is_in_exactly_one_group_whatever_the_order(rows: list[tuple[str, int, ActorKind]]) -> None:
    actors = [StoredActor(i, 0, kind, name, name_key(name), n) for i, (name, n, kind) in enumerate(rows)]
    found = link_actors(actors)
    assert sorted(m.id for group in found for m in group.members) == list(range(len(actors)))

    def members(made: tuple[LinkedActor, ...]) -> set[frozenset[str]]:
        return {frozenset(f"{m.kind} {m.name}" for m in group.members) for group in made}

    assert members(found) == members(link_actors(actors[::-1]))
