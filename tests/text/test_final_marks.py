"""Lines that end as sentences do, in all scripts and with anything behind the last mark."""

import pytest

from bot.text.boilerplate import is_boilerplate_line, is_boilerplate_sentence
from bot.text.final_marks import FINAL_MARKS, TRAILERS, ends_sentence, is_trailer


@pytest.mark.parametrize(("pattern", "line"), TRAILERS)
def test_a_sentence_is_no_heading_for_what_stands_behind_it(pattern, line):
    assert ends_sentence(line)
    assert not is_boilerplate_line(line)
    assert ends_sentence(f"{line} #port 🎉")


@pytest.mark.parametrize("mark", FINAL_MARKS)
def test_each_mark_of_any_script_ends_a_line(mark):
    assert ends_sentence(f"नदी का पानी बढ़ गया{mark}")
    assert not is_boilerplate_line(f"नदी का पानी बढ़ गया{mark}")


@pytest.mark.parametrize(
    "line",
    ["Mayor thanks crews 🎉", "Storm closes port #westhaven", "*** Join us!! ***", "Who pays? – The answer below"],
)
def test_a_heading_stays_one(line):
    assert not ends_sentence(line)
    assert is_boilerplate_line(line)


@pytest.mark.parametrize("text", ["#port #storm", "https://a.example/x", "– dpa", "[AP]", "(jk)", "@westhaven 🎉"])
def test_what_stands_behind_a_sentence_is_none_itself(text):
    assert is_trailer(text)
    assert is_boilerplate_sentence(text)


@pytest.mark.parametrize("text", ["(Ann Lee, Bo Diaz)", "#port is open.", "[Pause.]", "#a " * 100])
def test_credits_and_prose_are_not_what_stands_behind_a_sentence(text):
    assert not is_trailer(text)


def test_a_sentence_that_lost_its_stop_to_its_agency_is_text():
    assert not is_boilerplate_line("Forty boats left the harbour before noon on Monday (AP)")
    assert is_boilerplate_line("Boats in the harbour of Westhaven, July 31, 2014 (Reuters)")
