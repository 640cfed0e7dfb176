from __future__ import annotations

import pytest
from text.actors.analysed_text import Story

from bot.text.actors.roles.extraction import MAX_ROLE


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("Prime Minister Sanae Takaichi spoke.", "Sanae Takaichi", "Prime Minister"),
        ("They met former President Donald Trump.", "Donald Trump", "former President"),
        ("Microsoft chief executive Satya Nadella wept.", "Satya Nadella", "Microsoft chief executive"),
        ("He quoted Secretary of State John Kerry.", "John Kerry", "Secretary of State"),
        ("Arsenal bought 17-year-old Italian striker Arturo Lupoli.", "Arturo Lupoli", "17-year-old Italian striker"),
        (
            "Satya Nadella, the chief executive of Microsoft, resigned.",
            "Satya Nadella",
            "the chief executive of Microsoft",
        ),
        ("Ann Poe, 57, a teacher from Leeds, agreed.", "Ann Poe", "a teacher from Leeds"),
        ("Japan’s new Prime Minister, Sanae Takaichi, spoke.", "Sanae Takaichi", "Japan’s new Prime Minister"),
        (
            "The leader of the Liberal Democrats, Charles Kennedy, said no.",
            "Charles Kennedy",
            "The leader of the Liberal Democrats",
        ),
        (
            "She praised Shinzo Abe, who served as Prime Minister for nearly a decade.",
            "Shinzo Abe",
            "Prime Minister for nearly a decade",
        ),
        (
            "A volunteer who helped remove them, Bashir Lund, said that he had seen many bodies. Lund left.",
            "Bashir Lund",
            "A volunteer",
        ),
        ("Ann Poe, a first-grader in Leeds, won it.", "Ann Poe", "a first-grader in Leeds"),
        ("Jane Roe is the mayor of Leeds.", "Jane Roe", "the mayor of Leeds"),
        ("He mocked late-night host Jimmy Kimmel.", "Jimmy Kimmel", "late-night host"),
        ("The magazine's editor Mark Robertson wept.", "Mark Robertson", "magazine's editor"),
        ("It shocked shareholder and lifelong fan Steve Morgan.", "Steve Morgan", "shareholder and lifelong fan"),
        ("Composer and cellist Ilse Brandt won it.", "Ilse Brandt", "Composer and cellist"),
        ("They praised painter, sculptor and poet Ilse Brandt.", "Ilse Brandt", "painter, sculptor and poet"),
        ("They blamed the pilot and instructor Ilse Brandt.", "Ilse Brandt", "instructor"),
        ("Queen and singer Adam Lambert will tour.", "Adam Lambert", "singer"),
        ("It is where the Supremes and boxer Joe Lowe lived.", "Joe Lowe", "boxer"),
        ("Health and Sport Minister Dana Cole left.", "Dana Cole", "Health and Sport Minister"),
        ('Omar Tey, a nurse in Leeds and the founder of the "Sun" blog, left.', "Omar Tey", "a nurse in Leeds"),
        ("They met Ft. Worth Fire Chief Tom Ames.", "Tom Ames", "Ft. Worth Fire Chief"),
        ("He praised No. 10 Chief of Staff Leo Farrow.", "Leo Farrow", "No. 10 Chief of Staff"),
        ("Johnson & Johnson chairman Omar Tey left.", "Omar Tey", "Johnson & Johnson chairman"),
        ("Their guide, 60-year-old Ines Vidal, fetched help.", "Ines Vidal", "guide"),
        ("Nina Pell, 29 and a doctor, treated them.", "Nina Pell", "a doctor"),
        ("The jury was led by Carl Dent, himself a poet.", "Carl Dent", "a poet"),
        ("Passer-by Lee Park helped.", "Lee Park", "Passer-by"),
        ("Harbour master Tomas Reed shut the port.", "Tomas Reed", "Harbour master"),
        ("She beat world number three Ilse Brandt.", "Ilse Brandt", "world number three"),
        ("Its new managing director is Peter Hume.", "Peter Hume", "new managing director"),
        ("The head of the bank was Peter Hume.", "Peter Hume", "The head of the bank"),
        ("As ambassador to Chile, Marta Holm signed it.", "Marta Holm", "ambassador to Chile"),
        ("The board elected Lee Park chairman on Monday.", "Lee Park", "chairman"),
        ("The king appointed Jan Lowe governor of Hull.", "Jan Lowe", "governor of Hull"),
        ("Dana Cole (Labour MP for Hull East) asked why.", "Dana Cole", "Labour MP for Hull East"),
        ("Lee Park (a doctor in Leeds) agreed.", "Lee Park", "a doctor in Leeds"),
        ("Beekeeper Ines Vidal lost her hives.", "Ines Vidal", "Beekeeper"),
        ("Ireland lock Paul O'Connell has denied it.", "Paul O'Connell", "Ireland lock"),
        ("“It works,” said Ann Poe, managing trustee.", "Ann Poe", "managing trustee"),
        ("Ann Poe has been a promoter of a healthy, cheap diet.", "Ann Poe", "a promoter"),
        (
            "Ron Doe became the first player to score 500 points as he was lucky.",
            "Ron Doe",
            "the first player to score 500 points",
        ),
        ("Farah Khan was a nurse and her husband a lawyer.", "Farah Khan", "a nurse"),
        ("Jim Doe was named finance director of Acme Ltd on Friday.", "Jim Doe", "finance director of Acme Ltd"),
        ("The US secretary of state Rex Poe left.", "Rex Poe", "US secretary of state"),
        ("President-elect Tom Poe backed talks.", "Tom Poe", "President-elect"),
        ("University of Leeds professor Ann Poe wrote it.", "Ann Poe", "University of Leeds professor"),
        (
            "They are coached by former Everton and Manchester City striker Adrian Poe.",
            "Adrian Poe",
            "former Everton and Manchester City striker",
        ),
        ("Terminally ill actor Brian Poe has said no.", "Brian Poe", "Terminally ill actor"),
        ("When casting director Ann Poe heard it she left.", "Ann Poe", "casting director"),
        ("They were dubbed bad by then-Acme senior adviser David Poe.", "David Poe", "then-Acme senior adviser"),
        ("The coup that ousted President Jim Poe was over.", "Jim Poe", "President"),
        ("The first visit to the United States of Afghan President Tom Poe was late.", "Tom Poe", "Afghan President"),
        ("The U.S. ambassador to Chile, Ann Poe, arrived.", "Ann Poe", "The U.S. ambassador to Chile"),
        ("One of Cuba's most acclaimed authors, Jim Poe, died.", "Jim Poe", "One of Cuba's most acclaimed authors"),
        ("The firm has fired its boss, Bob Poe, for misconduct.", "Bob Poe", "boss"),
        ('"It is bad," said director of Generation Rent, Alex Poe.', "Alex Poe", "director of Generation Rent"),
        ("Ann Poe, one of the city's best players, left.", "Ann Poe", "one of the city's best players"),
        ("We asked John Poe, M.D., a clinical professor at Yale.", "John Poe", "a clinical professor at Yale"),
        (
            "Jonathan Poe – the first black vice-chancellor – denied it.",
            "Jonathan Poe",
            "the first black vice-chancellor",
        ),
        (
            "It is rare, says Brian Poe, an Ohio neuropathologist leading a study.",
            "Brian Poe",
            "an Ohio neuropathologist",
        ),
        ("Ann Poe became a hero to me when I was young.", "Ann Poe", "a hero"),
        (
            "Rob Poe, the White House coordinator until the position was eliminated, spoke.",
            "Rob Poe",
            "the White House coordinator",
        ),
        (
            "Ann Poe, the only lawmaker representing the Yazidis in parliament, spoke.",
            "Ann Poe",
            "the only lawmaker representing the Yazidis in parliament",
        ),
        ("No one was able to convict millionaire Robert Poe.", "Robert Poe", "millionaire"),
        (
            "They read Thomas Poe, the Nobel Prize-winning author of novels.",
            "Thomas Poe",
            "the Nobel Prize-winning author of novels",
        ),
        ("Acme appointed Ann Poe as its chief executive on Monday.", "Ann Poe", "chief executive"),
        ("Jim Poe Jr., the son of Jim Poe, left.", "Jim Poe Jr.", "the son of Jim Poe"),
        ("They named Ann Poe as finance director last week.", "Ann Poe", "finance director"),
        ("It was led by Jim Poe, who resigned as finance minister in May.", "Jim Poe", "finance minister"),
        ("Jim Poe will take over as manager on Monday.", "Jim Poe", "manager"),
        ("Aslan's father, Mehmet Poe, told reporters.", "Mehmet Poe", "Aslan's father"),
        (
            "He said Ann Poe was one of the two gunmen killed at the museum.",
            "Ann Poe",
            "one of the two gunmen killed at the museum",
        ),
        (
            "Ann Poe, who has long been an outspoken advocate of reform, agreed.",
            "Ann Poe",
            "an outspoken advocate of reform",
        ),
        (
            "The vice president met Ann Poe, a friend and fellow student at the university.",
            "Ann Poe",
            "a friend and fellow student at the university",
        ),
        ("Ann Poe was described as the ringleader of the plot.", "Ann Poe", "the ringleader of the plot"),
        ("Two-time champion Ann Poe lost.", "Ann Poe", "Two-time champion"),
        ("The well-connected lawyer Ann Poe called.", "Ann Poe", "well-connected lawyer"),
        ("She wed Jim Poe, then a congressman from Ohio.", "Jim Poe", "then a congressman from Ohio"),
        ("Ken Poe, formerly the mayor of Oslo, spoke.", "Ken Poe", "formerly the mayor of Oslo"),
        ("Rachel Poe (35), a nurse from Leeds, won.", "Rachel Poe", "a nurse from Leeds"),
        ("George Poe, who chairs the board, said profits fell.", "George Poe", "chairs the board"),
        ("Tom Poe, 51, who heads the committee, said so.", "Tom Poe", "heads the committee"),
        ("Max Poe, who runs the charity, is fit.", "Max Poe", "runs the charity"),
        ("Elena Poe, sister of the accused, left the court.", "Elena Poe", "sister of the accused"),
        ("Kate Poe, widow of the deceased, spoke.", "Kate Poe", "widow of the deceased"),
        ("Rita Poe, mother of Tom and Ann, cried.", "Rita Poe", "mother of Tom and Ann"),
        ("Bill Poe, the 1995 former drummer, sang.", "Bill Poe", "former drummer"),
        ("The band hired 1995 former drummer Bill Poe.", "Bill Poe", "former drummer"),
        ("Sam Poe, the 2004 Olympic champion, retired.", "Sam Poe", "the 2004 Olympic champion"),
        ("The second man killed was a schoolteacher, Omar Poe.", "Omar Poe", "a schoolteacher"),
        ("Ann Poe, now director of the Acme Institute, left.", "Ann Poe", "director of the Acme Institute"),
        ("He praised the city's co-founder, Ann Poe, there.", "Ann Poe", "the city's co-founder"),
        ("Last year's champion, Ann Poe, and the runner-up, Sue Roe, left.", "Ann Poe", "Last year's champion"),
        ("Acme hired Ann Poe, who joins as finance director from Beta.", "Ann Poe", "finance director"),
        ("Ann Poe joined as head of sales in May.", "Ann Poe", "head of sales"),
        ("Ann Poe, who returns as coach, was pleased.", "Ann Poe", "coach"),
        ("Jim Doe succeeds him as chairman.", "Jim Doe", "chairman"),
        ("Its managing director, Kemal Aydin, said that it was late.", "Kemal Aydin", "managing director"),
        ("The first victim was a lorry driver, Robert Niven, 46, who was alone.", "Robert Niven", "a lorry driver"),
        ("Among the dead was a teacher, Ann Poe, 34.", "Ann Poe", "a teacher"),
        ("In December 1995 former drummer Tom Poe left.", "Tom Poe", "former drummer"),
        ("On May 5 former boss Ann Poe left.", "Ann Poe", "former boss"),
        ("The 2008 Olympic champion Ann Poe won.", "Ann Poe", "2008 Olympic champion"),
        ("She met Ann Poe, who was previously head of sales.", "Ann Poe", "previously head of sales"),
        ("Accountant turned fraudster Neil Poe was jailed.", "Neil Poe", "Accountant turned fraudster"),
        ("They heard former captain turned pundit Tom Poe.", "Tom Poe", "former captain turned pundit"),
        ("Prime Minister-designate Ann Poe spoke.", "Ann Poe", "Prime Minister-designate"),
        ("The professor emeritus, John Poe, wept.", "John Poe", "The professor emeritus"),
        ("The dean of Ely and the bishop of Durham, Tom Poe, came.", "Tom Poe", "the bishop of Durham"),
        ("The founder and leader of the party, Ann Poe, left.", "Ann Poe", "The founder and leader of the party"),
        ("Ann Poe OBE, the surgeon, spoke.", "Ann Poe", "the surgeon"),
        ("Ann Poe, MBE, a surgeon in Leeds, spoke.", "Ann Poe", "a surgeon in Leeds"),
        ("Recorder Paul Poe KC passed sentence.", "Paul Poe", "Recorder"),
        ("Substitute Robert Poe scored.", "Robert Poe", "Substitute"),
        ("Her father, John Poe, wept.", "John Poe", "Her father"),
        ("He came with his wife Mary Poe.", "Mary Poe", "his wife"),
        ("Her 12-year-old son Tom Poe was there.", "Tom Poe", "Her 12-year-old son"),
        ("Callum's mother Donna Wade wept.", "Donna Wade", "Callum's mother"),
        ("They met her mother-in-law, Ann Poe, there.", "Ann Poe", "her mother-in-law"),
        ("They wept, said Sunil Poe, a farmer leader.?The state government paid.", "Sunil Poe", "a farmer leader"),
        ("They met Ravi (a class 8 student).Kaushal's father, Mohan Sharma, wept.", "Mohan Sharma", "Kaushal's father"),
    ],
)
def test_a_stated_role_is_found_verbatim(sentence: str, name: str, role: str) -> None:
    assert Story(sentence).roles(name) == [role]


