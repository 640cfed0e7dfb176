"""Where nupunkt is overruled: each rule in its example."""

import pytest

from bot.text.sentence_end_rules import FALSE_END_RULES, MISSED_END_RULES
from bot.text.sentence_ends import evidence_of, is_false_end, possible_ends


@pytest.mark.parametrize("rule", MISSED_END_RULES, ids=lambda rule: rule.name)
def test_each_missed_end_is_found_in_its_example(rule):
    before, after = rule.example.split("| ")
    assert len(before) in possible_ends(before + after)


@pytest.mark.parametrize("rule", FALSE_END_RULES, ids=lambda rule: rule.name)
def test_each_false_end_is_told_in_its_example(rule):
    before, after = rule.example.split("| ")
    assert is_false_end(before + after, 0, len(before), evidence_of(""))
