from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.models.analysis import Document
from bot.text.tagger import TaggedText, TaggedToken
from bot.text.topics.lexicon import lookup_stem
from bot.text.topics.scoring import MAX_EVIDENCE, MAX_THEMES, find_themes

SEED = Path(__file__).parents[3] / "seeds" / "000_a960c30da92131fb.txt"


def untagged(text: str, *persons: str) -> TaggedText:
    """A text without tags, in which the first occurrence of each name is marked as a person."""
    starts = [(name, text.index(name)) for name in persons]
    tokens = tuple(TaggedToken(start, start + len(name), name, "NNP", "PERSON") for name, start in starts)
    return TaggedText(text, (tokens,))


def themes_of_tagged(text: str) -> dict[str, tuple[str, ...]]:
    """The themes of a text whose words are known, so that its length counts."""
    words = tuple(TaggedToken(m.start(), m.end(), m.group(), "NN") for m in re.finditer(r"\w+", text))
    found = find_themes([Document("", text)], [TaggedText(text, (words,))])
    return {theme.label: theme.evidence for theme in found}


def themes(text: str, title: str = "", *persons: str) -> dict[str, tuple[str, ...]]:
    found = find_themes([Document(title, text)], [untagged(text, *persons)])
    return {theme.label: theme.evidence for theme in found}


def test_the_first_seed_article_is_about_politics_trade_and_security() -> None:
    title, _, text = SEED.read_text(encoding="utf-8").partition("\n")
    found = themes(text, title)
    assert {"Politics and government", "Trade", "Security and defence"} <= found.keys()
    assert "Economy, business and finance" not in found
    assert {"trade", "protectionist", "trade imbalances"} <= {word.lower() for word in found["Trade"]}
    assert {"security alliance", "security cooperation"} <= set(found["Security and defence"])


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Sport", "The striker scored twice in the second half as the home team won the semi-final on penalties."),
        ("Health", "Doctors at the hospital said the vaccine protects patients from the new virus."),
        ("Crime, law and justice", "A jury found the man guilty of murder and the judge sentenced him to prison."),
        (
            "Elections",
            "Voters go to the polling stations on Sunday; candidates ended the campaign before the election.",
        ),
        ("Disaster and accident", "The earthquake killed 40 people, and rescuers search the rubble for survivors."),
        ("Trade", "The tariffs on imported steel start a trade war, exporters warn as the trade talks end."),
        ("Education", "Teachers and pupils return to the classroom as schools open after the exams."),
        ("Migration", "Hundreds of asylum seekers and other migrants wait at the border for their visas."),
        ("Conflict and war", "Rebels shelled the city after the ceasefire ended, and soldiers fired artillery."),
        ("Religion", "The pope told bishops and priests that the church must pray for peace."),
    ],
)
def test_two_sentences_are_enough_for_a_clear_case(label: str, text: str) -> None:
    assert next(iter(themes(text)), None) == label


@pytest.mark.parametrize(
    "text",
    [
        "",
        "It was a quiet day and nobody came.",
        "The election was yesterday.",  # one term is a coincidence
        "Election, election, election: elections and an election.",  # so is one term many times
        "東京都は二十四日、新たな防災計画を発表した。",
    ],
)
def test_too_little_evidence_gives_no_theme(text: str) -> None:
    assert themes(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "In the case of the woman and her child the body of evidence was thin, the condition of the house was not.",
        "A dog barked, the cook took a drink at the bar and enjoyed the summer in the park, and a cat followed.",
        "The driver left his car at the bridge by the road and the journey took a mile more.",
        "His family and other people in the community found it good, important and right.",
        "The group plans to work with the country's national leaders on a public statement.",
        "The team leader beat the drum, won a friend and played on in the final minute.",
        "He posted it on his website, sent an email and a text message, and put a video on YouTube and Facebook.",
    ],
)
def test_words_of_any_subject_tell_nothing_together(text: str) -> None:
    assert themes(text) == {}


