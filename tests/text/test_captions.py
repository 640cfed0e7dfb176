"""Captions and labels, in several forms; what only looks like one is prose."""

import pytest

from bot.text.captions import CAPTION_RULES, begins_with_label, is_credited
from bot.text.sentences import split_sentences


def is_caption(text):
    return any(rule.applies(text) for rule in CAPTION_RULES)


@pytest.mark.parametrize(
    "text",
    [
        "In this Jan. 29, 2006, file photo, a car passes in front of the harbour of Oslo.",
        "This undated photo released by the police shows Ann Lee.",
        "Ann Lee speaks at a rally in Oslo on Friday, July 1, 2016.",
        "State troopers stand across from the house, Wednesday, Oct. 29, 2014, in Fort Kent, Maine.",
        "This frame grab made from a video shows the harbour.",
        "The mayor of Oslo leaves a court... (Associated Press)",
        "Gerard Lee / AFP / Getty Images The mayor prays in the cathedral.",
        "Ann Lee (2nd L) and Bo Diaz sit with their mothers in Oslo.",
        "(L-R) Ann Lee and Bo Diaz in Oslo.",
        "Surgeon Ann Lee examines a patient in Oslo in this file photo taken in January.",
    ],
)
def test_captions_of_agencies_and_sites_are_told(text):
    assert is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "Image copyright Getty Images Image caption The harbour was closed on Monday",
        "FILE - A ship leaves the harbour of Oslo.",
        "(Photo: Ann Lee, Gazette) The harbour was closed.",
        "Story highlights The harbour was closed on Monday by the council.",
        "Please enable Javascript to watch this video OSLO, Norway -- The harbour was closed.",
        "RELATED VIDEO: The harbour at night",
        "(Eds: Updating with quotes) By Ann Lee",
        "READMayor opens the harbour of Oslo again",
        "CLOSE Ann Lee of Oslo opens the harbour.",
        "VIDEO Scroll down to see the harbour.",
        "CORRECTS DAY TO SATURDAY -- A policeman escorts a witness.",
        "[ read full story on the harbour ] the harbour measures 60 metres",
    ],
)
def test_a_label_in_front_is_told(text):
    assert begins_with_label(text)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour was closed on Tuesday, 3 March, the council said.",
        "LONDON (Reuters) - The harbour was closed on Tuesday.",
        "She told the Associated Press (AP) that the harbour was closed.",
        "Photographs of the harbour were shown to the jury.",
        "Pictures taken by Ann Lee hang in the town hall.",
        "Files on the harbour were lost in a fire.",
        "Related costs rose by a third.",
        "Readers wrote to the mayor.",
        "(CNN) The harbour was closed on Tuesday.",
        "Watching the harbour is his hobby.",
        "Senator Susan Lee (R) voted against it.",
        "Images of the fire were seen all over the world.",
        "(Eds: Updating) By Ann Lee Oslo, Aug 1 (XYZ) The council closed the harbour for a year, the mayor said.",
    ],
)
def test_prose_about_pictures_and_agencies_is_none(text):
    assert not is_caption(text)
    assert not begins_with_label(text)


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("The harbour was open at dawn. Courtesy Ann Lee", ["The harbour was open at dawn."]),
        (
            "The harbour was open. It closed at dusk. Courtesy of the Oslo Museum",
            ["The harbour was open.", "It closed at dusk."],
        ),
        ("The mayor opened the harbour on Monday. — Ann Lee Share Photo", ["The mayor opened the harbour on Monday."]),
        (
            "Flowers lay on the quay in the evening. (Ann Lee/CBC) The mayor wept.",
            ["Flowers lay on the quay in the evening."],
        ),
        ("A flag flies over the quay. Photograph: Ann Lee/The Gazette", ["A flag flies over the quay."]),
        (
            "A flag flies over the quay. Picture taken May 3, 2017. REUTERS/Ann Lee",
            ["A flag flies over the quay.", "Picture taken May 3, 2017."],
        ),
        (
            "Photos: The harbour A ship came in. It left. Hide Caption 1 of 3 Photos: The harbour A whale came.",
            ["A ship came in.", "It left."],
        ),
        ("One came. Two came. Three came. Four came. Five came. (AP Photo/Ann Lee)", ["Five came."]),
        ("Ann Lee, before she went to sea. (Family photos) She left.", ["Ann Lee, before she went to sea."]),
        ("The quay in June 2004. (Photo: Ann Lee, Agency) It is new.", ["The quay in June 2004."]),
        ("The quay in June 2004. (Image courtesy of Ann Lee.) It is new.", ["The quay in June 2004."]),
        (
            "The town met. Spoke to the harbour master. Ann Lee (@annlee) May 3, 2017",
            ["Spoke to the harbour master."],
        ),
        ("One. Two came. Three came. Four came. So proud. Ann Lee (@ann) May 3, 2017The town slept.", ["So proud."]),
        ("So we meet again at the quay. — Ann Lee (@annlee) 30 July 2017", ["So we meet again at the quay."]),
        ("She went to sea in a boat. A post shared by Ann Lee (@annlee) on Jul 18, 2017", []),
        ("She went to sea in a boat. Ann Lee (@annlee) has the story.", []),
        ("The harbour was open at dawn.\n\nCourtesy Ann Lee", []),
        ("The harbour was open at dawn. Courtesy is rare there.", []),
        ("The harbour was open at dawn. Photographs of it were shown.", []),
        ("The harbour was open at dawn. Reuters said so.", []),
        ("The harbour was open at dawn. (Reuters) - The mayor came.", []),
    ],
)
def test_a_credit_on_the_same_line_tells_a_caption(line, caption):
    sentences = split_sentences(line)
    assert [s.text for s, credited in zip(sentences, is_credited(sentences), strict=True) if credited] == caption
