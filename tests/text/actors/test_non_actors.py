from __future__ import annotations

import pytest
from text.actors.analysed_text import Story, analyse

from bot.text.actors.non_actors import NON_ACTORS


@pytest.mark.parametrize("example", [example for _, example in NON_ACTORS])
def test_each_example_names_no_actor_where_its_brackets_are(example: str) -> None:
    name = example[example.index("[") + 1 : example.index("]")]
    story = Story(example.replace("[", "").replace("]", ""))
    assert name not in story.names()


@pytest.mark.parametrize(
    ("sentence", "no_actor"),
    [
        ("Sen. Ted Cruz (R-Texas) spoke.", "Texas"),
        ("Rep. Ann Lee, D-Ill., spoke.", "D-Ill"),
        ("Sen. Bernie Sanders, I-Vt., spoke.", "I-Vt"),
        ("He lives in Sacramento, Calif., with her.", "Calif."),
        ("They moved to Tampa, Fla., last year.", "Fla."),
        ("Ark. Rep. Ann Lee spoke.", "Ark."),
        ("Two D-Ark. lawmakers spoke.", "D-Ark."),
        ("It begins at 10:11pm PDT on Sunday.", "PDT"),
        ("It begins at 1900 GMT on Sunday.", "GMT"),
        ("Polls close at 8 p.m. ET on Sunday.", "ET"),
        ("Sir John Major, KCB, spoke.", "KCB"),
        ("Ann Lee, OBE, spoke.", "OBE"),
        ("Typhoon Haiyan hit the coast.", "Typhoon Haiyan"),
        ("Tropical Storm Fay hit the coast.", "Tropical Storm Fay"),
        ("Storm Desmond hit the coast.", "Storm Desmond"),
        ("They began Operation Desert Fox on Sunday.", "Desert Fox"),
        ("They saw the musical Billy Elliot in town.", "Billy Elliot"),
        ("The pothole app, Star Grade, is back.", "Star Grade"),
        ("Tim Farron (LD) and Ann Lee (Lab, Leeds) objected.", "Lab"),
        ("Tim Farron (LD) and Ann Lee (Lab, Leeds) objected.", "LD"),
        ("They met in Columbus, OH and Austin, TX.", "TX"),
        ("They met in Columbus, OH and Austin, TX.", "OH"),
        ("The yacht Lady Ghislaine was sold.", "Ghislaine"),
        ("The novel Doctor Zhivago sold well.", "Zhivago"),
        ("Mary Poppins, the musical, opened in May.", "Mary Poppins"),
        ("She is back with Salt Road, the story of a driver.", "Salt Road"),
        ("She is back with Salt Road, her third novel about the sea.", "Salt Road"),
        ("Salt Road, a thriller starring Ann Lee, opens in May.", "Salt Road"),
        ("Salt Road is in cinemas from May.", "Salt Road"),
        ("Sarah's Law came in.", "Law"),
        ("Ask if you could call Mom and Dad before the search.", "Mom"),
        ("Ask if you could call Mom and Dad before the search.", "Dad"),
        ("They gave the letter to Grandma on Sunday.", "Grandma"),
        ("She said that Mum left the town in May.", "Mum"),
        ("The book is called a letter to Daddy by its readers.", "Daddy"),
        ("They met Camilla, Duchess of Cornwall, in Rome.", "Cornwall"),
        ("They met Lady Ann, Countess of Wessex, in Rome.", "Wessex"),
        ("Firms use information and communication technology (ICT) more.", "ICT"),
        ("It rose in May, as Supplementary Table 2 shows.", "Supplementary Table"),
        ("It rose in May (Fig. 2a) and fell in June.", "Fig"),
        ("Club captain Joe Ward left.", "Club"),
        ("They heard former Union minister Vilas Rao.", "Union"),
        ("She is the Secretary of State for Business, Energy and Industrial Strategy.", "Industrial Strategy"),
        ("Ann Lee, the Minister for Sport, Tourism and Heritage, spoke.", "Heritage"),
        ("The Ford Fiesta sold well in May.", "Ford Fiesta"),
        ("They met readers of Harry Potter, and said Potter was a hit.", "Harry Potter"),
        ("They met readers of Harry Potter, and said Potter was a hit.", "Potter"),
        ("Google Maps was down in May.", "Google Maps"),
        ("Nintendo's Super Mario was second.", "Super Mario"),
        ('"Star Wars: Rogue One," which stars Felicity Jones, opens in May.', "Wars"),
        ('"Judge Dredd: The Last Case" is out. Critics liked Judge Dredd.', "Dredd"),
        ("The Second World War ended in 1945.", "Second World War"),
        ("They spoke of World War One in May.", "World War One"),
        ("They spoke of the Spanish Civil War in May.", "Spanish Civil War"),
    ],
)
def test_tags_zones_storms_works_and_titles_are_what_they_are(sentence: str, no_actor: str) -> None:
    assert no_actor not in Story(sentence).names()


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Lee, the star of the film, spoke.",
        "Ann Lee, the film director, spoke.",
        "Ann Lee, the author of a novel about the sea, spoke.",
        "Ann Lee, a single mother of two, spoke.",
    ],
)
def test_who_makes_works_is_none(sentence: str) -> None:
    assert "Ann Lee" in Story(sentence).names()


