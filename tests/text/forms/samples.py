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


DAM = (
    ("Welcome", "Good morning and welcome to our live coverage of the dam failure. I'm Ann Howe."),
    ("Evacuation", "Police have ordered 3,000 people to leave the lower valley. Buses are waiting."),
    ("First victim", "A farmer of 61 was found dead in a barn near Olm, the fire service said."),
    ("More bodies", "Rescuers have found two more bodies, which brings the number of dead to three."),
    ("Closing", "We are pausing our live coverage here. Thank you for following along."),
)
CLOCK = (("8:10 a.m.",), ("8:45 a.m.",), ("9:30 a.m.",), ("11:05 a.m.",), ("1:00 p.m.",))
LIVE_STRUCTURES = (
    ("times in bold, oldest first", "**{0}** {2}", "\n\n", CLOCK, 1),
    ("posted at, newest first", "Posted at {0}\n{1}\n{2}", "\n\n", CLOCK[::-1], -1),
    ("heading first", "{1}\n{0} GMT\n{2}", "\n\n", CLOCK[::-1], -1),
    ("list", "- {0}: {2}", "\n", CLOCK, 1),
    ("dates", "12 Nov 2026, {0}\n{2}", "\n\n", CLOCK, 1),
    (
        "ages",
        "{0} ago\n\n{1}\n\n{2}",
        "\n\n",
        (("5 minutes",), ("12 minutes",), ("40m",), ("2 hours",), ("3 hours",)),
        -1,
    ),
)
"""Name, entry of time, heading and text, what parts the entries, times, and 1 if the oldest entry comes first."""
NEWS = (
    ("Harbour row", "The council has voted to close the old harbour in spring. Fishermen protested."),
    ("Cheaper trains", "Train fares fall by five percent in January, the ministry says. Most routes are included."),
    ("New bridge", "Work on the bridge at Harl has begun after eleven years of planning. It will cost 80 million."),
    ("Cold snap", "Temperatures will drop to minus ten degrees by Sunday. Farmers are worried."),
)
ITEMS = ("**{1}.** {2}", "• {2}", "## {1}\n\n{2}", "{0}) {2}", "{1}\n{2}", "#{0} {1}\n\n{2}", "---\n\n{1}\n\n{2}")
ANSWERS = (
    ("You have left the orchestra.", "The doctors told me in 2019 that I would never play again. I believed them."),
    ("And now you conduct?", "I began with a school choir in Harl, where nobody knew who I was."),
    ("What do you say to the critics?", "They are wrong about the budget: the city owes the opera two million."),
    ("Will you stay?", "I have signed until 2030, and after that I will grow apples."),
)
SPEECHES = ("Gazette: {0}\n\nVera Lindt: {1}", "WG: {0}\nVL: {1}", "**{0}**\n\n{1}", "HOWE: {0}\nLINDT: {1}")
SCORES = (
    "Harl United 3-1 Tarvo\nOlm 0-0 Brell City\nDorn Rovers 2-4 Westhaven\nKarst 1-1 Valmere",
    "Harl United 3 Tarvo 1\nOlm 0 Brell City 0\nDorn Rovers 2 Westhaven 4\nKarst 1 Valmere 1",
    "Harl Bears 101, Tarvo Kings 98\nOlm 88, Brell Giants 79\nDorn 120, Westhaven 118 (OT)\nKarst 75, Valmere 91",
    "1. Harl United 12 9 2 1 29\n2. Olm 12 8 2 2 26\n3. Tarvo 12 7 3 2 24\n4. Brell City 12 7 1 4 22",
    "1. Luca Ferranti (Italy) 1:42.35\n2. Anders Lind (Sweden) 1:42.80\n3. Piet Bos (Norway) 1:43.02"
    "\n4. Bo Diaz (Peru) 1:44.1",
    "Harl – Tarvo 28:25\nOlm – Brell 31:31\nDorn – Westhaven 22:30\nKarst – Valmere 27:26",
    "Harl: Ida Voss 52.3%, Piet Bos 44.1%\nTarvo: Ann Lee 61%, Bo Diaz 35%\nOlm: Al Brede 49%, Ines Holm 47%\n"
    "Brell: Nia Ross 55.5%, Tom Hart 40.1%",
)
RELEASE = (
    "{}Norva Foods will build a plant for oat drinks in Harl, the company said today. It will employ 220 people.\n\n"
    '"We are delighted to bring our passion to this wonderful region," said Tom Neal, its chief executive.\n\n'
    "Construction begins in March, and the state pays a grant of 12 million euros.\n\n"
    "The site was chosen over three towns in the south because of its harbour.{}"
)
ENDS = (
    ("HARL, Nov. 12, 2026 /PRNewswire/ -- ", "\n\nSOURCE Norva Foods"),
    ("HARL--(BUSINESS WIRE)--", "\n\nForward-Looking Statements\n\nNorva Foods is a leading maker of oat drinks."),
    ("EMBARGOED UNTIL 12 NOVEMBER\n\n", "\n\nAbout Norva Foods\n\nNorva Foods is a leading maker of oat drinks."),
    ("Press Release No. 114/2026\n\n", "\n\nAbout Norva Foods: Norva Foods is a leading maker of oat drinks."),
    ("NEWS RELEASE\n\n", "\n\n-30-\n\nContact: Jane Roe, 555 0100"),
)

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
        "9.05 p.m.\nCounting in Harl has stopped after a power cut.\n"
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
    *(
        Sample(
            Form.LIVE_BLOG,
            f"Dam failure live: {name}",
            separator.join(entry.format(*row, *text) for row, text in zip(times, DAM[::order], strict=True)),
            ("Rescuers have found two", "A farmer of 61"),
            ("Good morning", "We are pausing", "Thank you"),
        )
        for name, entry, separator, times, order in LIVE_STRUCTURES
    ),
    *(
        Sample(
            Form.NEWSLETTER,
            f"The Harl briefing: {item}",
            "Good morning! Here's what you need to know today.\n\n"
            + "\n\n".join(item.format(number, *row) for number, row in enumerate(NEWS, 1))
            + "\n\nThat's it for today. See you on Monday!",
            tuple(text.partition(".")[0] for _, text in NEWS),
            ("Good morning", "Here's", "That's it", "See you"),
        )
        for item in ITEMS
    ),
    *(
        Sample(
            Form.INTERVIEW,
            f"Vera Lindt on life after the cello: {speech}",
            "Vera Lindt was the first cellist of the Marland Philharmonic, and now takes over the opera in Tarvo.\n\n"
            + "\n\n".join(speech.format(*row) for row in ANSWERS),
            ("Vera Lindt was",),
            ("You have left", "And now", "What do you", "Will you", "WG", "HOWE", "Gazette"),
        )
        for speech in SPEECHES
    ),
    *(Sample(Form.RESULTS, f"Results {n}", text, tuple(text.split("\n"))) for n, text in enumerate(SCORES)),
    *(
        Sample(
            Form.PRESS_RELEASE,
            f"Norva Foods to build a plant: {before.strip() or after.strip()}",
            RELEASE.format(before, after),
            ("Construction begins", "The site was chosen"),
            ("Norva Foods is a leading", '"We are delighted', "Contact"),
        )
        for before, after in ENDS
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