def test_whose_relative_somebody_is_comes_after_the_other_roles() -> None:
    assert Story("Her late husband Tom Poe, a judge, died.").roles("Tom Poe") == ["a judge", "Her late husband"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("His predecessor John Major spoke.", "John Major"),
        ("My mother, Ann Poe, was there, he said.", "Ann Poe"),
        ("After meeting his wife, Mary Poe said no.", "Mary Poe"),
        ("He walked his wife Mary Poe's dog.", "Mary Poe"),
        ("Ann Poe, one of the bank's “star” traders, left.", "Ann Poe"),
        ("It started as a joke, Ann Poe said.", "Ann Poe"),
        ("Mr John Major spoke.", "John Major"),
        ("He met Donald Trump Jr, the president's son-in-law Jared Kushner, and aides.", "Donald Trump Jr"),
        ("Charles Kennedy is not a minister.", "Charles Kennedy"),
        ("As president, Carl Dent would cut taxes.", "Carl Dent"),
        ("As a child, Carl Dent sang.", "Carl Dent"),
        ("The problem is Carl Dent.", "Carl Dent"),
        ("The director of the film may be Carl Dent.", "Carl Dent"),
        ("They did not elect Carl Dent president.", "Carl Dent"),
        ("Carl Dent (the mayor said) left.", "Carl Dent"),
        ("After meeting the president, Tony Blair said no.", "Tony Blair"),
        ("The wife of Tony Blair is a lawyer.", "Tony Blair"),
        ("They saw Tony Blair, chancellor Gordon Brown and others.", "Tony Blair"),
        ("According to Jim Poe, a police officer said the car was stolen.", "Jim Poe"),
        ("After she spoke with Ann Poe, Plaintiff and her co-workers left.", "Ann Poe"),
        ("Ann Poe was one of three players sent off.", "Ann Poe"),
        ("UCLA's Dr. Jorn Poe led it.", "Jorn Poe"),
        ("Dean Poe produced it.", "Dean Poe"),
        ("He went to coach Jim Poe in Leeds.", "Jim Poe"),
        ("The film also stars Ann Poe, Liam Doe and Adam Roe.", "Ann Poe"),
        ("They say they suspect Jim Poe was ill.", "Jim Poe"),
        ("A study alleged Jim Poe was a key participant in a massacre.", "Jim Poe"),
        ("Ann Roe had served as an officer in a battalion, Jim Poe told them.", "Jim Poe"),
        ("It confirmed the story, ruling out Jim Poe as a suspect.", "Jim Poe"),
        ("They said he was hopeful Jim Poe would sign.", "Jim Poe"),
        ("He said his student Ann Roe had met Jim Poe.", "Jim Poe"),
        ("Jim Poe, who named him ambassador, left.", "Jim Poe"),
        ("The founder of the blog Ann Poe left.", "Ann Poe"),
        ("If Jim Poe is the director, it fails.", "Jim Poe"),
        ("Critics denied that Ann Poe is a teacher.", "Ann Poe"),
        ('He thanked his family and his "hero", Nelson Mandela, there.', "Nelson Mandela"),
        ("She was a writer Jim Poe biographer.", "Jim Poe"),
        ("Ann Poe is the leader\n\nof the city council.", "Ann Poe"),
        (f"Ann Poe is the city{'-big' * 60} mayor.", "Ann Poe"),
    ],
)
def test_words_that_do_not_describe_the_person_are_not_a_role(sentence: str, name: str) -> None:
    assert Story(sentence).roles(name) == []


