"""Sentences that are no candidates for a summary, in several forms of each kind."""

import pytest

from bot.text.sentences import split_sentences
from bot.text.summary_candidates import NON_CANDIDATE_RULES, is_candidate, is_no_candidate


@pytest.mark.parametrize("rule", NON_CANDIDATE_RULES, ids=lambda rule: rule.name)
def test_each_rule_applies_to_its_example(rule):
    assert rule.applies(rule.example)
    assert is_no_candidate(rule.example)


@pytest.mark.parametrize(
    "sentence",
    [
        "What!",
        "“No.”",
        "Happy Easter!",
        "#harbour",
        "Good morning and welcome to Tuesday.",
        "Hello, and thanks for joining us.",
        "Morning all, and welcome back to our rolling coverage.",
        "Evening, folks!",
        "Hi, I'm Ann Lee.",
        "My fellow citizens, good evening.",
        "Guten Morgen und willkommen zu unserem Ticker.",
        "Bonjour à tous et bienvenue dans ce direct.",
        "Here's my colleague Tom Fry with the latest.",
        "Here is what it means.",
        "You're reading our live coverage.",
        "You can browse them here.",
        "Have a quiet evening.",
        "Thank you, God bless you, and good night.",
        "Reach her at ann@example.com.",
        "Ann Lee is the Kessel Post's correspondent in Oslo.",
        "It's Friday, 13 November.",
        "That's all for today.",
        "That is it from us tonight.",
        "That is the end of our live coverage.",
        "Here is a picture from our reader Dan in Westhaven.",
        "Our colleagues will be back at 6am.",
        "We're closing this blog now.",
        "This live blog is now closed.",
        "See you tomorrow!",
        "Have a great weekend.",
        "Here are some of your pictures.",
        "Send us your videos at live@example.com.",
        "Let us know in the comments.",
        "Keep your questions coming in the comments.",
        "Have you been affected by the storm, and would you get in touch with us?",
        "Was this newsletter forwarded to you?",
        "Media contact: Tessa Okafor, 0161 555 0134",
        "Contact the press office at press@example.org.",
        "For interviews, call Ann Lee on 020 7946 0000.",
        "For media enquiries please contact Tessa Okafor.",
        "Visit www.example.org.",
        "“Wow. Just wow. Terrible.”",
        "Yes! No. Never again…",
        "GUEST: Thanks for having me, Ann.",
        "HOST: Hello and welcome.",
        "CNN's Ann Lee contributed to this report.",
        "Photograph: Ann Lee/Agency.",
        "— AP",
        "DENVER, Colo.",
        "NEW YORK (AP) —",
        "Q: Do you read reviews?",
        "So what happens next?",
    ],
)
def test_what_tells_nothing_is_no_candidate(sentence):
    assert is_no_candidate(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour is closed.",
        "Morning readers of the Post were told on Monday.",
        "For tickets to the final, fans queued all night.",
        "For images of the comet, astronomers visit Chile each May.",
        "Keep your distance, the ministry told residents.",
        "“Gone. All of it is gone.”",
        "Good morning television has lost a million viewers since the strike began, and the network has now cut its"
        " staff in three cities.",
        "That is all the council has said.",
        "Ann Lee is the mayor of Oslo.",
        "Here is the list of the dead.",
        "Guten Morgen sagte er nie, und auch sonst sprach er mit niemandem, der ihm auf der Treppe begegnete.",
        "Contact was lost at noon.",
        "Thanks to the rain the fire is out.",
        "Follow-up checks found no fault in the wing.",
        "Police are asking anyone who saw the car to call them.",
        "“Why did nobody ask us?” said Mr Olsen.",
        "Whether it was so is unknown.",
        "THE HARBOUR, closed since March, opens again.",
    ],
)
def test_news_is_a_candidate(sentence):
    assert not is_no_candidate(sentence)


def test_a_heading_in_capitals_is_none_unless_the_whole_text_is_in_capitals():
    text = "THE HARBOUR CLOSES. The harbour closed on Monday. Nobody knows why it did."
    assert is_candidate(split_sentences(text)) == [False, True, True]
    assert is_candidate(split_sentences(text.upper())) == [True, True, True]


def test_the_inside_of_a_long_quotation_is_none_since_it_would_read_as_the_outlets_own_words():
    quotation = "We waited at the window until four in the morning and nobody came to tell us what had happened. " * 7
    sentences = split_sentences(f'The judge read it out. "{quotation.strip()}" The defendant looked at the floor.')
    assert is_candidate(sentences) == [True, True, *[False] * 6, True]
