"""Pieces that were joined without white space or without a mark, in several forms."""

import re
import time

import pytest

from bot.text.glued_ends import JOINS, glued_ends
from bot.text.sentences import split_sentences


def texts(text):
    return [s.text for s in split_sentences(text)]


@pytest.mark.parametrize(("pattern", "example"), JOINS, ids=lambda value: value[:20])
def test_each_join_is_found_in_its_example(pattern, example):
    before, after = example.split("|")
    assert re.search(pattern, before + after)
    assert len(before) in glued_ends(before + after)


@pytest.mark.parametrize(
    "text",
    [
        "Police have said.|The workers had been trapped.|Nobody was hurt.",
        'Nobody was hurt.|"We are relieved," she said.|The owner has shut the site.',
        "She ran.|“We saw it.”|The police came.",
        "Was it so?|Nobody knows!|All left.",
        "They batted on until 39.|India rode on a stand.",
        "He was bailed in 2013.|He is due in court.",
        "It ran (in a museum).|The man fled.",
        "Prices rose by 5%.|The bank said so.",
        "She works for NASA.|The agency agreed.",
        "He told HT.|Rao called it an insult.",
        "They left the Valley?.|Meanwhile, hundreds came.",
        "They ran a scam called 'Fishing'.|The police knew.",
        "They will look further.?|Talking to us, Koena said so.",
        "They will be shown in the UK.|The dresses are new.",
        "They came to take on the IS.|The IS is vicious.",
        "The ship is the port's.|Nora Holm waves the flag.",
        "They cried out to Xi.|China has blamed others.",
        '"We have seen much support."|Our phones have not stopped ringing.',
    ],
)
def test_glued_sentences_are_parted(text):
    assert texts(text.replace("|", "")) == text.split("|")


@pytest.mark.parametrize(
    "token", ["Amazon.com", "Node.js", "www.Example.Org", "Ph.D", "Prof.Smith", "7.40am", "U.S.A", "3.Bundesliga"]
)
def test_a_point_inside_a_token_parts_nothing(token):
    assert len(texts(f"We heard of {token} again today.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "She will be seen in season 3.|Follow @gazette for more",
        "She quit the show after the split|Follow @gazette for more",
        "The port is shut.|READ MORE: Boats wait at sea.",
        "He will go to jail, said Li.|Additional reporting by Bo Diaz",
        "The port is shut|Image copyright Getty Images",
    ],
)
def test_a_label_that_is_glued_to_a_sentence_is_no_part_of_it(text):
    sentence, _, label = text.partition("|")
    assert texts(sentence + label)[0] == sentence
    assert texts(f"{sentence} {label}")[0].startswith(sentence)


@pytest.mark.parametrize(
    "text",
    [
        "(CNN)|The harbour was closed on Monday.",
        "Washington (CNN)|When the mayor spoke, all left.",
        "(The Westhaven Gazette)|Nobody was hurt.",
        "(Photo: Ann Lee, Gazette)|The deaths have led to more calls.",
        "EXTENDED SUMMARY OF THE REPORT|Modern society depends on satellites.",
        "SAVING THE NATURAL COAST GUARDS|While it has few mangroves, they are under threat.",
        "'HE SAID IT IS ALL UP TO YOU'|Responding to the plea, she asked why.",
        "He lost his toy gun at East Midlands Airport|A boy was searched by the guards.",
        "ann.lee@example.com|The council has met.",
        "Industry-Specific Space Weather Impacts|The electric power industry is at risk.",
    ],
)
def test_what_stands_before_a_sentence_is_no_part_of_it(text):
    heading, _, sentence = text.partition("|")
    assert texts(heading + ("" if heading.endswith((")", ".com")) else " ") + sentence)[-1] == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "NASA MVP LeBron James said so.",
        "The U.S. said it.",
        "President Nora Holm of the Bank of England said so.",
        "Oslo (population 700,000) is a city.",
        "Readers follow @gazette for more.",
        "Ann Lee and the Bank of Oslo agreed.",
        "England A beat France A in Pool A together with Wales.",
        "He has Hepatitis A infections.",
        "Angela Merkel met Antonio French and Andrew Chan in Los Angeles.",
        "PRESIDENT NORA HOLM: I mean it was good.",
        "It is what Nora Holm of the Bank of England Said in the report.",
    ],
)
def test_capitals_in_a_sentence_part_nothing(sentence):
    assert texts(sentence) == [sentence]


@pytest.mark.no_cover
@pytest.mark.parametrize("piece", ["A. ", "AB ", "Ab ", "(Photo: ", "READ MORE ", "x.A", "(A) "])
def test_joins_without_end_take_linear_time(piece):
    def seconds(length):
        begin = time.process_time()
        list(glued_ends((piece * length)[:length]))
        return time.process_time() - begin

    assert seconds(80_000) < 12 * max(seconds(20_000), 0.05)
