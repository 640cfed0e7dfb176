"""Pages of which a script replaces its own sections."""

from pages import write_sections


def test_a_script_replaces_its_sections_and_leaves_those_of_others(tmp_path):
    page = tmp_path / "quality.md"
    write_sections(page, {"": "# Page", "Summaries": "Old.\n\n### CNN\n\nOld.", "Search": "Kept."})
    write_sections(page, {"Summaries": "New.", "Topics": "Added."})
    assert page.read_text("utf-8") == "# Page\n\n## Summaries\n\nNew.\n\n## Search\n\nKept.\n\n## Topics\n\nAdded.\n"
