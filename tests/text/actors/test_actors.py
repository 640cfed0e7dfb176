from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from text.actors.analysed_text import Story, layout, tagger

from bot.models.analysis import TITLE_DOC, ActorKind, Sentence
from bot.text.actors.classification.cue_counts import add_up
from bot.text.actors.detection.candidates import find_candidates
from bot.text.actors.extraction import find_actors, read_pages

SEED = Path(__file__).parents[3] / "seeds" / "000_a960c30da92131fb.txt"


def test_the_cues_of_a_name_are_in_an_order_that_no_run_changes() -> None:
    text = SEED.read_text(encoding="utf-8")
    pages = read_pages(tagger().tag([text]), tagger().tag([""]), [Sentence(text, 0, len(text))])
    for name in add_up(find_candidates(pages)[:1], pages).values():
        assert len(name.cues) > 3
        assert list(name.cues) == sorted(name.cues)


def test_the_first_seed_article_is_read_right() -> None:
    title, _, text = SEED.read_text(encoding="utf-8").partition("\n")
    ends = re.finditer(r"\S[^\n]*?(?:(?<!\.S)\.(?=\s|\Z)|$)", text, re.MULTILINE)
    sentences = [Sentence(m.group(), m.start(), m.end()) for m in ends]
    actors = {a.name: a for a in find_actors(tagger().tag([text]), tagger().tag([title]), sentences)}
    persons = {name: len(actor.mentions) for name, actor in actors.items() if actor.kind is ActorKind.PERSON}
    assert persons == {"Sanae Takaichi": 14, "Donald Trump": 8, "Shinzo Abe": 4}
    assert {name for name, a in actors.items() if a.kind is not ActorKind.PERSON} == {
        "Japan",
        "United States",
        "North Korea",
        "Asia-Pacific",
    }
    assert [role.text for role in actors["Sanae Takaichi"].roles] == ["Japan’s new Prime Minister"]
    assert [role.text for role in actors["Donald Trump"].roles] == ["former President"]
    assert [role.text for role in actors["Shinzo Abe"].roles] == [
        "a key figure in Japanese politics and a long-time ally of Trump",
        "Prime Minister for nearly a decade",
    ]
    assert next(iter(actors)) == "Sanae Takaichi"
    assert actors["Japan"].aliases == ()
    assert actors["United States"].aliases == ("U.S.",)


def test_surnames_that_the_tagger_gets_wrong_are_persons() -> None:
    story = Story(
        "Dan Frost scored twice for Bath.",
        "Frost, 24, said he was pleased.",
        "The coach praised Marcelo Cuttitta.",
        "Cuttitta had kicked six penalties before Frost left the field.",
    )
    assert story.persons() == {"Dan Frost", "Marcelo Cuttitta"}
    assert story.mentions("Dan Frost") == ["Dan Frost", "Frost", "Frost"]
    assert story.mentions("Marcelo Cuttitta") == ["Marcelo Cuttitta", "Cuttitta"]


def test_an_election_is_no_person() -> None:
    story = Story(
        "The General Election will be held in May.",
        "Labour hopes to win the General Election, the prime minister said.",
        "In the General Election of 1997, Tony Blair won.",
    )
    assert story.persons() == {"Tony Blair"}


def test_a_title_case_headline_gives_only_names_known_from_the_body() -> None:
    story = Story(
        "Shares of Apple rose.",
        "Tim Cook said sales were good.",
        "Cook added that Apple would grow.",
        title="Apple Chief Cook Hails Record Sales as Domestic Reactions Grow",
    )
    assert story.names() == {"Tim Cook", "Apple"}
    assert [m.doc for m in story.actor("Tim Cook").mentions] == [TITLE_DOC, 0, 0]
    assert Story(title="Trump Meets Xi").actors == ()


def test_curly_quotes_and_possessives_are_no_part_of_a_name() -> None:
    story = Story(
        "“We’re ready,” said Keir Starmer.",
        "Starmer’s government and Keir Starmer’s wife were “ready”, an office said.",
        "Starmer‘s plan is old.",
    )
    assert story.mentions("Keir Starmer") == ["Keir Starmer", "Starmer", "Keir Starmer", "Starmer"]


