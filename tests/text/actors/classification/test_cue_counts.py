from __future__ import annotations

from pathlib import Path

from text.actors.analysed_text import tagger

from bot.models.analysis import Sentence
from bot.text.actors.classification.cue_counts import add_up
from bot.text.actors.detection.candidates import find_candidates
from bot.text.actors.extraction import read_pages

SEED = Path(__file__).parents[4] / "seeds" / "000_a960c30da92131fb.txt"


def test_the_cues_of_a_name_are_in_an_order_that_no_run_changes() -> None:
    text = SEED.read_text(encoding="utf-8")
    pages = read_pages(tagger().tag([text]), tagger().tag([""]), [Sentence(text, 0, len(text))])
    for name in add_up(find_candidates(pages)[:1], pages).values():
        assert len(name.cues) > 3
        assert list(name.cues) == sorted(name.cues)
