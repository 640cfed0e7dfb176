from __future__ import annotations

import pytest
from text.actors.analysed_text import Story, analyse


@pytest.mark.parametrize(
    "sentence",
    [
        'He said he believes Jim Poe is a "spy."',
        "They suspect that Jim Poe was the leader of the gang.",
        "Ann Roe said she thinks Jim Poe is a traitor.",
        "They fear Jim Poe was the ringleader.",
        "There were rumours that Jim Poe was the leader of the gang.",
        "Prosecutors allege that Jim Poe served as a lookout.",
        "He accused Jim Poe of being the ringleader.",
        "He called Jim Poe a liar and a spy.",
        "Jim Poe is a spy, he believes.",
        "Jim Poe was allegedly the ringleader of the plot.",
        "Jim Poe is no longer the mayor of Leeds.",
        "Jim Poe is neither a doctor nor a nurse.",
        "They did not appoint Jim Poe as director.",
        "They will leave unless Jim Poe is the director.",
        "The court asked whether Jim Poe was the owner.",
        "Jim Poe may have been the first president to win.",
    ],
)
def test_what_is_believed_denied_or_supposed_is_no_role(sentence: str) -> None:
    assert Story(sentence).roles("Jim Poe") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "He said Jim Poe is a “spy”.",
        "He said Jim Poe is a 'spy'.",
        'Jim Poe, a "close friend" of the mayor, left.',
        'Jim Poe, "the king of rock", left.',
        '"Poor Mr Doe," said Jim Poe, "the mayor of Leeds left."',
    ],
)
def test_what_stands_in_quotation_marks_is_no_role(sentence: str) -> None:
    assert Story(sentence).roles("Jim Poe") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "She said that Ann Poe, the mayor of Leeds, left.",
        "He thinks that Ann Poe, the mayor of Leeds, will win.",
        "He believes that Ann Poe, who is the mayor of Leeds, left.",
        "She said Ann Poe is the mayor of Leeds.",
        '"Ann Poe is the mayor of Leeds," he said.',
        "He thinks so, and Ann Poe is the mayor of Leeds.",
        "Ann Poe, who believes in it, is the mayor of Leeds.",
    ],
)
def test_an_office_in_plain_speech_is_a_role(sentence: str) -> None:
    assert Story(sentence).roles("Ann Poe") == ["the mayor of Leeds"]


def test_a_name_in_quotation_marks_may_be_part_of_a_role() -> None:
    assert Story("Ann Poe, a 'Strictly Come Dancing' star, left.").roles("Ann Poe") == [
        "a 'Strictly Come Dancing' star"
    ]


def test_a_surname_beside_the_first_name_is_a_relative() -> None:
    story = Story("Gloria Hiroko Poe wept.", "Gloria said she knew Poe was the assassin.")
    assert story.roles("Gloria Hiroko Poe") == []


def test_a_surname_beside_another_full_name_keeps_its_role() -> None:
    story = Story("Ann Poe met Mark Poe.", "Poe is the mayor of Leeds.")
    assert story.roles("Ann Poe") == ["the mayor of Leeds"]


@pytest.mark.parametrize(
    ("sentence", "name", "roles"),
    [
        ("I was now Mrs Mark David Poe, the wife of a murderer.", "Mark David Poe", []),
        ("It was Mrs. John Poe, a teacher, who called.", "John Poe", []),
        ("It was Mrs. Ann Poe, a teacher, who called.", "Ann Poe", ["a teacher"]),
    ],
)
def test_mrs_before_the_name_of_a_man_is_his_wife(sentence: str, name: str, roles: list[str]) -> None:
    assert Story(sentence).roles(name) == roles


@pytest.mark.parametrize(
    "caption",
    [
        "FILE - In this Oct. 28, 2008 file photo, presidential candidate Jim Poe waves.",
        "Presidential candidate Jim Poe waves to the crowd. (Associated Press)",
    ],
)
def test_a_role_in_a_caption_counts_only_if_the_text_gives_none(caption: str) -> None:
    assert Story(caption, "President Jim Poe spoke.").roles("Jim Poe") == ["President"]
    (role,) = Story(caption, "It rained on Jim Poe.").roles("Jim Poe")
    assert role.lower() == "presidential candidate"


def test_a_role_above_a_credit_is_one_in_a_caption() -> None:
    page = "Presidential candidate Jim Poe waves to the crowd. (AP Photo/Ann Roe)\n\nPresident Jim Poe spoke in Leeds."
    (actor,) = [actor for actor in analyse(page) if actor.name == "Jim Poe"]
    assert [role.text for role in actor.roles] == ["President"]


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("A guard stood near then presidential candidate Ann Poe.", "then presidential candidate"),
        ("It was signed by then-President Ann Poe.", "then-President"),
        ("He met the then president Ann Poe.", "then president"),
        ("She wrote to then Senator Ann Poe in May.", "then Senator"),
        ("Then President Ann Poe said no.", "President"),
        ("It rained and then President Ann Poe said no.", "President"),
        ("By then President Ann Poe had left.", "President"),
        ("If he is ill, then President Ann Poe must go.", "President"),
    ],
)
def test_then_stays_where_it_belongs_to_the_role(sentence: str, role: str) -> None:
    assert Story(sentence).roles("Ann Poe") == [role]


@pytest.mark.parametrize(
    "sentence",
    [
        "He met the supervisors, Ann Poe and Greg Doe.",
        "He met the supervisors, Ann Poe.",
        "The ministers, Ann Poe told them, left.",
        "He praised the leaders Ann Poe.",
        "Ann Poe, officers, left.",
        "Disappointed fans Ann Poe and Greg Doe left.",
        "Fan Ann Poe left.",
    ],
)
def test_a_plural_that_says_nothing_of_one_person_is_no_role(sentence: str) -> None:
    assert Story(sentence).roles("Ann Poe") == []


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Ann Poe, the first researcher to be honoured, left.", "the first researcher to be honoured"),
        ("Ann Poe, the first to have been elected president, left.", None),
        ("Ann Poe, a singer but one of many, left.", "a singer"),
        ("Ann Poe is an actor and not a singer.", "an actor"),
        ("Ann Poe, a founder of some of the best, left.", "a founder"),
        ("Ann Poe, president of Formula One, left.", "president of Formula One"),
        (
            "“It worked,” said Ann Poe, a space scientist at the University of Michigan and lead investigator for one"
            " of the probe’s scientific research projects.",
            "a space scientist at the University of Michigan and lead investigator",
        ),
    ],
)
def test_a_role_ends_with_a_whole_phrase(sentence: str, role: str | None) -> None:
    assert Story(sentence).roles("Ann Poe") == ([role] if role else [])


def test_an_abbreviated_title_comes_after_the_fuller_description() -> None:
    story = Story("Israel's top military spokesman, Brig. Gen. Yoav Poe, told them.")
    assert story.roles("Yoav Poe") == ["Israel's top military spokesman", "Brig. Gen."]


def test_the_subject_of_the_clause_after_a_name_is_no_role() -> None:
    story = Story("In a rebuke to Gov. Ann Poe, the Ohio state House of Representatives repealed the law.")
    assert story.roles("Ann Poe") == ["Gov."]