def test_a_demonym_is_neither_a_person_nor_its_country() -> None:
    story = Story("American officials met Mariana Silva.", "The American said Silva was right.", "Americans agree.")
    assert story.names() == {"Mariana Silva"}
    assert story.mentions("Mariana Silva") == ["Mariana Silva", "Silva"]


def test_a_family_name_that_stands_first_joins_its_full_name() -> None:
    story = Story(
        "Xi Jinping met Kim Jong Un in Beijing.",
        "Xi said he was glad.",
        "Kim smiled.",
        "Chinese President Xi left.",
    )
    assert story.persons() == {"Xi Jinping", "Kim Jong Un"}
    assert story.mentions("Xi Jinping") == ["Xi Jinping", "Xi", "Xi"]
    assert story.mentions("Kim Jong Un") == ["Kim Jong Un", "Kim"]


def test_a_form_of_address_joins_the_full_name() -> None:
    story = Story("Conservative leader Michael Howard spoke.", "Mr Howard said taxes would fall.")
    assert story.mentions("Michael Howard") == ["Michael Howard", "Howard"]


def test_hyphens_and_accents_stay_in_names() -> None:
    story = Story(
        "Jean-Claude Juncker met José Mourinho in Brussels.",
        "Mr Juncker said the EU was strong.",
        "Jose Mourinho smiled.",
    )
    assert story.persons() == {"Jean-Claude Juncker", "José Mourinho"}
    assert story.mentions("José Mourinho") == ["José Mourinho", "Jose Mourinho"]


def test_a_text_in_capitals_still_has_its_names() -> None:
    story = Story("DONALD TRUMP SAID ON FRIDAY THAT HE WOULD VISIT JAPAN.", "TRUMP WILL MEET HIS HOSTS IN TOKYO.")
    assert story.mentions("DONALD TRUMP") == ["DONALD TRUMP", "TRUMP"]


def test_two_persons_of_one_surname_stay_apart() -> None:
    bush = Story("George Bush and his wife Laura Bush went to Texas.", "Bush said he would rest.", "Mrs Bush smiled.")
    assert bush.mentions("George Bush") == ["George Bush", "Bush"]
    assert bush.mentions("Laura Bush") == ["Laura Bush", "Bush"]
    costa = Story("Jorge Costa and Rui Costa were booked.", "Jorge Costa scored.", "Rui Costa did not.")
    assert costa.persons() == {"Jorge Costa", "Rui Costa"}


def test_owning_an_administration_makes_a_person() -> None:
    story = Story("Takaichi's administration raised taxes.", "Analysts said Takaichi’s administration would fall.")
    assert story.persons() == {"Takaichi"}


def test_a_company_goes_with_and_without_its_legal_form() -> None:
    story = Story("Microsoft Corp. and Nokia Oyj merged.", "Microsoft said Nokia would gain.")
    assert story.names(ActorKind.ORGANISATION) == {"Microsoft Corp.", "Nokia Oyj"}
    assert story.mentions("Nokia Oyj") == ["Nokia Oyj", "Nokia"]


def test_an_acronym_joins_the_name_it_stands_for() -> None:
    story = Story("The World Health Organization (WHO) gave a warning.", "The WHO said the virus spreads.")
    assert story.mentions("World Health Organization") == ["World Health Organization", "WHO", "WHO"]


def test_a_weekday_is_no_part_of_a_name() -> None:
    story = Story("On Wednesday President George W. Bush met guests.", "Tuesday President Putin left.")
    assert story.persons() == {"George W. Bush", "Putin"}


def test_a_film_named_after_a_person_is_no_person() -> None:
    story = Story("The film “Erin Brockovich” won prizes.", "Julia Roberts starred in “Erin Brockovich”.")
    assert story.persons() == {"Julia Roberts"}


def test_two_places_joined_by_a_hyphen_are_two_places() -> None:
    story = Story("The U.S.-Japan alliance holds.", "It was signed after World War II in the Asia-Pacific region.")
    assert story.names() == {"U.S.", "Japan", "Asia-Pacific"}
    assert story.mentions("U.S.") == ["U.S."]