def test_a_parliament_before_the_role_of_its_speaker_is_a_body() -> None:
    assert "House" in Story("House speaker John Boehner spoke.", "The House voted.").names()


def test_a_storm_has_its_name_in_the_whole_story() -> None:
    story = Story("Hurricane Katrina hit the coast.", "Katrina killed many.", "Katrina was awful.")
    assert story.names() == set()


@pytest.mark.parametrize(
    "sentences",
    [
        ("The USS Abraham Lincoln sailed.", "The Abraham Lincoln will stay."),
        ("The Costa Concordia ran aground.", "The captain of the Costa Concordia wept."),
        ("The Herald of Cork capsized.", "Divers saw the Herald of Cork."),
        ("Megan's Law was passed.", "Megan's Law is old."),
    ],
)
def test_ships_and_laws_are_no_actors_in_the_whole_story(sentences: tuple[str, ...]) -> None:
    assert Story(*sentences).names() == set()


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("Abraham Lincoln", ("The USS Abraham Lincoln sailed.", "Abraham Lincoln was born in 1809.")),
        ("Jude Law", ("Britain's Jude Law sailed.",)),
        ("Ann Lee", ("Ann Lee sailed to Rome.",)),
    ],
)
def test_persons_beside_ships_and_laws_stay(name: str, sentences: tuple[str, ...]) -> None:
    assert name in Story(*sentences).persons()


def test_a_work_in_quotation_marks_is_one_in_the_whole_story() -> None:
    story = Story('"Top Gear," the show, is back.', 'The host of "Top Gear" smiled.', "He loves Top Gear.")
    assert not {"Top Gear", "Gear"} & story.names()


def test_a_nickname_in_quotation_marks_stays_in_the_name() -> None:
    assert 'Dwayne "The Rock" Johnson' in Story('They met Dwayne "The Rock" Johnson.').names()


def test_a_state_and_a_body_named_after_a_storm_stay() -> None:
    assert "Texas" in Story("They live in Texas.", "Texas is hot.").names()
    assert "Storm Foundation" in Story("They gave to the Storm Foundation.", "The Storm Foundation helps.").names()


@pytest.mark.parametrize(
    "ship",
    [
        "the MV Akademik Shokalskiy",
        "HMS Queen Elizabeth",
        "the frigate Charles Babbage",
        "the aircraft carrier Carl Vinson",
        "the icebreaker Xue Long",
        "the gelding Tiger Roll",
    ],
)
def test_ships_and_horses_are_nobody(ship: str) -> None:
    assert not Story(f"They saw {ship} there.").persons()


def test_an_inscription_hides_no_person() -> None:
    story = Story("A rally was led by Boris Nemtsov, a critic.", '"To Boris Nemtsov," one sign said.')
    assert story.persons() == {"Boris Nemtsov"}


