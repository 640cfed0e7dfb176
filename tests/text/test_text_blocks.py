"""Lines and paragraphs of a text."""

from bot.text.text_blocks import line_spans, text_blocks


def test_blank_lines_are_ignored():
    text = "One\n\n  \nTwo\n"
    assert [text[start:end] for start, end in line_spans(text, 100)] == ["One", "Two"]


def test_a_long_line_is_cut_at_white_space_and_else_anywhere():
    text = "one two three " + "x" * 25
    assert [text[start:end] for start, end in line_spans(text, 10)] == [
        "one two",
        " three",
        " xxxxxxxxx",
        "x" * 10,
        "x" * 6,
    ]


def test_a_wrapped_paragraph_is_one_block_and_other_lines_are_separate_blocks():
    wrapped = "The council of Westhaven voted on Monday\nto close the old harbour after two hundred\nyears of fishing."
    text = f"{wrapped}\n\nFirst line.\nSecond line."
    assert [text[start:end] for start, end in text_blocks(text)] == [wrapped, "First line.", "Second line."]


def test_messages_in_lower_case_are_separate_blocks():
    chat = ["boats are back in the harbour", "took them nine days", "the mayor says that it costs 3m", "no word yet"]
    text = "\n".join(chat)
    assert [text[start:end] for start, end in text_blocks(text)] == chat


def test_a_narrow_column_of_a_paragraph_is_one_block():
    column = "the storm closed it for nine\ndays and forty boats waited\noutside until the morning"
    assert [column[start:end] for start, end in text_blocks(column)] == [column]