def test_a_prince_is_not_joined_to_another_person_of_that_first_name() -> None:
    story = Story("Prince Charles will marry.", "Charles Kennedy congratulated him.", "Charles smiled at Kennedy.")
    assert story.mentions("Prince Charles") == ["Prince Charles", "Charles"]
    assert story.mentions("Charles Kennedy") == ["Charles Kennedy", "Kennedy"]


def test_a_nickname_between_quotes_stays_in_the_name() -> None:
    story = Story("Dwayne “The Rock” Johnson won again.", "Johnson smiled.", "His father is Rocky Johnson.")
    assert story.mentions("Dwayne “The Rock” Johnson") == ["Dwayne “The Rock” Johnson", "Johnson"]


def test_a_word_that_opens_a_title_is_no_first_name() -> None:
    story = Story(
        "President Bush must stop his denial, Tony Blair said.",
        "Bush did not answer Blair.",
        title="End Bush 'denial' Blair tells EU",
    )
    assert story.persons() == {"Bush", "Tony Blair"}
    assert story.mentions("Bush") == ["Bush", "Bush", "Bush"]


def test_the_documents_of_one_story_share_actors_and_the_first_title_only_counts() -> None:
    texts, sentences = [], []
    for doc, lines in enumerate((("Angela Merkel spoke.", "She smiled."), ("Merkel said she would go.",))):
        text, spans = layout(lines, doc)
        texts.append(text)
        sentences += spans
    titles = tagger().tag(["Merkel Speaks Again", "Merkel Goes Home"])
    (merkel,) = find_actors(tagger().tag(texts), titles, sentences)
    assert merkel.name == "Angela Merkel"
    assert [(m.doc, m.start) for m in merkel.mentions] == [(TITLE_DOC, 0), (0, 0), (1, 0)]


@settings(max_examples=40)
@given(st.lists(st.text(max_size=60), max_size=5), st.text(max_size=40))
@example(["\x00 A\u2028B.", "Mr .", "-A- 's", "U.S.-", "“”", "Prime Minister", "of of Of", "(", "A 1 A"], "\ud800X")
@example(["President of the", "Mr Mr Mr", "K-", "-", "'s 's", "Kim Jong-"], "The")
def test_no_text_breaks_the_contract(lines: list[str], title: str) -> None:
    text, sentences = layout(tuple(lines))
    for actor in find_actors(tagger().tag([text]), tagger().tag([title]), sentences):
        assert actor.name
        assert actor.mentions
        assert actor.name not in actor.aliases
        for mention in actor.mentions:
            source = title if mention.doc == TITLE_DOC else text
            assert source[mention.start : mention.end].strip()
        for role in actor.roles:
            assert role.text in text
        assert all(0 <= index < len(sentences) for index in actor.salient)


@pytest.mark.parametrize("given_sentences", [[], [Sentence("Angela", 0, 6)]])
def test_sentences_that_do_not_cover_the_text_break_nothing(given_sentences: list[Sentence]) -> None:
    text = "Angela Merkel spoke. Merkel smiled."
    (merkel,) = find_actors(tagger().tag([text]), tagger().tag([""]), given_sentences)
    assert len(merkel.mentions) == 2


def test_a_word_that_may_be_a_place_is_a_surname_after_a_full_name() -> None:
    story = Story("Police hunt Trevor Holland.", "Holland fled in May.", "He said Holland was armed.")
    assert story.mentions("Trevor Holland") == ["Trevor Holland", "Holland", "Holland"]
    abroad = Story("Tom Holland lives in Holland.", "He came from Holland.")
    assert abroad.mentions("Holland") == ["Holland", "Holland"]


def test_a_small_word_in_capitals_after_a_role_is_a_first_name() -> None:
    story = Story("England captain Will Carling scored.", "A spokesman, Per Olsen, agreed.", "Will Carling smiled.")
    assert "Will Carling" in story.persons()


def test_korean_given_names_stay_whole() -> None:
    story = Story("Officials met Kang Young-hoon.", "They asked for Kim In-so.", "Kang Young-hoon said no.")
    assert story.persons() == {"Kang Young-hoon", "Kim In-so"}


def test_a_family_name_that_is_a_colour_or_a_people_stays_in_the_name() -> None:
    assert Story("The chef Marco Pierre White spoke.").persons() == {"Marco Pierre White"}


