"""Where nupunkt is overruled: the kinds of fault in several forms."""

import time

import pytest

from bot.text.sentences import split_sentences


def texts(text):
    return [s.text for s in split_sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "He is the former U.S. Secretary of State Olga Brandt.",
        "Former U.S. Ambassador Carl Holt spoke.",
        "She became the 12th U.S. Ambassador to the bloc.",
        "At the U.N. General Assembly she met then-Sen. Bo Diaz.",
        "The U.S. Marines landed.",
        "She thanked former Washington, D.C. Police Chief Ann Lee.",
        "They met Acme Corp. Directors Ann Lee and Bo Diaz.",
        "They bought Acme Bros. Industries in May.",
        "They drove to Old St. James Park.",
        "Ann Lee def. Bo Diaz 6-3, 6-4.",
        "The ex-U.N. Envoy Ann Lee spoke.",
        "Ex-L.A. County Sheriff Bo Diaz was jailed.",
        "Most non-U.S. Nationals left.",
        "They beat the L.A. Rams.",
        "He runs the U.N. Children's Fund.",
        "The U.S. Nurses came.",
        "Mmes. Roux and Blanc came.",
        "Dhr. Jansen en mevr. De Wit kwamen.",
        "Mgr. Dvořák e a Profa. Costa vieram.",
        "Parla l’on. Verdi.",
        "It is a.k.a. The Rock.",
        "A. The harbour opened.",
        "II. The ship came.",
        "At 5 a.m. Mr. Smit unlocked the bank.",
        "By 11 p.m. Friday nobody had been caught.",
        "It ended at 6 p.m. ET.",
        "The web firm Yahoo! Japan declined.",
        "It was built by the architect Robert A.M. Stern.",
        "He was with U.S. News.",
        "Das Geld lag z. B. Im Schrank.",
        "Er kam am 31. August bzw. 21. November zurück.",
        "It cost approx. 20 dollars, said Roe vs. Wade.",
        "A huge achievement for us,? Kashmir police said.",
        "The detainees of? Nagpur held a convention.",
        "They hired ?mukhbirs? (informers) to find out.",
        "The fine is Bt. 500 and the tax is Tk. 20.",
        "The government gave her Rs. 3 crore and Ksh. 300.",
        "She lives in Apt. 4 on Rte. 66.",
        "Former gov. Jesse Olsen met sen. Ann Lee.",
        "It was on oct. 29, 2014, in Oslo.",
        "It beat Rovers Utd. again.",
        "The South Korea-U.S. military drills began.",
        "He ran 100 yds. in ten secs. flat.",
        "The programme had been put. on for me.",
        "A.P.J. Abdul Kalam spoke.",
        "It was 40 deg. C.",
        "“Why did he do it?” Ann Lee asked.",
        "“Why did he do it?” Lee wrote in the comments below a photo of the harbour and the town hall of Oslo.",
        '"We won!" the mayor of Oslo shouted.',
    ],
)
def test_a_sentence_goes_on_after_what_only_looks_like_its_end(sentence):
    assert texts(f"{sentence} Then it rained.") == [sentence, "Then it rained."]


@pytest.mark.parametrize(
    "text",
    [
        "He was freed on bail. | Jailed leaders went home.",
        "The plant is in Flint, Mich. | Workers left it.",
        "The firm is Brown & Co. | Shares fell.",
        "He lives at 5 Main St. | Neighbours like him.",
        "The shop is on Fifth Ave. | Customers queue.",
        "He has a Ph.D. | Critics doubt it.",
        "It begins at 9 a.m. ET. | Dow Jones rose.",
        "It began at 0900 GMT. | Ann Lee came late.",
        "It was 3 deg. | Snow fell.",
        "They moved to Washington, D.C. | Police found them.",
        "She sold her stake. | The rest stayed.",
        "It is a long story. | Brandt told it again.",
        "He left his car. | 20 people saw it.",
        "The mayors met. | Ghosson denies all charges.",
        "She thanked Brock. | Police said no more.",
        "They want to work in the U.S. | Many wait for years.",
        "They met in Washington, D.C. | Officials called it useful.",
        "She moved to L.A. | Rams fans did too.",
        "Ο λιμένας άνοιξε. | Τα πλοία γύρισαν; | Ναι, χθες.",
        "He lives in the U.K. | Nurses do not.",
        "She was born in the U.S.A. | Her parents were not.",
        "He left at 6 p.m. | Mr. Smit then walked to the station.",
        "The robbers came at 9:30 a.m. | Police arrived later.",
        "What is it made of? | Nobody knows.",
        "She asked where he came from. | The end was near.",
        "He fought in World War I. | It was cold.",
        "He had hepatitis A. | The diocese knew.",
        "It fell in April. | He works for Acme Inc. | The firm is old.",
        "They came from Iran. | 20 were hurt.",
        "He met Tom. | 12 others left.",
        "It was the BBC. | 30 people came.",
        "He was John Roe Sr. | The son wept.",
        "“Did he go?” | Nora Holm said he met her in May.",
        "“Why?” | The mayor had no answer.",
        "It rose in Oslo. | al-Shabab denied it.",
    ],
)
def test_a_sentence_ends_after_ordinary_words_and_before_what_opens_one(text):
    assert texts(text.replace("| ", "")) == text.split(" | ")