def test_a_weekday_before_a_title_is_not_part_of_the_role() -> None:
    assert Story("On Wednesday President George Bush met guests.").roles("George Bush") == ["President"]


def test_a_longer_wording_of_a_role_replaces_the_shorter_one() -> None:
    story = Story("President Donald Trump spoke.", "They met former President Donald Trump.")
    assert story.roles("Donald Trump") == ["former President"]


@pytest.mark.parametrize(
    ("sentence", "names", "role"),
    [
        ("The actors Ann Poe, Jim Doe and Sue Roe wept.", ("Ann Poe", "Jim Doe", "Sue Roe"), "actors"),
        ("Four justices -- Ann Poe, Jim Doe and Sue Roe -- dissented.", ("Ann Poe", "Sue Roe"), "justices"),
        (
            "Republican Sens. Orrin Poe of Utah, Ann Roe of South Carolina and Jeff Doe of Arizona agreed.",
            ("Orrin Poe", "Ann Roe", "Jeff Doe"),
            "Republican Sens.",
        ),
        ("It was signed by Sens. Ann Poe, Jim Doe and Sue Roe.", ("Ann Poe", "Jim Doe", "Sue Roe"), "Sens."),
        (
            "He met Justices J Poe, S A Doe, Rohinton Fali Roe and Abdul Major on Monday.",
            ("J Poe", "S A Doe", "Abdul Major"),
            "Justices",
        ),
        (
            "The band's two other members, Ann Poe and Jim Doe, left.",
            ("Ann Poe", "Jim Doe"),
            "The band's two other members",
        ),
        ("Justices Ann Poe and Jim Doe dissented.", ("Ann Poe", "Jim Doe"), "Justices"),
        ("They met Hollywood actors Kevin Poe and Kate Doe.", ("Kevin Poe", "Kate Doe"), "Hollywood actors"),
        ("Its founders, Ann Poe and Jim Doe, left.", ("Ann Poe", "Jim Doe"), "founders"),
    ],
)
def test_a_plural_before_a_list_is_said_of_each_name(sentence: str, names: tuple[str, ...], role: str) -> None:
    story = Story(sentence)
    assert [story.roles(name) for name in names] == [[role]] * len(names)


