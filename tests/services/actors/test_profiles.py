from __future__ import annotations

from bot.services.actors.queries import ActorQueries

HERE = 4001


async def test_a_profile_has_each_role_once_with_its_newest_article(actors: ActorQueries) -> None:
    profile = await actors.profile(HERE, "Ann Lee")
    assert [(role.text, role.article.number) for role in profile.roles] == [("the mayor of Nara", 4), ("the mayor", 3)]
    assert (profile.count, profile.mentions) == (2, 5)
    assert [line.number for line in profile.articles] == [4, 3]
    assert "Mayor Lee" in profile.other_names
    assert "Ann Lee" not in profile.other_names
    assert {(line.name, line.articles) for line in profile.co_mentioned} == {("Rui Costa", 1), ("Nara", 1)}


async def test_sentences_are_quoted_verbatim_with_their_article(actors: ActorQueries) -> None:
    profile = await actors.profile(HERE, "Takaichi")
    assert [(s.text, s.article.number) for s in profile.sentences] == [("Story 5 begins.", 5)]
