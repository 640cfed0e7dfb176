"""The scores of the bench, on toy data worked out by hand."""

import numpy as np
import pytest
from scoring import (
    ACTOR_FIGURES,
    actor_figures,
    actor_hits,
    column_means,
    covered,
    drawn_means,
    intervals,
    lead,
    phrase_score,
    rouge,
    take,
    topic_scores,
)


def test_rouge_counts_shared_words_and_pairs_as_f1():
    one, two = rouge("the cat sat on the mat", ["the cat lay on the mat"])
    assert one == pytest.approx(100 * 2 * 5 / 12)
    assert two == pytest.approx(100 * 2 * 3 / 10)


def test_rouge_folds_case_punctuation_and_endings_of_words_longer_than_three_letters():
    assert rouge("Talks ended.", ["talk: ending"]) == pytest.approx((100, 100))
    assert rouge("gas", ["ga"]) == (0, 0)


def test_rouge_takes_the_nearest_reference_for_each_figure():
    assert rouge("peace talks", ["nothing alike", "peace talks"]) == pytest.approx((100, 100))
    assert rouge("peace talks", []) == (0, 0)


def test_covered_is_the_share_of_the_words_of_the_reference_that_is_covered_best():
    assert covered("The talks ended on Monday.", ["Talks end.", "Nothing alike here."]) == 100
    assert covered("Talks ended.", ["Talks ended on Monday."]) == 50
    assert covered("Talks ended.", []) == 0


def test_a_summary_is_the_best_sentences_in_the_order_of_the_text():
    assert take(["a", "b", "c"], [2, 0, 1], 2, None) == "a c"


def test_a_budget_of_words_cuts_the_last_sentence_short():
    assert take(["a b c", "d e f", "g h"], [1, 0, 2], 0, 4) == "a d e f"


def test_lead_takes_the_first_sentences_of_several_documents_in_turn():
    assert lead([0, 0, 0, 1, 1]) == [0, 3, 1, 4, 2]


def test_only_the_first_ten_different_phrases_count():
    row = {"phrases": ["oil spill", "tanker"]}
    assert phrase_score(row, ["Oil spills", "oil spill", "cleanup"]) == pytest.approx(200 * 1 / 4)
    assert phrase_score(row, [*(f"phrase {n}" for n in range(10)), "tanker"]) == 0


def test_a_topic_is_right_first_second_or_not_at_all():
    row = {"topic": "business"}
    assert topic_scores(row, ["Economy", "Sport"]) == (100, 100, 0)
    assert topic_scores(row, ["Sport", "Economy"]) == (0, 100, 0)
    assert topic_scores(row, ["Sport", "Film", "Economy"]) == (0, 0, 0)
    assert topic_scores(row, []) == (0, 0, 100)


def story(text, *entities):
    """Entities as (name, kind, identity), found one after the other in the text."""
    rows, position = [], 0
    for name, kind, identity in entities:
        start = text.index(name, position)
        position = start + len(name)
        rows.append({"start": start, "end": position, "kind": kind, "id": identity})
    return {"text": text, "entities": rows, "prose": [[0, len(text)]]}


def actor(kind, *spans):
    return {"kind": kind, "mentions": [[0, *span] for span in spans]}


def figures(row, *actors):
    return dict(zip(ACTOR_FIGURES, actor_figures([actor_hits(row, actors)]), strict=True))


TEXT = "Mr Jorge Costa met Rui Costa. Costa left."
STORY = story(TEXT, ("Jorge Costa", "person", "j"), ("Rui Costa", "person", "r"), ("Costa", "person", "j"))


def test_a_person_is_one_actor_when_the_mentions_are_together_and_nobody_elses():
    assert figures(STORY, actor("person", (3, 14), (30, 35)), actor("person", (19, 28)))["one actor"] == 100
    assert figures(STORY, actor("person", (3, 14)), actor("person", (30, 35)))["one actor"] == 0
    assert figures(STORY, actor("person", (3, 14), (19, 28), (30, 35)))["one actor"] == 0


def test_people_with_the_shared_id_for_unknown_are_not_counted():
    unknown = ("Jorge Costa", "person", "<NIL>"), ("Rui Silva", "person", "<NIL>")
    row = story("Jorge Costa met Rui Silva. Blair left. Blair won.", *unknown, *[("Blair", "person", "b")] * 2)
    found = figures(row, actor("person", (27, 32), (39, 44)), actor("person", (0, 11)), actor("person", (16, 25)))
    assert (found["one actor"], found["at most"], found["one linked actor"]) == (50, 50, 100)


def test_a_title_before_a_name_and_a_possessive_after_it_make_no_difference():
    row = story("Mr Howard's plan", ("Howard", "person", "h"))
    assert figures(row, actor("person", (0, 11)))["person recall"] == 100
    assert figures(row, actor("person", (3, 7)))["person recall"] == 0


def test_precision_counts_only_persons_said_in_annotated_prose():
    row = story("Rome fell. Ann Lee ran.", ("Rome", "place", None), ("Ann Lee", "person", "a"))
    said = actor("person", (0, 4)), actor("person", (11, 18))
    assert figures(row, *said)["person precision"] == 50
    assert figures(row | {"prose": [[11, 23]]}, *said)["person precision"] == 100
    assert figures(row, *said)["any kind"] == 100
    assert figures(row, *said)["place recall"] == 0


def test_an_interval_holds_the_mean_and_narrows_with_more_articles():
    few, many = [(0.0,), (10.0,)] * 10, [(0.0,), (10.0,)] * 200
    ((low, high),) = intervals(few, column_means)
    ((lower, higher),) = intervals(many, column_means)
    assert low < lower < 5 < higher < high


def test_drawn_means_keep_the_values_of_each_article_together():
    values = np.array([[1.0, 2.0], [3.0, 6.0], [5.0, 10.0]])
    drawn = drawn_means(values)
    assert drawn[:, 1] == pytest.approx(2 * drawn[:, 0])
    assert drawn[:, 0].mean() == pytest.approx(3, abs=0.1)