def test_what_a_noun_beside_a_name_calls_it_decides() -> None:
    story = Story(
        "The news weekly Der Spiegel reported it.",
        "It happened in the mining town of Moengo.",
        "Le Monde is a French daily.",
    )
    assert "Der Spiegel" in story.names(ActorKind.ORGANISATION)
    assert "Moengo" in story.names(ActorKind.PLACE)


def test_an_office_in_capitals_is_nobody() -> None:
    assert Story("Tim Crawford, Group Economist at Halifax, spoke.").persons() == {"Tim Crawford"}


def test_a_president_is_not_his_wife_whose_full_name_the_story_has() -> None:
    story = Story("President Trump spoke.", "His wife Melania Trump smiled.", "Trump left.")
    assert story.mentions("Trump") == ["Trump", "Trump"]
    assert story.mentions("Melania Trump") == ["Melania Trump"]
    clintons = Story("Mr Clinton spoke.", "Hillary Clinton listened.", "Mrs Clinton smiled.")
    assert clintons.mentions("Hillary Clinton") == ["Hillary Clinton", "Clinton"]
    assert Story("Prime Minister Takaichi spoke.", "Sanae Takaichi smiled.").persons() == {"Sanae Takaichi"}


def test_a_particle_in_capitals_belongs_to_the_surname() -> None:
    story = Story("Joost van der Westhuizen scored.", "A penalty from Van der Westhuizen won it.")
    assert story.mentions("Joost van der Westhuizen") == ["Joost van der Westhuizen", "Van der Westhuizen"]


def test_a_bare_surname_is_whose_name_ends_with_it_and_not_with_a_part_of_it() -> None:
    story = Story(
        "Heather Mack was sentenced for killing her mother, Sheila Wiese-Mack.",
        "Mack wept in court.",
        "Mack said she was sorry.",
    )
    assert story.mentions("Heather Mack") == ["Heather Mack", "Mack", "Mack"]
    assert story.mentions("Sheila Wiese-Mack") == ["Sheila Wiese-Mack"]


def test_a_month_or_a_weekday_after_a_first_name_is_a_surname() -> None:
    story = Story(
        "The Shadow Secretary of State for the Family, Theresa May, said the plans were late.",
        "Mrs May said so on Monday.",
        "In May the vote was lost.",
        "England sevens coach Mike Friday said he was proud.",
        "He told Peter Olsen Tuesday that it was over.",
    )
    assert story.persons() == {"Theresa May", "Mike Friday", "Peter Olsen"}
    assert len(story.mentions("Theresa May")) == 2


def test_a_foundation_of_two_people_is_one_body() -> None:
    story = Story("The Bill and Melinda Gates Foundation gave money.", "Melinda Gates thanked the foundation.")
    assert "Bill and Melinda Gates Foundation" in story.names(ActorKind.ORGANISATION)
    assert story.persons() == {"Melinda Gates"}


def test_half_of_a_compound_is_no_name() -> None:
    story = Story("They opened the online flood-Gates.", "Melinda Gates laughed.", "The ex-Chelsea striker left.")
    assert story.mentions("Melinda Gates") == ["Melinda Gates"]
    assert "Chelsea" in story.names()


def test_of_people_named_as_often_the_one_named_first_comes_first() -> None:
    story = Story("Robert Hussey was charged.", "Erik Gustafson and Adam Berg settled.")
    assert [actor.name for actor in story.actors] == ["Robert Hussey", "Erik Gustafson", "Adam Berg"]


def test_a_relation_before_an_unknown_name_makes_a_person_of_it() -> None:
    story = Story("Neymar flew to Brazil for the birthday of his sister Rafaella.", "His sister Rafaella turned 20.")
    assert "Rafaella" in story.persons()


def test_bodies_are_one_with_their_initials_and_with_their_country_before_them() -> None:
    story = Story(
        "The US Securities and Exchange Commission fined Bank of America.",
        "The SEC said BOA would pay.",
        "BOA agreed with the SEC.",
    )
    bodies = story.names(ActorKind.ORGANISATION)
    assert len(bodies) == 2
    assert "Bank of America" in bodies
