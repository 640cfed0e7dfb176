"""More small fictional texts: lists of persons, races, votes, innings, dialogues, items with run-in headings."""

from __future__ import annotations

from text.forms.samples import Sample

from bot.text.forms.detection import Form

__all__ = ["OTHER_SAMPLES"]

OTHER_SAMPLES = (
    Sample(
        Form.RESULTS,
        "Tuesday's cases in court",
        "The following people were sentenced on Tuesday.\n\n"
        "PAUL ROE, 34, of Mill Lane, Tarvo. Drink-driving on 3 May. Fined £420.\n\n"
        "SUE HOLT, 51, of Harbour Street, Brell. Theft from a chemist's. Community order of 80 hours.\n\n"
        "DEAN LOW, 22, of no fixed address. Assaulting a police officer. Jailed for 12 weeks.\n\n"
        "KIM ORR, 40, of Station Road, Brell. Driving without insurance. Fined £300.",
        ("The following", "PAUL ROE", "Drink-driving", "Fined £420"),
    ),
    Sample(
        Form.RESULTS,
        "Marland Grand Prix",
        "1. Luca Ferranti (Italy, Scuderia Brell) 1:32:14.5\n2. Kenji Morita (Japan, Olm Racing) +4.2s\n"
        "3. Miles Ferrers (Britain, Olm Racing) +11.8s\n4. Zoe Hart (U.S., Karst) +31.0s\n"
        "Not classified: Pablo Ruiz (Spain), accident on lap 12.",
        ("1. Luca", "2. Kenji", "3. Miles", "4. Zoe"),
    ),
    Sample(
        Form.RESULTS,
        "Council election",
        "All wards have been counted.\n\nNorth: Ann Lee (Labour) 1,204 votes, Bo Diaz (Liberal) 1,187\n"
        "South: Carl Holt (Green) 2,310 votes, Dan Poe (Labour) 1,900\n"
        "East: Eva Roe (Liberal) 980 votes, Finn Low (Green) 955\n"
        "West: Gus Orr (Labour) 1,500 votes, Hal Ives (Liberal) 1,499",
        ("All wards", "North: Ann Lee", "South: Carl Holt", "East: Eva Roe"),
    ),
    Sample(
        Form.NEWSLETTER,
        "Four things to know today",
        "1. Ferry firm bankrupt. Dorn Lines, which sails to Oslo, filed for bankruptcy. 320 people work for it.\n\n"
        "2. Schools get phone ban. From August pupils must leave phones in lockers, the minister said.\n\n"
        "3. Rates stay put. The central bank left its rate at 2.25 percent for the third time.\n\n"
        "4. Bear shot. Hunters shot a bear near Karst that had killed 14 sheep.",
        ("Dorn Lines", "From August", "The central bank", "Hunters shot"),
        ("1. Ferry", "320 people"),
    ),
    Sample(
        Form.NEWSLETTER,
        "Three things to know today",
        "1. Harbour closed: The port - shut since May - opens again on Monday, the council said.\n\n"
        "It was the longest closure - eleven weeks - that the town has seen, said the mayor.\n\n"
        "Nobody - not even the crew - had been told of it before the vote, the union said.\n\n"
        "2. Bridge delayed: The bridge over the Akers will not open before June, the builders said.\n\n"
        "The costs have risen by a third - to nine million crowns - since the plan was made.\n\n"
        "Two firms - one from Bergen, one from Oslo - had offered to build it for less in 2024.\n\n"
        "3. School saved: The school at Voss will stay open, the council said on Friday evening.\n\n"
        "Parents had collected names - four thousand of them - against the plan of the council.",
        ("1. Harbour", "2. Bridge", "3. School"),
    ),
    Sample(
        Form.INTERVIEW,
        "We will close two of five schools",
        "Mayor Lena Fisk of Valmere explains her plan, which the council votes on next Tuesday.\n\n"
        "- Mrs Fisk, why close schools in a town that grows?\n"
        "- It grows in the south. The two schools in the north have 61 pupils and roofs that leak.\n"
        "- Parents say that their children will have to ride a bus for an hour.\n"
        "- It takes twenty-five minutes, and we have tested it with the children.\n"
        "- What happens to the teachers?\n- All 14 have been offered posts in Valmere, and nine have accepted.\n"
        "- Will you resign if the council votes no?\n- No, I will repair the roofs for two million.",
        ("Mayor Lena Fisk",),
        ("Mrs Fisk, why", "Parents say", "What happens"),
    ),
    Sample(
        Form.LIVE_BLOG,
        "Storm live: two dead in the north",
        "5.40pm\n\nPower is back in Harl, the company says.\n\n4.10pm\n\n"
        "Police have confirmed that a woman of 74 died in Brell. She has not been named. "
        "The first victim was a driver, Rob Niven, 46, whose lorry was blown over.\n\n"
        "3.05pm\n\nA reader sends us this picture of the sea.\n\n2.00pm\n\nTrains to Olm are cancelled.",
        ("Police have confirmed", "The first victim"),
        ("A reader", "She has not"),
    ),
    Sample(
        Form.PRESS_RELEASE,
        "Nordbank reports record quarter",
        "OSLO--(BUSINESS WIRE)--Nordbank ASA today reported a profit of 4.2 billion, up 18 percent.\n\n"
        '"We are thrilled with these outstanding results, a testament to our people," said Elsa Torp.\n\n'
        "- Net interest income rose to 6.1 billion\n- Loan losses fell to 0.3 billion in the quarter\n\n"
        "The bank will close 12 branches in 2026.\n\nAbout Nordbank\nNordbank is a bank in northern Europe.",
        ("OSLO", "Net interest", "Loan losses", "The bank will"),
        ('"We are thrilled', "Nordbank is a bank"),
    ),
    Sample(
        Form.LIVE_BLOG,
        "Hochwasser-Ticker: Damm in Altenau gebrochen",
        "+++ 18:20 Uhr: Zwei Menschen vermisst +++\nNach dem Dammbruch in Altenau werden zwei Menschen vermisst.\n\n"
        "+++ 17:05 Uhr: Damm bricht +++\nDer Damm an der Elsa ist auf einer Länge von 30 Metern gebrochen.\n\n"
        "+++ 14:30 Uhr: Schulen bleiben zu +++\nAlle Schulen im Kreis bleiben am Freitag geschlossen.\n\n"
        "+++ 9:00 Uhr: Guten Morgen +++\nGuten Morgen und willkommen zu unserem Ticker.",
        ("Nach dem Dammbruch", "Der Damm"),
    ),
    Sample(
        Form.LIVE_BLOG,
        "Budget day: duty scrapped - as it happened",
        "Key events\n- 1.15pm Minister sits down\n- 12.52pm Duty abolished on homes\n- 12.31pm Budget speech begins\n\n"
        "4.40pm GMT\n\nThe average household will be £230 a year worse off, an institute says.\n\n"
        "1.15pm GMT\n\nThe minister sits down after an hour. Here's my colleague Tom Roe with some reaction.\n\n"
        "12.58pm GMT\n\nTax thresholds will stay frozen until 2031.\n\n"
        "12.52pm GMT\n\nThe duty on homes below £600,000 will be abolished in April, she says.\n\n"
        "11.02am GMT\n\nGood morning. If you want to get in touch, email us at live@example.org.",
        ("The average", "The duty on homes"),
        ("1.15pm Minister", "12.52pm", "Here's my"),
    ),
    Sample(
        Form.INTERVIEW,
        "“Ich habe die Akten verbrannt”",
        "Die frühere Agentin Klara Benz spricht darüber, warum sie die Akten vernichtete.\n\n"
        "Frau Benz, Sie haben lange geschwiegen. Warum reden Sie jetzt?\n\n"
        "Mein Führungsoffizier ist im März gestorben.\n\n"
        "Was haben Sie in Bern gemacht?\n\nIch habe jeden Abend die Post des Ministers kopiert, elf Jahre lang.\n\n"
        "Hat er nichts gemerkt?\n\nNie.\n\n"
        "Wer hat die Akten vernichtet?\n\nDie Akten habe ich selbst im Ofen verbrannt, drei Koffer voll.",
        ("Die frühere", "Die Akten habe ich"),
        ("Frau Benz", "Nie"),
    ),
    Sample(
        Form.PRESS_RELEASE,
        "Stadtwerke Altenau senken Strompreis",
        "Die Stadtwerke Altenau senken den Strompreis zum 1. Januar um neun Prozent. Ein Haushalt spart "
        "110 Euro im Jahr.\n\nDer Gaspreis bleibt unverändert.\n\n"
        "Über die Stadtwerke Altenau\nDie Stadtwerke versorgen 84.000 Haushalte."
        "\n\nPressekontakt:\nJan Moor\npresse@example.org",
        ("Die Stadtwerke Altenau senken", "Ein Haushalt"),
    ),
    Sample(
        Form.RESULTS,
        "Harl v Tarvo, third one-day international",
        "Tarvo won by 14 runs at the Oval on Saturday.\n\nTarvo innings\nA. Khan c Lee b Moor 54\n"
        "J. Roe lbw b Moor 12\nD. Poe not out 101\n"
        "Total (for 5 wickets, 50 overs) 271\n\nHarl innings\nB. Lee run out 88\nP. Moor b Khan 3\n"
        "Total (all out, 49.1 overs) 257",
        ("Tarvo won", "A. Khan", "J. Roe", "D. Poe"),
    ),
    Sample(
        Form.NEWSLETTER,
        "Three films that nobody forgot",
        "Our critics chose the films that they still talk about.\n\n"
        "3. 'Salt Road'\n\nA driver carries salt through the desert of Marland. It took nine nights to film.\n\n"
        '2. "The Lost Bell"\n\nA village looks for the bell of its church. The bell hangs in Harl now.\n\n'
        "1. 'Night Ferry'\n\nA nurse hides on a ferry for nine days. The captain finds her on the last one.",
        ("A driver carries salt", "A village looks", "A nurse hides"),
        (),
    ),
)
