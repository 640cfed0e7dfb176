"""Every tool gets as many words as every other."""

import numpy as np
from equal_length import LENGTHS, equal_length_scores

ROW = {
    "text": "One talks here now. Two ended there then. " + "More was said of it. " * 60,
    "refs": ["One talks. Ended."],
}


def test_lead_scores_like_itself_at_every_length():
    texts = ["One talks here now.", "Two ended there then.", *["More was said of it."] * 60]
    scores = equal_length_scores(ROW, (texts, range(len(texts))))
    assert scores.shape == (len(LENGTHS), 6)
    assert (scores[:, :3] == scores[:, 3:]).all()


def test_long_sentences_do_not_cover_more_by_their_length():
    ended = "Nobody said that it ended" + " at all" * 200
    scores = equal_length_scores(ROW, ([ended, "One talks."], [0, 1]))
    assert (scores[:, 2] < 100).all()
    said_first = equal_length_scores(ROW, ([ended, "One talks."], [1, 0]))
    assert (said_first[:, 2] == 100).all()


def test_a_tool_that_raised_gets_nothing():
    scores = equal_length_scores(ROW, None)
    assert not scores[:, :3].any()
    assert np.count_nonzero(scores[:, 3:]) > 0
