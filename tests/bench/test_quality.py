"""The bench's page and its measuring of a tool, on a corpus of three articles."""

import json

import numpy as np
import pytest
from equal_length import LENGTHS
from measuring import Run, measure, read_rows
from peers import PEERS
from quality_tables import Line, equal_length_tables, figures_table, sections, summary_tables
from tools import Tool


@pytest.fixture
def corpora(tmp_path):
    rows = [
        {
            "id": f"a{n}",
            "text": f"Talks number {n} began. They ended.\n\nNothing came of them.",
            "refs": ["Talks ended."],
        }
        for n in range(3)
    ]
    (tmp_path / "summaries_toy_dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return tmp_path


def test_a_tool_is_run_in_its_own_process_and_answers_every_article(corpora):
    (lead,) = [tool for tool in PEERS if tool.name == "Lead"]
    run = measure(lead, corpora, ("summaries_toy",), None)
    assert run.answers["summaries_toy"]["a1"] == (
        ["Talks number 1 began.", "They ended.", "Nothing came of them."],
        [0, 1, 2],
    )
    assert run.failed == 0
    assert run.seconds["summaries_toy"] > 0


def test_a_sample_is_the_same_every_time_and_keeps_the_order_of_the_file(corpora):
    ids = [row["id"] for row in read_rows(corpora, "summaries_toy", 2)]
    assert len(ids) == 2
    assert ids == sorted(ids)
    assert ids == [row["id"] for row in read_rows(corpora, "summaries_toy", 2)]
    assert len(read_rows(corpora, "summaries_toy", None)) == 3


def tool(name):
    return Tool(name, "summaries", "bot", lambda: lambda row: row)


def run(seconds, failed=0):
    return Run({}, {"toy": seconds}, 20_000_000, failed)


LONG_AS_LEAD = np.full((4, len(LENGTHS), 6), 30.0)
"""Scores of a tool that says at every length what Lead says."""


def test_at_equal_length_the_gain_over_lead_and_the_share_covered_stand_for_every_tool_and_length():
    ours = LONG_AS_LEAD + np.array([2.0, 1.0, 5.0, 0, 0, 0])
    sets = [{"summaries_cnn": scores, "summaries_neus": scores} for scores in (ours, LONG_AS_LEAD)]
    text = equal_length_tables(
        [Line(tool(name), run(0.1), {}, s) for name, s in zip(("ours", "Lead"), sets, strict=True)]
    )
    columns = len(LENGTHS)
    assert "| ours | " + " | ".join(["+2.00 [+2.00, +2.00]"] * columns) + " |" in text
    assert "| ours | " + " | ".join(["+1.00 [+1.00, +1.00]"] * columns) + " |" in text
    assert "| ours | " + " | ".join(["35.0 [35.0, 35.0]"] * columns) + " |" in text
    assert "| Lead | " + " | ".join(["–"] * columns) + " |" in text
    assert "| Lead | " + " | ".join(["30.0 [30.0, 30.0]"] * columns) + " |" in text
    assert "| CNN | +2.00 [+2.00, +2.00] |" in text


def test_the_summary_table_shows_gain_over_lead_time_against_ours_and_failures():
    ours = np.array([[40.0, 20.0, 30.0, 15.0]] * 4)
    peer = np.array([[29.0, 15.0, 30.0, 15.0]] * 4)
    text = summary_tables(
        [
            Line(tool("ours"), run(0.002), {"summaries_cnn": ours}, {"summaries_cnn": LONG_AS_LEAD}),
            Line(tool("peer"), run(0.004, failed=1), {"summaries_cnn": peer}, {"summaries_cnn": LONG_AS_LEAD}),
        ]
    )
    assert "| ours | 4 | 40.0 | 20.0 | +10.00 [+10.00, +10.00] | +5.00 [+5.00, +5.00] | 2.0 | 1 | 20 |  |" in text
    assert "| peer | 4 | 29.0 | 15.0 | -1.00 [-1.00, -1.00] | +0.00 [+0.00, +0.00] | 4.0 | 2 | 20 | 1 |" in text


def test_lead_has_no_gain_over_itself():
    same = np.array([[30.0, 15.0, 30.0, 15.0], [20.0, 5.0, 20.0, 5.0]])
    assert "| Lead | 2 | 25.0 | 10.0 | – | – |" in summary_tables(
        [Line(tool("Lead"), run(0.1), {"summaries_cnn": same}, {"summaries_cnn": LONG_AS_LEAD})]
    )


def test_the_page_says_when_ours_is_cross_validated_and_when_it_is_as_shipped():
    table = figures_table(["F1"], [(tool("ours"), run(0.1), [31.0], [(28.0, 34.0)])])
    assert "| ours | 31.0 [28.0, 34.0] | 100.0 | 1 | 20 |  |" in table
    fair = sections({"phrases": table}, as_shipped=False, sample=None)
    assert "cross-validated" in fair[""]
    assert table in fair["Key phrases"]
    shipped = sections({"phrases": table}, as_shipped=True, sample=5)
    assert "cross-validated" not in shipped[""]
    assert "At most 5 articles" in shipped[""]