def test_a_plural_is_said_of_the_first_names_of_a_long_list_only() -> None:
    names = [f"{first} {last}" for first in ("Ann", "Jim", "Sue", "Tom") for last in ("Poe", "Doe", "Roe", "Smith")]
    story = Story(f"The actors {', '.join(names)} and Mary Jones wept.")
    assert story.roles(names[1]) == ["actors"]
    assert story.roles("Mary Jones") == []


def test_a_coach_who_was_world_number_two_has_both_roles() -> None:
    roles = Story("Her coach, former world number two Omar Tey, wept.").roles("Omar Tey")
    assert roles == ["former world number two", "coach"]


def test_a_role_before_a_comma_and_another_role_are_both_found() -> None:
    story = Story("It gained attention from the state's governor, Democrat Jared Poe.")
    assert story.roles("Jared Poe") == ["Democrat", "the state's governor"]


def test_a_plural_role_is_left_out_if_the_person_has_a_role_of_their_own() -> None:
    story = Story("The ministers Ann Poe and Jim Doe left.", "Ann Poe is the mayor of Leeds.")
    assert story.roles("Ann Poe") == ["the mayor of Leeds"]


def test_a_long_role_is_cut_at_a_sensible_place() -> None:
    chain = " of the town of Ham" * 12
    (role,) = Story(f"Ann Poe is the mayor{chain}.").actor("Ann Poe").roles
    assert role.text.startswith("the mayor of the town")
    assert len(role.text) <= MAX_ROLE
    assert not role.text.endswith((" of", " the"))


