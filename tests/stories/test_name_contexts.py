"""Reports in the same words on others, and revised or reprinted texts."""

from __future__ import annotations

import pytest
from story_reports import FERRY, FERRY_ELSEWHERE, FERRY_REVISED

from bot.stories.name_contexts import MAX_NAMES, name_contexts, replaces_names

PATTERNS = {
    "weather": (
        ("Flood alert for {0}", "An alert was issued for {0} on Sunday. The river authority said that water in {0} "
         "could rise by {1} metres overnight. Residents should move cars and keep away from the banks."),
        ("the Isle of Lenn", "two"), ("Brockdale", "three"),
    ),
    "obituary": (
        ("{0}, {1}, has died", "{0}, who was known as a {1} for more than four decades, has died at home after a short "
         "illness. {2} was born in {3}, the youngest of five children. A service will be held in private."),
        ("Edda Marsh", "potter", "Marsh", "Carrowby"), ("Tobias Wrenfield", "cellist", "Wrenfield", "Lowestone"),
    ),
    "result": (
        ("{0} beat {1} to stay top", "{0} beat {1} with a late goal on Saturday and stay top of their league. {2} "
         "scored from a corner in the last minute, after both sides had missed chances. {1} had a man sent off."),
        ("Harwick Rovers", "Dunmere", "Pat Oakes"), ("Selby Vale", "Crossmoor Athletic", "Luis Ferro"),
    ),
    "traffic": (
        ("Crash closes the {0} near {1}", "The {0} is closed in both directions near {1} after a lorry overturned. "
         "Drivers are asked to use the {2} instead. Police expect that the road will be cleared by noon."),
        ("A417", "Thornley", "B402"), ("M28", "Eastwick", "A91"),
    ),
    "court": (
        ("Magistrates’ court: driver fined", "Before the magistrates, {0} of {1} admitted driving without insurance "
         "and was fined and banned for a year. The court heard that {2} stopped the car in {3} at night."),
        ("Gerald Pym", "Ashby Road", "Constable Neary", "Thornley"),
        ("Olive Trask", "Mill Lane", "Sergeant Bould", "Eastwick"),
    ),
    "figures": (
        ("{0} Raises Its Forecast", "{0} has raised its forecast for the year after a strong quarter. The board of {0} "
         "will propose a higher dividend, its chief executive {1} said. Analysts had expected less."),
        ("Quillon", "Rita Sand"), ("Ostrava Glass", "Per Holm"),
    ),
    "recall": (
        ("{0} recalls its {1}", "{0} is recalling its {1} because it may contain pieces of plastic. Customers can "
         "return the product to any shop for a refund. Nobody has been hurt, a spokesperson for {0} said."),
        ("Maplewood", "Oat Crunch"), ("Dairyvale", "Berry Swirl"),
    ),
    "appointment": (
        ("{0} names {1} as its chair", "{0} has named {1} as chair of its board from the first of March. She follows "
         "{2}, who steps down after nine years. The appointment must be confirmed by the members of {0}."),
        ("Northlight Bank", "Ida Kern", "Hugo Baines"), ("Severn Mutual", "Greta Lowe", "Owen Pryce"),
    ),
    "quake": (
        ("Earthquake hits {0}", "An earthquake of magnitude 5.1 struck {0} on Monday, the geological survey said. Its "
         "centre was 10 kilometres deep, and there were no reports of damage in {0}."),
        ("northern Lurania",), ("Belvania",),
    ),
    "review": (
        ("Review: {0}", "{0} is a film that takes its time. Its director, {1}, has made a quiet drama about a family. "
         "The music by {2} never gets in the way."),
        ("The Long Field", "Maria Stone", "Ned Hart"), ("Cold Harbour", "Ken Yule", "Tess Ward"),
    ),
    "school": (
        ("{0} to close early", "{0} will close at noon this week because of the heat, the head teacher, {1}, told "
         "parents in a letter. Exams go ahead as planned."),
        ("Brockdale Primary School", "Ann Tile"), ("Saint Agnes School", "Roy Fern"),
    ),
    "in German": (
        ("Sturmwarnung für {0}", "Der Wetterdienst hat am Sonntag eine Sturmwarnung für {0} herausgegeben. An der "
         "Küste von {0} werden hohe Wellen erwartet. Die Fähren fallen aus."),
        ("Jütland",), ("Rügen",),
    ),
    "in French": (
        ("Alerte aux crues pour {0}", "Une alerte aux crues a été lancée pour {0} dans la nuit de dimanche. Les "
         "habitants de {0} doivent garer leur voiture loin des berges, a dit la préfecture."),
        ("Marvigny",), ("Saint-Aulde",),
    ),
}  # fmt: skip
AGENCY = (
    "Bridge over the Orrin reopens after repairs",
    "The bridge over the Orrin at Fallowby has reopened after repairs that took eight months. Engineer Mina Castell "
    "said that the cables had been replaced and the deck raised. The mayor of Fallowby, Colm Reddy, thanked the "
    "workers, and said that lorries may use it from Monday. Shops in Fallowby had lost "
    "customers, the chamber of commerce said.",
)
REVISIONS = {
    "a dateline": f"FALLOWBY (Example News) - {AGENCY[1]}",
    "a byline": f"By Ann Howe\n\n{AGENCY[1]}",
    "a paragraph more": f"{AGENCY[1]}\n\nIn Harwick, Gerald Pym said that the Lenn needs a bridge too. Pym is a baker.",
    "a name more": AGENCY[1].replace("thanked", "and the minister, Ida Kern, thanked"),
    "a name less": AGENCY[1].replace("Engineer Mina Castell", "An engineer"),
    "a name corrected": AGENCY[1].replace("Colm Reddy", "Hugo Baines"),
    "a spelling corrected": AGENCY[1].replace("Fallowby", "Fallowbie"),
    "an accent": AGENCY[1].replace("Orrin", "Órrin").replace("Castell", "Castéll"),
    "a name with a title": AGENCY[1].replace("Engineer Mina Castell", "Dr Mina Castell"),
    "other words": AGENCY[1].replace("The mayor of Fallowby", "Its mayor").replace("Shops in Fallowby", "Local shops"),
    "in capitals": AGENCY[1].upper(),
    "cut short": AGENCY[1][:160],
}
REPRINT = (
    "{0}\n\n{1} (Example News) - Wages in the docks will rise, the union of the dockers told the {2}. In an interview "
    "with the {2}, its leader Jo Marden said that talks had taken three nights. The {2} has seen the "
    "text of the agreement."
)


