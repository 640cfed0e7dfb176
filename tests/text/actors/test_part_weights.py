from __future__ import annotations

import pytest
from text.actors.analysed_text import tagger

from bot.models.analysis import Sentence
from bot.text.actors.name_candidate import NameCandidate
from bot.text.actors.part_weights import PARTS, part_weight
from bot.text.actors.sentence_parts import part_of
from bot.text.tokens import TokenizedText, tokenize

NAMES = ("Turney", "Blair")


def named(text: str) -> tuple[NameCandidate, TokenizedText]:
    """Turney, or else Blair, in a text of one sentence."""
    tokens = tokenize(tagger().tag([text])[0], [(0, Sentence(text, 0, len(text)))], 0)
    name = next(name for name in NAMES if name in text)
    at = next(i for i, token in enumerate(tokens.tokens) if token.text == name)
    return NameCandidate(0, at, at, name), tokens


def weight(text: str) -> float:
    name, tokens = named(text)
    return part_weight(part_of(name, tokens.tokens, tokens.sentence_ranges[0]))


@pytest.mark.parametrize(("expected", "example"), [(weight, example) for weight, _, example in PARTS])
def test_each_part_is_found_in_its_example(expected: float, example: str) -> None:
    assert weight(example) == expected


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("Turney, 58, of Leeds, was sentenced on Monday.", "Turney was late on Monday."),
        ("Turney, a teacher, died on Monday.", "His wife wept when Turney died on Monday."),
        ("Its director, Turney, said that he would stay.", "He would stay, Turney said."),
        ("Police arrested Turney on Monday.", "Police met Turney on Monday."),
        ("Turney said that he would stay.", "Blair and Turney said that they would stay."),
        ("Turney left early.", "Crowds came in spite of Turney."),
        ("Turney told them in a letter that lessons saved lives.", "Turney told them in a letter on Monday."),
        ("Turney was released on Monday.", "Turney released a statement on Monday."),
        ("Turney was awarded a medal.", "Turney awarded a contract."),
        ("Turney was asked to stay.", "Turney was seen in the crowd."),
        ("They asked Turney to stay.", "They told Turney that it was late."),
        ("The goal was scored by Turney.", "He joined a bench chaired by Turney."),
        ("They wept after the funeral of Turney.", "They came after the lunch of Turney."),
        ("Turney's book sold well.", "Turney's lawyer spoke well."),
        ("Turney's book sold well.", "Turney's critics spoke well."),
        ("They praised Turney's book.", "They came with a friend who wore Turney's jersey."),
        ("Turney wrote that he would stay.", "Turney wrote on Monday."),
        ("Turney spoke to reporters about the bridge.", "After the hearing, Turney spoke to a reporter in the street."),
        ("Turney spoke against the bridge on Monday.", "Turney talked to fans on Monday."),
        ("“It is late,” Turney told them as she spoke.", "Turney spoke to them."),
        ("They met Turney.", "The guests included Turney."),
        ("They wept when Turney spoke.", "A rifle was stolen just days before Turney visited Utah."),
        ("They wept when Turney spoke.", "Prices have doubled since Turney took office."),
        ("They wept when Turney spoke.", "The law was passed a year before Turney came to power."),
        ("They wept when Turney spoke.", "After Turney took office, prices doubled."),
        ("They met Turney.", "Blair will join friends and was joining Turney on the course."),
        ("They met Turney.", "The singer joined Turney on the stage."),
        ("They wept when Turney spoke.", "The exercise comes just as Turney and Blair meet in Geneva."),
        ("The prize went to Turney, who had won before.", "He was talking to Turney when he was hit."),
        ("The film stars Turney as a nun.", "He made the film, which also stars Turney."),
        ("We use two of them in the first phase,? said Turney, a partner.", "We use two of them, and so said Turney."),
        ("They wept after the murder of Turney.", "Prices have risen since the election of Turney."),
        ("They wept after the murder of Turney.", "Prices have risen after the inauguration of Turney."),
        ("They met Turney.", "The club bought stars such as Turney."),
        ("They met Turney.", "The club attracted star players such as Toure, Balotelli, Silva and Turney."),
        ("The film stars Turney as a nun.", "They left the play starring Turney."),
        ("After Turney arrived, he spoke with the crowd.", "The rain began after Turney arrived."),
        ("They wept when Turney spoke.", "The town has changed since Turney became mayor."),
        ("They wept when Turney spoke.", "By the time Turney resigned, the mill was shut."),
        ("They wept when Turney spoke.", "Six years before Turney was elected president, Blair disappeared."),
        ("They wept when Turney spoke.", "The firm grew after Turney won the election."),
        ("They wept when Turney spoke.", "Until Turney bought the mill, few people lived there."),
        ("Police searched for days before Turney was arrested.", "Police searched for days before Turney came."),
        ("It took four years before Turney made a film.", "The hall was built four years before Turney made a film."),
        (
            "Silva made it level before Turney kicked the winner.",
            "Before Turney kicked the winner, Silva made it level.",
        ),
        ("Turney bought the mill.", "The Turney presidential campaign bought the mill."),
        ("The goal was scored by Turney.", "Blair left the hall, accompanied by Turney."),
        ("The goal was scored by Turney.", "Blair was flanked by Turney."),
        ("The goal was scored by Turney.", "He praised the phones used by Turney."),
    ],
)
def test_a_sentence_tells_more_about_who_acts_or_suffers(more: str, less: str) -> None:
    assert weight(more) > weight(less)


def test_without_a_parse_a_name_before_a_verb_near_the_start_is_the_subject() -> None:
    text = "Turney really left."
    name, tokens = named(text)
    for at, token in enumerate(tokens.tokens):
        token.head, token.dep = at, "ROOT"
    assert part_weight(part_of(name, tokens.tokens, tokens.sentence_ranges[0])) > 1
    text = "They saw Turney."
    name, tokens = named(text)
    for at, token in enumerate(tokens.tokens):
        token.head, token.dep = at, "ROOT"
    assert part_weight(part_of(name, tokens.tokens, tokens.sentence_ranges[0])) == 0
