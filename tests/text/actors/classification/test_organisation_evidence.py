from __future__ import annotations

import pytest
from text.actors.analysed_text import Story

from bot.models.analysis import ActorKind


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Laura Ashby", "Laura Ashby, the fabric chain, closed."),
        ("Debra Hams", "Debra Hams, a department store chain, closed."),
        ("Hugo Bosse", "Hugo Bosse, a German fashion house, is hiring."),
        ("Tiffany Row", "Tiffany Row, the jeweller, was sold."),
        ("REM", "REM, the band, split up in May."),
        ("Jethro Tulley", "Jethro Tulley, the rock band, toured in May."),
        ("Ralph Lorenz", "Ralph Lorenz shares fell 4 percent."),
        ("Charles Schwalb", "Charles Schwalb raised its forecast."),
        ("Cantor Analytica", "The acting CEO of Cantor Analytica denied it."),
        ("Ernst & Yong", "Ernst & Yong audits all of them."),
        ("Abel & Cole", "He sold Abel & Cole in May."),
        ("Quarrymates", "His first band, the Quarrymates, became famous."),
        ("Steely Danny", "The group, Steely Danny, toured in May."),
        ("Peter Jonas", "Peter Jonas, the Chelsea store, reopened."),
        ("Rolling Thunder", "The magazine Rolling Thunder called it a triumph."),
        ("Tanjugo", "The news agency Tanjugo reported it."),
        ("Yonhapi", "The Yonhapi news agency reported it."),
        ("Smiths", "The Smiths split up in 1987."),
        ("Bugles", "The Bugles play in Oslo in June."),
        ("Chittagong Cement", "Brokers like Chittagong Cement and others."),
        ("Johnson Controls", "They met Johnson Controls and others."),
        ("Harvey Nicols", "Harvey Nicols will pay its staff more."),
        ("Charles Schwalb", "On Monday the British retailer Charles Schwalb raised its forecast."),
        ("Harvey Nichols", "They met at Harvey Nichols on Monday."),
        ("Pink Floyd", "Pink Floyd headlined the festival."),
        ("Ted Bakers", "Shares in Ted Bakers fell."),
        ("Jack Willis", "Administrators for Jack Willis said that jobs were at risk."),
        ("Paul Smyth", "The chief executive of Paul Smyth, Ann Lee, resigned."),
        ("Calvin Kline", "Calvin Kline's sales rose 3 percent."),
        ("Barnardo's", "The charity Barnardo's said so."),
        ("Department of Justice", "They met the Department of Justice and Apple."),
        ("Paul Smyth", "Paul Smyth reported a loss of 2 million."),
    ],
)
def test_the_words_around_a_name_say_that_it_is_an_organisation(name: str, sentence: str) -> None:
    assert name in Story(sentence).names(ActorKind.ORGANISATION)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Steve Poe", "Steve Poe, the company said, was ill."),
        ("Hugo Boss", "They met Mr Hugo Boss, 58, who left."),
        ("Mary Roe", "Mary Roe, the club captain, scored."),
        ("Tim Fox", "Tim Fox, the band's singer, left."),
        ("John Smith", "John Smith QC left the court."),
        ("Ann Lee", "Ann Lee, PhD, gave a speech."),
        ("Macdonnell", "The judge, Mr Justice Macdonnell, gave both sides a week."),
    ],
)
def test_a_person_stays_one_beside_a_noun_for_organisations(name: str, sentence: str) -> None:
    assert name in Story(sentence).persons()


@pytest.mark.parametrize(
    "sentence",
    [
        "Martin Luther King Jr. Day is a holiday.",
        "They marched on Martin Luther King Day.",
        "They met on Mother's Day.",
        "St Patrick's Day came.",
        "They ate on Christmas Eve.",
    ],
)
def test_a_holiday_is_no_actor(sentence: str) -> None:
    assert Story(sentence).names() == set()


def test_a_person_may_be_called_day() -> None:
    assert Story("Doris Day sang.", "Charlie Day left.").persons() == {"Doris Day", "Charlie Day"}


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Karen Holt", "The head of the bank, Karen Holt, resigned on Monday."),
        ("Jane Roe", "The director of the museum, Jane Roe, was jailed on Friday."),
        ("John Moss", "The founder of his band, John Moss, died on Friday."),
        ("Ruth Lane", "A nurse at the hospital, Ruth Lane, called for help."),
        ("SK Gupta", "District magistrate SK Gupta said so."),
        ("NK Sharma", "NK Sharma, a judge, left."),
        ("FK Otieno", "They met FK Otieno, 54, in Nairobi."),
        ("Ann Moss", "A teacher from the school, Ann Moss, saw the fire."),
        ("Ross Grady", "The man behind the firm, Ross Grady, has fled."),
        ("Ali Hassan", "Near the hospital, Ali Hassan, a driver, saw the blast."),
        ("Rupert Holm", "The publisher, Rupert Holm, is 94."),
        ("David Poe", "The broadcaster, David Poe, turned 99."),
        ("Carl Jonsson", "His lender, Carl Jonsson, wants the money back."),
        ("Tuomas Lehto", "Nokia said Tuomas Lehto would head its network unit from June."),
        ("Maria Costa", "The charity said Maria Costa had doubled its income since 2019."),
        ("Tony Mowbray", "Ipswich sacked Paul Lambert; Tony Mowbray has led its team before."),
        ("Bob Iger", "At Disney, Bob Iger raised its prices."),
        ("Sam Walton", "Sam Walton's stores spread across Arkansas."),
    ],
)
def test_a_person_with_an_office_in_a_body_is_a_person(name: str, sentence: str) -> None:
    assert name in Story(sentence).persons()


@pytest.mark.parametrize(
    "sentence",
    ["The Hendersons perform at Christmas.", "The Obamas toured the palace.", "The Clintons performed badly."],
)
def test_a_family_is_no_band(sentence: str) -> None:
    assert Story(sentence).names() == set()


@pytest.mark.parametrize(
    "sentence",
    [
        'They read "Harry Potter and the Goblet of Fire" in May.',
        "They saw “Jackie Brown” in May.",
        "The 1994 hit 'Forrest Gump' ran.",
        'Audiences loved "Michael Clayton" and "Erin Brockovich" then.',
    ],
)
def test_a_name_in_the_quoted_title_of_a_work_is_no_actor(sentence: str) -> None:
    assert Story(sentence).names() == set()


def test_a_name_in_a_quoted_sentence_is_an_actor() -> None:
    assert Story('"Barack Obama is here," he said.').persons() == {"Barack Obama"}


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Brillo", "The other shares were bought by market leader Brillo."),
        ("SJ Karv", "Yoo's company, SJ Karv, operates out of Kaesong."),
        ("Mengbu Dairy", "Its rival is market leader Mengbu Dairy."),
        ("Coastline Rail", "Coastline Rail cancelled 40 trains on Monday."),
        ("Jonas Freight", "They left Jonas Freight in May."),
    ],
)
def test_a_name_beside_or_with_a_word_for_companies_is_one(name: str, sentence: str) -> None:
    assert name in Story(sentence).names(ActorKind.ORGANISATION)