def test_the_label_of_an_answer_begins_no_name() -> None:
    names = {
        actor.name for actor in analyse("Q. Will rates fall?\n\nA. Wages are rising.\n\nQ. Who asked?\n\nA. Ann Lee.")
    }
    assert names == {"Ann Lee"}
    assert "A. Miller" in {actor.name for actor in analyse("A. Miller won in Bonn.\n\nShe was glad.")}


def test_a_firm_and_a_person_with_the_name_of_a_character_or_a_product_stay() -> None:
    story = Story("They met Sherlock Holmes fans and Elizabeth Holmes.", "Holmes was glad.")
    assert story.persons() == {"Elizabeth Holmes"}
    assert story.mentions("Elizabeth Holmes") == ["Elizabeth Holmes", "Holmes"]
    assert "Toyota" in Story("They met a Toyota spokesman.", "Toyota said sales fell.").names()
    assert "Ann Fiesta" in Story("They met Ann Fiesta, who sang.").names()


def test_a_person_whose_name_begins_a_title_is_an_actor() -> None:
    story = Story('Her book "Ann Lee: My Life" is out.', "Ann Lee spoke.")
    assert "Ann Lee" in story.names()


def test_the_place_in_the_title_of_a_lord_is_no_actor_but_the_town_of_a_lord_mayor_is() -> None:
    assert Story("Lord Hume of Leith spoke in Hull.").names() == {"Hume", "Hull"}
    assert "London" in Story("They met the Lord Mayor of London on Monday.").names()


def test_what_somebody_starred_in_is_no_place_unless_it_is_a_known_one() -> None:
    assert "Blue Harbour" not in Story("Ann Lee starred in Blue Harbour for years.").names()
    assert "New York" in Story("Ann Lee starred in New York for years.").names()


def test_a_work_beside_the_word_for_it_is_no_actor() -> None:
    assert "Night Ferry" not in Story("Ann Lee’s last film, Night Ferry, won two prizes.").names()
    assert "Mark Hughes" in Story("The writer of the film, Mark Hughes, won two prizes.").names()


def test_what_is_said_to_be_a_game_is_no_actor() -> None:
    story = Story("Blue Whale is a video game said to come from Oslo.", "Parents fear Blue Whale.")
    assert "Blue Whale" not in story.names()
    assert "Ann Lee" in Story("Ann Lee is a video game developer.", "Lee smiled.").names()


@pytest.mark.parametrize(
    ("no_actor", "sentences"),
    [
        ("Night Ferry", ("Kiran Mehta praised his last film (“Night Ferry”).", "Mehta loved Night Ferry.")),
        ("Mubarakan", ("Mubarakan is a typical film by Ann Lee.", "Lee said Mubarakan made her laugh.")),
        ("Mubarakan", ("Mubarakan hits the theatres on Friday.", "Ann Lee loved Mubarakan.")),
        ("Vande Mataram", ("Pupils must sing Vande Mataram in schools.", "Vande Mataram was written by Ann Lee.")),
        ("Yanomami", ("The Yanomami people live there.", "Ann Lee met the Yanomami.", "Yanomami hunters left.")),
    ],
)
def test_films_songs_and_peoples_are_no_actors_in_the_whole_story(no_actor: str, sentences: tuple[str, ...]) -> None:
    assert no_actor not in Story(*sentences).names()


def test_what_a_headline_about_a_film_quotes_is_the_film_in_the_whole_story() -> None:
    story = Story("Indu Lund opens in May.", "They liked Indu Lund.", title="Film on the flood 'Indu Lund' is out")
    assert "Indu Lund" not in story.names()


@pytest.mark.parametrize(
    "heading", ["Supporters of 'Indu Lund' at the port", "Film on the flood\nFans of 'Indu Lund' cheer"]
)
def test_who_a_caption_quotes_is_no_film_because_of_a_film_elsewhere_in_the_text(heading: str) -> None:
    text = "The mayor opened the port on Monday. Indu Lund said that a film of the day would be shown. Lund left."
    assert "Indu Lund" in {actor.name for actor in analyse(f"{heading}\n\n{text}")}


def test_the_singer_of_songs_is_an_actor() -> None:
    assert "Ann Lee" in Story("They sang Ann Lee songs.", "Lee smiled.").names()