@pytest.mark.parametrize("kind", PATTERNS)
def test_reports_in_the_same_words_on_others_are_told_apart(kind: str) -> None:
    (title, text), *reports = PATTERNS[kind]
    one, other = (name_contexts(title.format(*names), text.format(*names)) for names in reports)
    assert replaces_names(one, other)
    assert replaces_names(other, one)
    assert not replaces_names(one, one)


@pytest.mark.parametrize("change", REVISIONS)
@pytest.mark.parametrize(
    "title", [AGENCY[0], "Fallowby gets its bridge back", "Castell: Cables of the Bridge Replaced"]
)
def test_a_revised_text_replaces_no_names(change: str, title: str) -> None:
    one, other = name_contexts(*AGENCY), name_contexts(title, REVISIONS[change])
    assert not replaces_names(one, other)
    assert not replaces_names(other, one)


@pytest.mark.parametrize("paper", ["Evening Echo", "Brockdale Advertiser", "Bugle"])
def test_outlets_that_name_themselves_in_the_text_of_an_agency_replace_no_names(paper: str) -> None:
    one = name_contexts("Dockers win more pay", REPRINT.format("By Ann Howe", "HARWICK", "Herald"))
    other = name_contexts("Dockers win more pay", REPRINT.format("By Lou Marsh", "LONDON", paper))
    assert not replaces_names(one, other)
    assert not replaces_names(other, one)


def test_an_abbreviation_is_the_same_name() -> None:
    text = "Talks with the {0} begin today. The minister said that the {0} must give way, and the {0} said nothing."
    one, other = (name_contexts(f"Talks with the {name}", text.format(name)) for name in ("Orrin Trade Union", "OTU"))
    assert not replaces_names(one, other)


def test_reports_on_one_event_in_other_words_replace_no_names() -> None:
    known = name_contexts(*FERRY)
    assert not any(replaces_names(known, name_contexts(*other)) for other in (FERRY_ELSEWHERE, FERRY_REVISED))


def test_names_that_are_usual_words_are_not_taken_for_spellings_of_one_name() -> None:
    text = "Vote in {0} put off\n\nThe vote in {0} was put off. People in {0} will vote in May, the government said."
    one, other = (name_contexts(*text.format(place).split("\n\n")) for place in ("Iran", "Iraq"))
    assert replaces_names(one, other)


def test_the_number_of_names_is_bounded() -> None:
    text = " ".join(f"the mayor{at} of Town{at} said that he and" for at in range(500))
    assert len(name_contexts("", text)) == MAX_NAMES
    assert name_contexts("", "") == {}
