"""Quotations: kept in one piece, in the marks of several languages, and with marks that are lost."""

import time

import pytest

from bot.text.quotations import quotation_marks, quotations
from bot.text.sentences import split_sentences


def texts(text):
    return [s.text for s in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        '"Our son went out that night. We waited at the window. We rang every hospital." | The defendant wept.',
        "“We waited. We rang. We knew.” | The defendant wept. | “It is over,” he said.",
        "„Wir haben gewartet. Niemand kam.“ | Der Richter ging.",
        "»Das ist gut. Sehr gut«, sagte er. | Es regnete.",
        "« Nous avons attendu. Personne n'est venu. » | Le juge est parti.",
        "«Esperamos toda la noche. Nadie vino. ¿Por qué?» | El juez se fue.",
        "قال الوزير: «انتظرنا طوال الليل. لم يأت أحد.» | ثم غادر القاضي.",
        '“He said "no". We knew it.” | All left.',
        'She tweeted: " Ascent successful. Rocket landed, too hard. " | He later said more.',
        "\"I tell everyone, 'Believe, a change will come.' \" | Official results will not be released.",
        "'It was dark. I ran.' | She wept.",
    ],
)
def test_a_quotation_of_several_sentences_is_one_piece(text):
    assert texts(text.replace(" | ", " ")) == text.split(" | ")


def test_a_quotation_in_chinese_is_one_piece():
    assert texts("他说：“我们等了一夜。没有人来。”法官离开了。") == ["他说：“我们等了一夜。没有人来。”", "法官离开了。"]


@pytest.mark.parametrize(
    "text",
    [
        'He said: "I am glad. | I know Leeds. | "We have much to do." | Then he left.',
        "“I am glad. | I know Leeds. | “We have much to do.” | Then he left.",
        "She said: 'I am glad. | 'We have much to do.' | Then she left.",
    ],
)
def test_a_mark_that_is_lost_joins_nothing(text):
    assert texts(text.replace(" | ", " ")) == text.split(" | ")


def test_a_quotation_that_is_too_long_is_parted():
    long = '"' + "We waited at the window until four in the morning. " * 20 + 'Nobody came."'
    assert len(texts(long)) == 21


@pytest.mark.no_cover
@pytest.mark.parametrize("marks", ['"', ' "', '" ', "“", "” ", "« ", "'A", ".' "])
def test_marks_without_end_take_linear_time(marks):
    def seconds(length):
        begin = time.process_time()
        block = (marks * length)[:length]
        quotations(block, quotation_marks(block))
        return time.process_time() - begin

    assert seconds(80_000) < 12 * max(seconds(20_000), 0.05)
