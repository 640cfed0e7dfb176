from __future__ import annotations

from pathlib import Path

import pytest

from bot.text.actors.classification.cue_counts import NameForm
from bot.text.actors.classification.cue_weights import cue_values, kind_probabilities, read_cue_weights
from bot.text.actors.name_candidate import NameCandidate


def test_probabilities_add_up_to_one_and_follow_the_cues() -> None:
    for second_pass in (False, True):
        of_country = kind_probabilities([("gazetteer: country", 1.0)], second_pass=second_pass)
        assert sum(of_country) == pytest.approx(1.0)
        assert max(of_country) == of_country[2]
    assert kind_probabilities([("no such cue", 1.0)], second_pass=False) == kind_probabilities([], second_pass=False)


def test_labels_count_by_their_share_and_other_cues_by_the_root_of_the_occurrences() -> None:
    form = NameForm("Merkel", [NameCandidate(0, at, at, "Merkel") for at in range(4)])
    form.cues.update({"tagger: person": 1, "speech verb after": 1, "verb before": 4})
    values = cue_values(form)
    assert (values["tagger: person"], values["speech verb after"], values["verb before"]) == (0.25, 0.5, 1.0)
    assert values["one word"] == 1.0
    assert values["occurrences"] == pytest.approx(1.386, abs=0.001)


def test_weights_are_loaded_from_a_table_with_a_heading(tmp_path: Path) -> None:
    table = tmp_path / "weights.tsv"
    table.write_text("# made by hand\ncue\ta\tb\nintercept\t1\t2\t3\t4\t5\t6\t7\t8\n", encoding="utf-8")
    assert read_cue_weights(table) == {"intercept": ((1.0, 2.0, 3.0, 4.0), (5.0, 6.0, 7.0, 8.0))}