FILLER = "They walked on along the lane and looked at the hills until nobody spoke any more. "


def test_terms_in_one_place_of_a_long_text_are_no_theme() -> None:
    aside = "He recalled the doctors, the patients and the vaccine of that hospital. "
    assert themes(aside + FILLER) != {}
    assert themes_of_tagged(aside + 60 * FILLER) == {}


def test_an_aside_at_the_end_is_no_further_theme() -> None:
    court = "The jury heard the prosecutor, the judge jailed the defendant for fraud. "
    health = "Doctors said that the patients had cancer and needed chemotherapy. "
    assert list(themes_of_tagged(court + 3 * health + 10 * court)) == ["Crime, law and justice", "Health"]
    assert list(themes_of_tagged(30 * court + health)) == ["Crime, law and justice"]


def test_evidence_is_verbatim_distinct_and_bounded() -> None:
    title, _, text = SEED.read_text(encoding="utf-8").partition("\n")
    for evidence in themes(text, title).values():
        assert 2 <= len(evidence) <= MAX_EVIDENCE
        assert len({word.lower() for word in evidence}) == len(evidence)
        assert all(word in f"{title}\n{text}" for word in evidence)


def test_evidence_does_not_end_with_a_preposition() -> None:
    text = "Exports of steel fell after the tariffs. Imports from Asia rose, and the trade deficit grew by a tenth."
    assert {"Exports", "Imports"} <= set(themes(text)["Trade"])


def test_evidence_keeps_curly_quotes_and_drops_possessives() -> None:
    text = "The court’s judge heard the jury’s verdict: women’s rights and gender equality."
    evidence = {word for words in themes(text).values() for word in words}
    assert {"court", "jury", "women’s rights"} <= evidence


def test_a_phrase_takes_its_words_away_from_other_topics() -> None:
    text = "Trade unions called a walkout. The trade unions want a pay rise; the trade union has 3,000 members."
    assert "Trade" not in themes(text)
    assert themes(text)["Labour and employment"][0] == "trade union"


def test_persons_named_like_a_term_are_not_evidence() -> None:
    text = "Court met Judge on Friday. They walked home."
    assert themes(text, "", "Court", "Judge") == {}
    assert themes("The court, the judge, the verdict.") != {}


def test_capitals_distinguish_a_party_from_the_word_labour() -> None:
    party = "Labour won the vote, and Labour leaders told parliament that the Tories lost their seats."
    assert next(iter(themes(party))) == "Politics and government"
    assert "Labour" in themes(party)["Politics and government"]


def test_the_title_decides_between_topics_of_equal_weight() -> None:
    text = "Doctors and patients left the hospital. Teachers and pupils left the school."
    assert next(iter(themes(text, "Schools close"))) == "Education"
    assert next(iter(themes(text, "Hospitals close"))) == "Health"


def test_several_documents_add_up() -> None:
    texts = ("The jury heard the case.", "The court waits for the verdict.", "The judge spoke.")
    found = find_themes([Document("", text) for text in texts], [untagged(text) for text in texts])
    assert [theme.label for theme in found] == ["Crime, law and justice"]


_WORDS = st.sampled_from(
    "court Labour trade union U.S.’s security-policy war’ 戦争 ½ \ud800 tie-break 'election' \n".split(" ")
)


@given(st.one_of(st.text(st.characters(codec=None)), st.lists(_WORDS).map(" ".join)), st.text(max_size=40))
@example("İstanbul İ’s ﬁre courts’", "’s")
def test_any_text_gives_bounded_verbatim_themes(text: str, title: str) -> None:
    found = find_themes([Document(title, text)], [untagged(text)])
    assert len(found) <= MAX_THEMES
    assert len({theme.label for theme in found}) == len(found)
    assert all(word in text or word in title for theme in found for word in theme.evidence)
    assert found == find_themes([Document(title, text)], [untagged(text)])