def test_a_long_role_is_not_cut_within_a_name() -> None:
    field = "undergraduate studies for the viticulture and enology program"
    story = Story(f"Ann Poe, director of {field} in the College of Agricultural and Life Sciences, spoke.")
    assert story.roles("Ann Poe") == [f"director of {field}"]


def test_a_long_role_is_not_cut_within_the_clause_of_a_verb() -> None:
    figures = "one of the best-known figures in the army of the country"
    story = Story(f"Omar Tey became {figures} to be caught up in the minister's long and costly war on corruption.")
    assert story.roles("Omar Tey") == [figures]


def test_a_role_names_its_sentence() -> None:
    story = Story("It rained.", "Jane Roe is the mayor of Leeds.")
    assert story.actor("Jane Roe").roles[0].sentence == 1


def test_a_noun_that_only_its_clause_explains_is_not_a_role() -> None:
    story = Story("Marat Safin meets Tommy Haas, the player he beat in the final.", "Haas is ready.")
    assert story.roles("Tommy Haas") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Victor Poe, whose brother is a judge, lives in Rome.",
        "Omar Poe, whose wife is a doctor, moved.",
        "Carl Poe, who leads the race by two points, said so.",
        "Max Poe, who runs every morning, is fit.",
    ],
)
def test_what_another_is_or_what_is_no_office_is_no_role(sentence: str) -> None:
    assert Story(sentence).roles(sentence.partition(",")[0]) == []
