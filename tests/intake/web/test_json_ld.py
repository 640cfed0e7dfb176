from __future__ import annotations

import json

from bot.intake.web.json_ld import parse_json_ld, property_text


def test_objects_are_found_in_lists_and_within_others_up_to_a_bound() -> None:
    block = json.dumps([1, "x", {"@type": "A", "@graph": [{"@type": "B"}], "other": {"@type": "C"}}])
    assert [node["@type"] for node in parse_json_ld(block)] == ["A", "B"]
    assert len(list(parse_json_ld(json.dumps([{"@type": "A"}] * 5_000)))) == 3_000


def test_a_block_that_is_not_json_is_ignored() -> None:
    assert list(parse_json_ld("{")) == []
    assert list(parse_json_ld("[" * 100_000)) == []


def test_a_property_is_one_line_in_every_form() -> None:
    assert property_text([" Ann\nReed "]) == property_text({"@value": "Ann Reed"}) == "Ann Reed"
    assert property_text(2026) == "2026"
    assert property_text({"name": "Ann"}) is property_text([]) is property_text(True) is None
