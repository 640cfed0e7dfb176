"""Features of the candidates for key phrases."""

from __future__ import annotations

import numpy as np
from text.keyphrases.tagged_words import one_sentence, tagged

from bot.text.keyphrases.candidates import find_keyphrase_candidates
from bot.text.keyphrases.features import FEATURES, phrase_features


def test_every_candidate_has_a_finite_number_for_each_feature() -> None:
    text = tagged(*"the/DT worst/JJS oil/NN spill/NN of/IN years/NNS hit/VBD coastal/JJ towns/NNS".split())
    page = find_keyphrase_candidates([text], [], one_sentence(text), [])
    rows = phrase_features(page)
    assert rows.shape == (2, len(FEATURES))
    assert np.isfinite(rows).all()
    superlative = rows[:, FEATURES.index("begins with a comparative or superlative")]
    assert superlative.tolist() == [1, 0]