def test_no_documents_have_no_themes() -> None:
    assert find_themes([], []) == ()


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("The bank fell. Share prices fell as investors sold stocks.", "Share prices"),
        ("The (gross and net) profit fell, and investors sold stocks.", "profit"),
        ("Investors sold stocks after the stock-market crash.", "stock-market crash"),
        ("Workers won. Rights groups praised the demonstrators for gender equality.", "Rights groups"),
    ],
)
def test_a_term_of_several_words_does_not_run_over_punctuation(text: str, evidence: str) -> None:
    found = [word for words in themes(text).values() for word in words]
    assert evidence in found
    assert not any(mark in word for word in found for mark in ".(),")


@pytest.mark.parametrize("money", ["£800m", "$400m", "€1500m"])
def test_a_sum_of_money_is_no_race(money: str) -> None:
    text = f"The {money} bid for the club undervalues its shares, said investors who own stocks and bonds."
    assert "Sport" not in themes(text)
    assert money[1:] not in {word for words in themes(text).values() for word in words}


def test_a_further_theme_needs_more_evidence_than_the_first() -> None:
    court = "The jury heard the prosecutor, the judge jailed the defendant for fraud. "
    railway = "A commuter waited for the railway to open. "
    assert list(themes_of_tagged(railway)) == ["Transport"]
    assert list(themes_of_tagged(3 * court + railway)) == ["Crime, law and justice"]


@pytest.mark.parametrize(
    "text",
    [
        "The trial of new roses ended on Sunday. Judges saw 60 roses in the trial; the winner of the trial is pink.",
        "A judge at the fair picked a cake. The bakes of the trial had been close.",
        "A woman led the parade through the village. A child rode a pony and a dog pulled a cart past the church.",
        "The case for smaller phones is growing. A leather case sold best. In any case, there will be three cases.",
        "They found an old boat on the bank of the river. The bank had been washed away, and the north bank is mud.",
        "Plant the seeds in March. A plant needs water each day. Move the plants into the garden in July.",
        "The twins held a party for their birthday. The party had a cake, and 80 guests came to the party.",
        "Cell towers failed and cell phones had no signal. The cell network was back by noon after the storm.",
        "Let the stock simmer with leeks. The stock is then strained. With a rich stock any soup tastes better.",
        "A lightning strike split the oak on the green. The strike came at noon and was seen by a neighbour.",
        "Children ran a sack race. The race had three laps. A boy won the race and a girl came second.",
        "The cook served the dog of the house. The star of the evening was a pitch of tents and a match for two.",
    ],
)
def test_chance_words_give_no_theme(text: str) -> None:
    assert themes_of_tagged(text) == {}


@pytest.mark.parametrize(
    ("label", "text"),
    [
        (
            "Crime, law and justice",
            "A judge dismissed the case at the crown court, and the jury acquitted him of fraud.",
        ),
        (
            "Sport",
            "The champion served well on the hard court, won in straight sets and praised the tennis of her rival.",
        ),
        (
            "Economy, business and finance",
            "The central bank raised interest rates to curb inflation; bank shares rose.",
        ),
        ("Sport", "The striker won the match with a late goal; the coach of the home side had changed three players."),
        (
            "Science and technology",
            "Astronomers saw a star explode in a galaxy; the star had been seen with a telescope.",
        ),
    ],
)
def test_the_same_words_count_where_the_article_is_about_them(label: str, text: str) -> None:
    assert label in themes_of_tagged(text)


def test_a_song_that_takes_the_charts_by_storm_is_no_disaster() -> None:
    text = "The album took the charts by storm. Its single flooded the radio, and fans queued for concert tickets."
    assert "Disaster and accident" not in themes_of_tagged(text)


@pytest.mark.parametrize(
    ("singular", "plural"),
    [("match", "matches"), ("movie", "movies"), ("virus", "viruses"), ("avalanche", "avalanches"), ("shoe", "shoes")],
)
def test_a_term_is_found_in_singular_and_plural(singular: str, plural: str) -> None:
    assert lookup_stem(singular) == lookup_stem(plural.upper())
