"""Lines that are nothing but a result."""

import re

import pytest

from bot.text.result_lines import RESULT_FORMS, is_result_line


@pytest.mark.parametrize(
    "line",
    [
        "Harl United 3-1 Tarvo",
        "Olm 0-0 Brell City",
        "Dorn Rovers 2-4 Westhaven (Hart 3, Ross 9; Voss 1)",
        "Harl Bears 101, Tarvo Kings 98",
        "Dorn 120, Westhaven 118 (OT)",
        "Harl – Tarvo 28:25",
        "1. Harl United 12 9 2 1 29",
        "2. Anders Lind (Sweden) 1:42.80",
        "1. Luca Ferranti (Italy, Scuderia Brell) 1:32:14.5",
        "2. Kenji Morita (Japan, Olm Racing) +4.2s",
        "Westland 212 all out (A. Roe 88, B. Low 41; C. Holt 4-39)",
        "Marland 216-3 (D. Poe 101 not out)",
        "North: Ann Lee (Labour) 1,204 votes, Bo Diaz (Liberal) 1,187",
        "Carl Holt (Green) 2,310; Dan Poe (Labour) 1,900",
        "FT: Harl 2, Tarvo 1",
        "1. FC Harl – SV Tarvo 3:1 (1:0)",
        "D. Poe not out 101",
        "J. Roe lbw b Moor 12",
        "Total (for 5 wickets, 50 overs) 271",
        "T1 Ann Lee -12 (68-70-66-72)",
        "Labour 12,004 (41.2%)",
    ],
)
def test_a_result_is_told(line):
    assert is_result_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Harl beats Tarvo",
        "The vote was 14-11",
        "Harbour shut after storm",
        "1. Ditches must be kept open",
        "7-3",
        "Top 10 films of 2026",
        "Lee beat the odds by points",
        "Police arrest 3 in Harl 2",
        "Thursday, November 26, 2026",
    ],
)
def test_a_heading_is_no_result(line):
    assert not is_result_line(line)


@pytest.mark.parametrize(("form", "example"), RESULT_FORMS)
def test_each_form_has_an_example(form, example):
    assert re.fullmatch(form, example)
    assert is_result_line(example)
