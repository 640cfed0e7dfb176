from __future__ import annotations

from pathlib import Path

from text.actors.analysed_text import layout, tagger

from bot.models.analysis import Sentence
from bot.text.actors.classification.cue_counts import NameForm, count_cues
from bot.text.actors.detection.candidates import find_candidates
from bot.text.actors.extraction import tokenize_story

SEED = Path(__file__).parents[4] / "seeds" / "000_a960c30da92131fb.txt"
MATCH = ("The match was lost.", "The striker missed a penalty.", "The goalkeeper saved it.", "The coach smiled.")


def test_the_cues_of_a_name_are_in_an_order_that_no_run_changes() -> None:
    text = SEED.read_text(encoding="utf-8")
    texts = tokenize_story(tagger().tag([text]), tagger().tag([""]), [Sentence(text, 0, len(text))])
    for name in count_cues(find_candidates(texts)[:1], texts).values():
        assert len(name.cues) > 3
        assert list(name.cues) == sorted(name.cues)


def forms_of(*lines: str) -> dict[str, NameForm]:
    text, sentences = layout(lines)
    texts = tokenize_story(tagger().tag([text]), tagger().tag([""]), sentences)
    return count_cues(find_candidates(texts), texts)


def test_the_cues_of_all_occurrences_of_a_form_are_counted() -> None:
    forms = forms_of("They met Angela Merkel.", "They praised Merkel.", "They blamed Merkel.")
    assert {text: len(form.occurrences) for text, form in forms.items()} == {"Angela Merkel": 1, "Merkel": 2}
    assert forms["Merkel"].cues["verb before"] == 2


def test_a_story_about_sport_has_cues_of_its_own() -> None:
    played = forms_of(*MATCH, "It was played in Chicago.", "The winners came from Japan.", "They beat Somexa.")
    assert {"in before, in sport", "gazetteer: place, in sport"} <= played["Chicago"].cues.keys()
    assert "one word, in sport" in played["Somexa"].cues
    assert "gazetteer: place, in sport" not in played["Japan"].cues
    assert not any("in sport" in cue for cue in forms_of("It was played in Chicago.")["Chicago"].cues)