@pytest.mark.parametrize(
    "text",
    [
        "Le navire est arrivé au port. | Les pêcheurs sont partis.",
        "Le navire est au port. | 45 marins sont à bord.",
        "Er kam um neun Uhr an. | 200 Menschen warteten.",
        "Die Regierung nahm den Plan an. | Das Parlament auch.",
        "Sie machte die Tür zu. | Er ging.",
        "Nobody can use it. | 20 people tried.",
    ],
)
def test_a_short_word_of_another_language_ends_a_sentence(text):
    assert texts(text.replace("| ", "")) == text.split(" | ")


def test_a_text_in_lower_case_has_sentences():
    assert texts("he ran. she saw it. nobody came.") == ["he ran.", "she saw it.", "nobody came."]


@pytest.mark.no_cover
@pytest.mark.parametrize("marks", ["!?", "a!?", "!", '."', ".?A", "Wow!? ", ". ", "…"])
def test_marks_without_end_take_linear_time(marks):
    def seconds(length):
        begin = time.process_time()
        split_sentences((marks * length)[:length])
        return time.process_time() - begin

    assert seconds(40_000) < 12 * max(seconds(10_000), 0.05)


def test_a_name_is_told_by_the_sentences_that_go_on_after_it():
    text = "The group Blip! has named them. The charity and Blip! Legal want more. Nobody knows Blop! Legal do."
    assert texts(text) == [
        "The group Blip! has named them.",
        "The charity and Blip! Legal want more.",
        "Nobody knows Blop!",
        "Legal do.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "»Die Übergabe fand statt.« | Am Abend kam er zurück.",
        "«C'est fini.» | Le maire est parti.",
        "« C'est fini. » | Le maire est parti.",
        "„Das ist gut.“ | Er ging.",
        "هل تكفي الأموال؟ | قال الوزير إن الخطة تبدأ.",
        "کام شروع ہوا۔ | لوگ خوش ہیں۔",
        "पानी नहीं है। | लोग चिंतित हैं।",
        "Ջուր չկա։ | Մարդիկ մտահոգ են։",
        "We won! 🎉 | The party began.",
        "They have won 🏆🎉 | The match ended 2-1.",
    ],
)
def test_marks_of_other_scripts_and_emoji_end_sentences(text):
    assert texts(text.replace("| ", "")) == text.split(" | ")


def test_an_emoji_for_a_word_ends_nothing():
    assert texts("I ❤️ NY so much.") == ["I ❤️ NY so much."]


@pytest.mark.parametrize(
    "sentences",
    [
        "Germany was in Group A. | France was not.",
        "The plane left from Terminal B. | Passengers cheered.",
        "It fell to 10 C. | Snow lay everywhere.",
        "« C’est bien. » | Il partit.",
        'He asked: "Why?" | Nobody answered.',
        "Цена 5 тыс. руб. за штуку. | Это много.",
        "Der 1. FC Köln verlor. | Der Trainer ging.",
        "Er wohnt in der Goethestr. 5 in Bonn. | Sie nicht.",
        "König Ludwig II. von Bayern baute Schlösser. | Er starb jung.",
        "she asked dr. Lee and ms. Diaz. | They knew.",
        "Former Acme Corp. Chief Executive Lena Fay quit. | Shares fell.",
        "He left Acme Corp. | She stayed.",
    ],
)
def test_ends_are_found_in_other_forms(sentences):
    expected = sentences.split(" | ")
    assert [s.text for s in split_sentences(" ".join(expected))] == expected
