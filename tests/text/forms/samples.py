"""Small fictional texts of each form, in different structures: what their summaries must hold, and must not."""

from __future__ import annotations

from typing import NamedTuple

from bot.text.forms.detection import Form


class Sample(NamedTuple):
    form: Form
    title: str
    text: str
    shown: tuple[str, ...]
    """Beginnings of sentences that are among the first four."""
    hidden: tuple[str, ...] = ()
    """Beginnings of sentences that are not."""


SAMPLES = (
    Sample(
        Form.LIVE_BLOG,
        "Fire at Harl refinery: latest",
        "18:40 - We're closing this blog now. Thanks for joining us.\n\n"
        "18:05 - Road reopens\n\nThe coast road has been reopened to traffic in both directions.\n\n"
        "16:20 - Worker dies\n\nA man of 34 has died of his burns in Harl hospital, the owner of "
        "the refinery said.\n\n"
        "15:10 - Cause unknown\n\nEngineers could not yet say where the fire began.\n\n"
        "14:00 - Hello\n\nWelcome to our live coverage of the fire.\n\nThree schools have been "
        "evacuated in the town.",
        ("A man of 34 has died", "Three schools"),
        ("We're closing", "Thanks", "Welcome"),
    ),
    Sample(
        Form.LIVE_BLOG,
        "Election night in Marland",
        "8.15 p.m.\nGood evening and welcome to election night.\nPolls have closed in all of the nine counties.\n"
        "9.40 p.m.\nTurnout was the lowest since 1951, the election board says.\n"
        "11.05 p.m.\nIda Voss has won the presidency of Marland with 52 percent of the votes, the "
        "election board says.\n"
        "11.30 p.m.\nThat's all from us tonight. Have a good night.",
        ("Ida Voss has won",),
        ("Good evening", "That's all", "Have a good"),
    ),
    Sample(
        Form.LIVE_BLOG,
        "Tarvo quake updates",
        "[17:42] Search goes on\n\nRescuers search a school in Tarvo for six missing children.\n\n"
        "[16:30] Send us your pictures\n\nSend us your pictures at live@example.org.\n\n"
        "[15:12] Toll rises to 40\n\nAt least 40 people were killed in the quake, the ministry of "
        "the interior said.\n\n"
        "[14:01] Aid\n\nNeighbouring countries have offered tents and blankets. The first lorries "
        "left on Monday night.",
        ("Rescuers search", "At least 40"),
        ("Send us",),
    ),
    Sample(
        Form.NEWSLETTER,
        "The Morning Post Bag",
        "Good morning. It's Friday, 13 November.\n\n"
        "1. Harbour row\n\nThe council has voted to close the old harbour in spring. Fishermen protested.\n\n"
        "2. Cheaper trains\n\nTrain fares fall by five percent in January, the ministry says. Most "
        "routes are included.\n\n"
        "3. A new bridge\n\nWork on the bridge at Harl has begun after eleven years of planning. It "
        "will cost 80 million.\n\n"
        "That's all for today. Was this newsletter forwarded to you?",
        ("The council has voted", "Train fares fall", "Work on the bridge"),
        ("Good morning", "That's all", "Was this"),
    ),
    Sample(
        Form.NEWSLETTER,
        "Five at five",
        "Hello, and here is what you need to know.\n\n"
        "HARBOUR\nThe council has voted to close the old harbour in spring. Fishermen protested.\n\n"
        "TRAINS\nTrain fares fall by five percent in January, the ministry says. Most routes are included.\n\n"
        "SPORT\nHarl United beat Tarvo by three goals to one on Thursday. They lead the league.\n\nSee you tomorrow!",
        ("The council has voted", "Train fares fall", "Harl United beat"),
        ("Hello", "See you"),
    ),
    Sample(
        Form.NEWSLETTER,
        "Week in brief",
        "Welcome to this week's newsletter.\n\n"
        "🐟 Harbour\n\nThe council has voted to close the old harbour in spring. Fishermen protested.\n\n"
        "🚆 Trains\n\nTrain fares fall by five percent in January, the ministry says. Most routes are included.\n\n"
        "🌉 Bridge\n\nWork on the bridge at Harl has begun after eleven years of planning. It will "
        "cost 80 million.\n\n"
        "Have a great weekend.",
        ("The council has voted", "Train fares fall", "Work on the bridge"),
        ("Welcome", "Have a great"),
    ),
    Sample(
        Form.INTERVIEW,
        "Bo Diaz on his last season",
        "The captain of Harl United explains why he leaves football for a farm.\n\n"
        "Q: Why do you stop?\n\nA: My knee is broken for good. I want to grow apples on the farm of my parents.\n\n"
        "Q: Was it hard to tell the team?\n\nA: Yes. They all cried.\n\nQ: Who comes next?\n\nA: "
        "The club decides that.",
        ("The captain of Harl", "I want to grow apples"),
        ("Q: Why", "Q: Was", "Q: Who"),
    ),
    Sample(
        Form.INTERVIEW,
        "What is behind the bread strike",
        "Bakers in Marland have been on strike since Monday over the price of flour.\n\n"
        "Why do the bakers strike?\n\nFlour costs twice as much as a year ago, and the state fixes "
        "the price of bread.\n\n"
        "How long will it last?\n\nThe union says that it can hold out for three weeks with what is in its fund.\n\n"
        "What does the government say?\n\nThe minister of trade refuses to talk before the bakeries open again.",
        ("Bakers in Marland", "Flour costs"),
        ("Why do", "How long", "What does"),
    ),
    Sample(
        Form.RESULTS,
        "League results",
        "Saturday\n\nHarl United 3-1 Tarvo Rovers\n\nAltdorf Town 0-0 Westhaven City\n\nSunday\n\n"
        "Larkfield Wanderers 2-4 Valmere Athletic\n\nMarlow Street 1-0 Dorn Lines",
        ("Harl United 3-1", "Altdorf Town 0-0", "Larkfield Wanderers", "Marlow Street"),
    ),
    Sample(
        Form.RESULTS,
        "Open: second round",
        "Results of the second round of the Harwick Open on Tuesday:\nMen's singles\n"
        "1-Luca Ferranti (Italy) beat Daniel Okoye (Nigeria) 6-3 6-4\n"
        "Miles Ferrers (Britain) beat 4-Tomas Havel (Czech Republic) 7-6(5) 3-6 6-2\nWomen's singles\n"
        "Elena Markova (Bulgaria) beat 2-Sophie Laurent (France) 6-4 6-4\n"
        "3-Mei Tan (Singapore) beat Claire Dunne (Ireland) 6-2 6-3\n",
        ("Results of the second", "1-Luca", "Miles Ferrers", "Elena Markova"),
        ("Men's", "Women's"),
    ),
    Sample(
        Form.PRESS_RELEASE,
        "Northvale opens wing",
        "FOR IMMEDIATE RELEASE\n\nMedia contact: Tessa Okafor, press@northvale.example\n\n"
        "Northvale Health opens a children's wing with 64 beds in Larkfield on Monday. It has hired 140 nurses.\n\n"
        '"We are proud of this landmark for families in the region," said Priya Raman, its chief executive.\n\n'
        "The building cost 38 million pounds and houses two operating theatres. The charity of the "
        "town paid the school.\n\n"
        "About Northvale Health\n\nNorthvale Health operates 14 hospitals. It was founded in 1988.\n\n###",
        ("Northvale Health opens", "The building cost"),
        ("Media contact", '"We are proud', "Northvale Health operates", "It was founded"),
    ),
    Sample(
        Form.PRESS_RELEASE,
        "Dorn Lines orders ferries",
        "Dorn Lines has ordered three electric ferries for the route between Dorn and Harl, the "
        "shipping company said.\n\n"
        "“We are thrilled to lead the way,” said Karl Brede, the chief executive of Dorn Lines.\n\n"
        "The ships carry 400 people each and enter service in 2028. They replace two diesel ferries of 1979.\n\n"
        "The yard at Valmere builds the ships for 90 million. It has hired 60 welders for the work.\n\n"
        "- ENDS -\n\nNotes to editors\n\nDorn Lines was founded in 1903 and carries a million people a year.\n\n"
        "Press contact: Ann Howe, 0161 555 0134",
        ("Dorn Lines has ordered", "The ships carry"),
        ("“We are thrilled", "Dorn Lines was founded", "Press contact"),
    ),
)

PROSE = (
    "The council met on Monday at 10:30. Was it enough? Nobody knew.\n\nA difficult start\n\nThe "
    "mayor said it was.\n\n"
    "What next?\n\nThe vote is on Friday. It will be close.",
    "Harl won 3-1. The match was played on Sunday.\n\nTarvo lost 2-0 to Altdorf in the second match of the day.\n\n"
    "The final score was 4-2, and 5-3 on penalties in the cup.",
    "Three rules apply.\n\n1. No glyphosate near water\n2. Ditches must be kept open\n3. Dogs on a "
    "lead\n\nNobody objects.",
    "MARLAND (AP) — The ferry sank.\n\nTHE OWNER\n\nDorn Lines owns it.\n\nTHE CAPTAIN\n\nHe is in "
    "custody, police said.",
    "About Ida Voss little is known.\n\nContact with the ship was lost at noon.\n\nThe owner said that it had passed.",
    "At 9:15 she left home.\n\nAt 9:40 she was seen at the station, and nobody has seen her since then, police said.",
)
