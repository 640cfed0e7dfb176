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
        ("Jane Roe is the mayor of Leeds.", "Jane Roe", "the mayor of Leeds"),
        ("Gov. Rick Perry called a session.", "Rick Perry", "Gov."),
        ("Culture Secretary Jeremy Hunt condemned it.", "Jeremy Hunt", "Culture Secretary"),
        ("Work and Pensions Secretary Alan Johnson spoke.", "Alan Johnson", "Work and Pensions Secretary"),
        ("He mocked late-night host Jimmy Kimmel.", "Jimmy Kimmel", "late-night host"),
        ("Dragons' Den star Duncan Bannatyne wept.", "Duncan Bannatyne", "Dragons' Den star"),
        ("The magazine's editor Mark Robertson wept.", "Mark Robertson", "The magazine's editor"),
        ("It shocked shareholder and lifelong fan Steve Morgan.", "Steve Morgan", "shareholder and lifelong fan"),
        ("Ireland lock Paul O'Connell has denied it.", "Paul O'Connell", "Ireland lock"),
        ("Glenn Hoddle will be unveiled as the new Wolves manager.", "Glenn Hoddle", "the new Wolves manager"),
        ("“It works,” said Ann Poe, managing trustee.", "Ann Poe", "managing trustee"),
        ("“It grew,” said Ken Doe, chief operating officer of Acme.", "Ken Doe", "chief operating officer of Acme"),
        ("Sunday Telegraph journalist Robert Poe wrote it.", "Robert Poe", "Sunday Telegraph journalist"),
        (
            "They should come forward Detective Chief Inspector Jo Reeves said.",
            "Jo Reeves",
            "Detective Chief Inspector",
        ),
        ("Maj. Gen. Igor Poe said so.", "Igor Poe", "Maj. Gen."),
        ("Ann Poe has been a promoter of a healthy, cheap diet.", "Ann Poe", "a promoter"),
        (
            "Ron Doe became the first player to score 500 points as he was lucky.",
            "Ron Doe",
            "the first player to score 500 points",
        ),
        ("Human rights lawyer Clive Poe objected.", "Clive Poe", "Human rights lawyer"),
        ("Farah Khan was a nurse and her husband a lawyer.", "Farah Khan", "a nurse"),
        ("Jim Doe was named finance director of Acme Ltd on Friday.", "Jim Doe", "finance director of Acme Ltd"),
        # before a name: what belongs to the phrase
        ("Bath director of rugby Jack Poe left.", "Jack Poe", "Bath director of rugby"),
        ("The US secretary of state Rex Poe left.", "Rex Poe", "US secretary of state"),
        ("Rebel chief-of-staff Tom Poe spoke.", "Tom Poe", "Rebel chief-of-staff"),
        ("President-elect Tom Poe backed talks.", "Tom Poe", "President-elect"),
        ("Amritsar deputy commissioner (DC) Tom Poe has written.", "Tom Poe", "Amritsar deputy commissioner"),
        (
            "Union minister for transport and shipping Tom Poe spoke.",
            "Tom Poe",
            "Union minister for transport and shipping",
        ),
        ("University of Leeds professor Ann Poe wrote it.", "Ann Poe", "University of Leeds professor"),
        ("Passion of the Christ director Jim Poe has vowed it.", "Jim Poe", "Passion of the Christ director"),
        ("They met Saturday Night Live cast member Pete Poe.", "Pete Poe", "Saturday Night Live cast member"),
        (
            "They are coached by former Everton and Manchester City striker Adrian Poe.",
            "Adrian Poe",
            "former Everton and Manchester City striker",
        ),
        ("Iran's most senior nuclear scientist Jim Poe died.", "Jim Poe", "Iran's most senior nuclear scientist"),
        ("Terminally ill actor Brian Poe has said no.", "Brian Poe", "Terminally ill actor"),
        ("Party spokesman and Gujarat MLA Jim Poe left.", "Jim Poe", "Party spokesman and Gujarat MLA"),
        ("Topeka Fire Marshal Mike Poe said so.", "Mike Poe", "Topeka Fire Marshal"),
        ("Air Chief Marshal Sir Michael Poe agreed.", "Michael Poe", "Air Chief Marshal"),
        ("They heard NAACP Branch President Rev. William Poe.", "William Poe", "NAACP Branch President"),
        ("Former civil service chief Lord Poe has criticised it.", "Poe", "Former civil service chief"),
        ("Later, government spokesman Mr Jimmy Poe said so.", "Jimmy Poe", "government spokesman"),
        ("A letter was sent to director Tom Poe on July 25.", "Tom Poe", "director"),
        ("A letter came from 2nd Lt Darryn Poe.", "Darryn Poe", "2nd Lt"),
        ("Science and technology minister Jim Poe spoke.", "Jim Poe", "Science and technology minister"),
        ("Road Transport and Highways Minister Jim Poe left.", "Jim Poe", "Road Transport and Highways Minister"),
        ("Mississippi NAACP chapter President Jim Poe wrote.", "Jim Poe", "Mississippi NAACP chapter President"),
        ("It stopped, said fire information Officer Jo Poe.", "Jo Poe", "fire information Officer"),
        ("It is late, federation president Mohamed Poe said.", "Mohamed Poe", "federation president"),
        ("They tested a poster of shadow chancellor Tom Poe.", "Tom Poe", "shadow chancellor"),
        ("Formula One star Fernando Poe will not race.", "Fernando Poe", "Formula One star"),
        ("Rebel Aam Aadmi Party (AAP) leader Tom Poe left.", "Tom Poe", "Rebel Aam Aadmi Party (AAP) leader"),
        (
            "Alaska Department of Fish and Game spokesman Jon Poe said so.",
            "Jon Poe",
            "Alaska Department of Fish and Game spokesman",
        ),
        ("It was bad, said Re/code co-executive editor Ann Poe.", "Ann Poe", "Re/code co-executive editor"),
        ("When casting director Ann Poe heard it she left.", "Ann Poe", "casting director"),
        ("Arriving from Costa Rica, Deputy U.S. Marshal Jim Poe said so.", "Jim Poe", "Deputy U.S. Marshal"),
        ("Counselor to the President Ann Poe told reporters.", "Ann Poe", "Counselor to the President"),
        (
            "Commission for Racial Equality chairman Tom Poe spoke.",
            "Tom Poe",
            "Commission for Racial Equality chairman",
        ),
        ("Republic of Ireland manager Tom Poe has won.", "Tom Poe", "Republic of Ireland manager"),
        ("All Blacks captain Tom Poe has warned them.", "Tom Poe", "All Blacks captain"),
        (
            "Former Winnipeg broadcast personality and Red River College journalism instructor Steve Poe left.",
            "Steve Poe",
            "Former Winnipeg broadcast personality and Red River College journalism instructor",
        ),
        # before a name: what does not
        ("On May 6 the Queen and President Jim Poe will open it.", "Jim Poe", "President"),
        ("They were dubbed bad by then-Acme senior adviser David Poe.", "David Poe", "Acme senior adviser"),
        ("Two are cousins (class 8 student).Kaushal's father, Mohan Poe, agreed.", "Mohan Poe", "Kaushal's father"),
        ("It came with bombs.?Opposition leader Ann Poe told reporters.", "Ann Poe", "Opposition leader"),
        ("In a statement President Jim Poe said no.", "Jim Poe", "President"),
        ("They met in Washington, D.C. President Barack Obama was there.", "Barack Obama", "President"),
        ("The party approved his brother and Punjab chief minister Jim Poe.", "Jim Poe", "Punjab chief minister"),
        ("Residents bought kits just in case climatologist Jim Poe was right.", "Jim Poe", "climatologist"),
        ("Ann Roe closed designer Sue Poe's show on Thursday.", "Sue Poe", "designer"),
        ("The coup that ousted President Jim Poe was over.", "Jim Poe", "President"),
        ("Exxon fires tanker captain Joseph Poe after tests.", "Joseph Poe", "tanker captain"),
        ("That was the moment commentator Jim Poe wept.", "Jim Poe", "commentator"),
        ("He praised the job current Bournemouth manager Eddie Poe did.", "Eddie Poe", "current Bournemouth manager"),
        ("The first visit to the United States of Afghan President Tom Poe was late.", "Tom Poe", "Afghan President"),
        ('"It is hard" notes Hollywood stylist Ann Poe.', "Ann Poe", "Hollywood stylist"),
        # with a comma between
        ("The U.S. ambassador to Chile, Ann Poe, arrived.", "Ann Poe", "The U.S. ambassador to Chile"),
        ("One of Cuba's most acclaimed authors, Jim Poe, died.", "Jim Poe", "One of Cuba's most acclaimed authors"),
        ("They will grill the party's nominee, Brett Doe, on his views.", "Brett Doe", "the party's nominee"),
        ("The firm has fired its boss, Bob Poe, for misconduct.", "Bob Poe", "boss"),
        ('"It is bad," said director of Generation Rent, Alex Poe.', "Alex Poe", "director of Generation Rent"),
        # behind a name
        ("Ann Poe, one of the city's best players, left.", "Ann Poe", "one of the city's best players"),
        ("Ann Poe is one of the founders of the party.", "Ann Poe", "one of the founders of the party"),
        (
            "Bobby Poe was one of the greatest entertainers the world has ever known.",
            "Bobby Poe",
            "one of the greatest entertainers",
        ),
        ("Lorenzo Poe, 82, is a retired preacher.", "Lorenzo Poe", "a retired preacher"),
        ("We asked John Poe, M.D., a clinical professor at Yale.", "John Poe", "a clinical professor at Yale"),
        (
            "Jonathan Poe – the first black vice-chancellor – denied it.",
            "Jonathan Poe",
            "the first black vice-chancellor",
        ),
        ("Jim Poe, the Arsenal and England striker, wept.", "Jim Poe", "the Arsenal and England striker"),
        (
            "Ann Poe, Tory shadow work and pensions secretary, spoke.",
            "Ann Poe",
            "Tory shadow work and pensions secretary",
        ),
        ("Jim Poe, a senior party leader told the BBC.", "Jim Poe", "a senior party leader"),
        (
            "It is rare, says Brian Poe, an Ohio neuropathologist leading a study.",
            "Brian Poe",
            "an Ohio neuropathologist",
        ),
        ("Ann Poe became a hero to me when I was young.", "Ann Poe", "a hero"),
        ("It was bad, said Jim Poe, Acme's secretary general in a release.", "Jim Poe", "Acme's secretary general"),
        (
            "It is bad, adds Jim Poe, director of research at Smith &amp; Woods Inc., a securities firm.",
            "Jim Poe",
            "director of research at Smith &amp; Woods Inc.",
        ),
        (
            "It is fine, said Jim Poe, director of research with TD Securities Inc. Canada's bonds fell.",
            "Jim Poe",
            "director of research with TD Securities Inc.",
        ),
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
        ("Secretary of Commerce Robert Poe said so.", "Robert Poe", "Secretary of Commerce"),
        (
            "Denmark's Minister for Foreign Affairs Martin Poe said no.",
            "Martin Poe",
            "Denmark's Minister for Foreign Affairs",
        ),
        ("World number one Roger Poe beat him.", "Roger Poe", "World number one"),
        ("Wales number eight Ryan Poe is out.", "Ryan Poe", "Wales number eight"),
        ("Roger Poe, the world number one, won.", "Roger Poe", "the world number one"),
        ("The CPM parliamentarian Jim Poe left.", "Jim Poe", "CPM parliamentarian"),
        ("The injury to fly-half Jonny Poe is bad.", "Jonny Poe", "fly-half"),
        (
            "It suspended two-time London Marathon runner-up Susan Poe on Monday.",
            "Susan Poe",
            "two-time London Marathon runner-up",
        ),
        (
            "Former director of the U.S. Centers for Disease Control and Prevention (CDC) Robert Poe spoke.",
            "Robert Poe",
            "Former director of the U.S. Centers for Disease Control and Prevention (CDC)",
        ),
        ("They met a noble Apache leader named Winnetou Poe.", "Winnetou Poe", "noble Apache leader"),
        ("No one was able to convict millionaire Robert Poe.", "Robert Poe", "millionaire"),
        ("They mourn vocal Putin critic Anna Poe.", "Anna Poe", "vocal Putin critic"),
        (
            "The editor in chief of the Chronicle, Audrey Poe, said it rained.",
            "Audrey Poe",
            "The editor in chief of the Chronicle",
        ),
        (
            "They read Thomas Poe, the Nobel Prize-winning author of novels.",
            "Thomas Poe",
            "the Nobel Prize-winning author of novels",
        ),
        (
            "E. Royster Poe, University of Michigan's vice president for student life, said so.",
            "E. Royster Poe",
            "University of Michigan's vice president for student life",
        ),
        (
            "They freed Haji Poe, a prominent and influential member of the Taliban.",
            "Haji Poe",
            "a prominent and influential member of the Taliban",
        ),
        ("It was announced by Brooklyn U.S. Attorney Richard Poe.", "Richard Poe", "Brooklyn U.S. Attorney"),
        (
            "They watched as Michael Poe, widely regarded as the greatest swimmer of all time, won.",
            "Michael Poe",
            "the greatest swimmer of all time",
        ),
        # in brackets
        ("Jim Poe (chief executive) left with them.", "Jim Poe", "chief executive"),
        ("Ann Poe (the former mayor of Leeds) left.", "Ann Poe", "the former mayor of Leeds"),
        ("Javier Poe (Guzman's brother-in-law) was shot.", "Javier Poe", "Guzman's brother-in-law"),
        # after "as"
        ("Acme appointed Ann Poe as its chief executive on Monday.", "Ann Poe", "chief executive"),
        ("The Reds sacked Jim Poe as coach of the youth.", "Jim Poe", "coach of the youth"),
        ("They named Ann Poe as finance director last week.", "Ann Poe", "finance director"),
        ("It was led by Jim Poe, who resigned as finance minister in May.", "Jim Poe", "finance minister"),
        ("Jim Poe stepped down as chairman of Acme with immediate effect.", "Jim Poe", "chairman of Acme"),
        ("Jim Poe will take over as manager on Monday.", "Jim Poe", "manager"),
        ("Ann Poe had previously served as an officer in the army.", "Ann Poe", "an officer in the army"),
        ("Ann Poe was previously the mayor of Leeds.", "Ann Poe", "the mayor of Leeds"),
        (
            "Boris Poe, one of President Vladimir Putin's most outspoken critics, was shot.",
            "Boris Poe",
            "one of President Vladimir Putin's most outspoken critics",
        ),
        (
            "It is new, said Ann Poe, director of the diabetes, sales and nutrition division at Acme.",
            "Ann Poe",
            "director of the diabetes, sales and nutrition division at Acme",
        ),
    ],
)
def test_a_stated_role_is_found_verbatim(sentence: str, name: str, role: str) -> None:
    assert Story(sentence).roles(name) == [role]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("His predecessor John Major spoke.", "John Major"),
        ("He met his rival Michael Portillo.", "Michael Portillo"),
        ("He came with his wife Norma Major.", "Norma Major"),
        ("Mr John Major spoke.", "John Major"),
        ("Jane Roe remains hopeful of being the winner.", "Jane Roe"),
        ("When it came to John Major, there was only one winner.", "John Major"),
        ("He met Donald Trump Jr, the president's son-in-law Jared Kushner, and aides.", "Donald Trump Jr"),
        ("He came with a friend, John Major.", "John Major"),
        ("Charles Kennedy is not a minister.", "Charles Kennedy"),
        ("After meeting the president, Tony Blair said no.", "Tony Blair"),
        ("The wife of Tony Blair is a lawyer.", "Tony Blair"),
        ("They saw Tony Blair, chancellor Gordon Brown and others.", "Tony Blair"),
        ("It names Ann Roe, Secretary of State John Doe and others.", "Ann Roe"),
        ("After a complaint about Ann Poe, the state of Alabama sent investigators.", "Ann Poe"),
        ("In a blow to hopes of deporting Jim Poe, a member of the royal family appeared to disagree.", "Jim Poe"),
        ("According to Jim Poe, a police officer said the car was stolen.", "Jim Poe"),
        ("After she spoke with Ann Poe, Plaintiff and her co-workers left.", "Ann Poe"),
        ("Jim Poe, 41, will be a judge on the court.", "Jim Poe"),
        ("Ann Poe was one of three players sent off.", "Ann Poe"),
        ("UCLA's Dr. Jorn Poe led it.", "Jorn Poe"),
        ("Dean Poe produced it.", "Poe"),
        ("He went to coach Jim Poe in Leeds.", "Jim Poe"),
        ("The film also stars Ann Poe, Liam Doe and Adam Roe.", "Ann Poe"),
        ("He told ministers Ann Poe and Jim Doe that it was late.", "Jim Doe"),
        ("In charge of fellow ministers Jim Doe, Ann Poe was out.", "Ann Poe"),
        ("Jim Poe, the official said, saw the speech as a chance.", "Jim Poe"),
        ("Through his attorney, Jim Poe declined.", "Jim Poe"),
        ("Another spokeswoman for the actress, Lisa Poe, said so.", "Lisa Poe"),
        ("They say they suspect Jim Poe was ill.", "Jim Poe"),
        ("During his interview with Ann Poe, the King repeatedly referred to it.", "Ann Poe"),
        ("He lost officials, family members, coach and manager, Jim Poe, 26, said.", "Jim Poe"),
        ("A study alleged Jim Poe was a key participant in a massacre.", "Jim Poe"),
        ("Ann Roe is the director of the center, Jim Poe, and others.", "Jim Poe"),
        ("Ann Roe had served as an officer in a battalion, Jim Poe told them.", "Jim Poe"),
        ("It confirmed the story, ruling out Jim Poe as a suspect.", "Jim Poe"),
        ("Jim Poe (head) and Ann Roe (knee) are out.", "Jim Poe"),
        ("It is about the architect's friend Natalie Poe (Rebel), who works hard.", "Natalie Poe"),
        ("The president named Jim Poe on Monday.", "Jim Poe"),
        ("They said he was hopeful Jim Poe would sign.", "Jim Poe"),
        ("They live at number 10 with Jim Poe and a dog.", "Jim Poe"),
    ],
)
def test_words_that_say_nothing_of_the_name_are_no_role(sentence: str, name: str) -> None:
    assert Story(sentence).roles(name) == []


def test_a_weekday_before_a_title_is_no_part_of_the_role() -> None:
    assert Story("On Wednesday President George Bush met guests.").roles("George Bush") == ["President"]


def test_a_role_said_in_more_words_replaces_the_shorter_one() -> None:
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
        (
            "They are past and present ministers Ann Poe and Jim Doe.",
            ("Ann Poe", "Jim Doe"),
            "past and present ministers",
        ),
        (
            "He met Justices J Poe, S A Doe, Rohinton Fali Roe and Abdul Major on Monday.",
            ("J Poe", "S A Doe", "Abdul Major"),
            "Justices",
        ),
        ("Ann Poe and Jim Doe, founders of Acme, left.", ("Ann Poe", "Jim Doe"), "founders of Acme"),
        (
            "The band's two other members, Ann Poe and Jim Doe, left.",
            ("Ann Poe", "Jim Doe"),
            "The band's two other members",
        ),
        ("Two liberal justices, Ann Poe and Jim Doe, dissented.", ("Ann Poe", "Jim Doe"), "liberal justices"),
        ("Justices Ann Poe and Jim Doe dissented.", ("Ann Poe", "Jim Doe"), "Justices"),
        ("Hollywood stars Kevin Poe and Kate Doe attended.", ("Kevin Poe", "Kate Doe"), "Hollywood stars"),
    ],
)
def test_a_plural_before_a_list_is_said_of_each_name(sentence: str, names: tuple[str, ...], role: str) -> None:
    story = Story(sentence)
    assert [story.roles(name) for name in names] == [[role]] * len(names)


def test_a_role_before_a_comma_and_another_one_are_both_told() -> None:
    story = Story("It gained attention from the state's governor, Democrat Jared Poe.")
    assert story.roles("Jared Poe") == ["Democrat", "the state's governor"]


def test_a_plural_is_left_out_where_a_role_of_ones_own_is_told() -> None:
    story = Story("The ministers Ann Poe and Jim Doe left.", "Ann Poe is the mayor of Leeds.")
    assert story.roles("Ann Poe") == ["the mayor of Leeds"]


def test_a_lawmakers_party_is_passed_over() -> None:
    story = Story("Sen. Patrick Poe, D-Vt., chairman of the committee, spoke.")
    assert story.roles("Patrick Poe") == ["Sen.", "chairman of the committee"]
    story = Story("Senate leader Mitch Poe (R-Ky.), the chairman of the committee, spoke.")
    assert story.roles("Mitch Poe") == ["Senate leader", "the chairman of the committee"]


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


def test_a_role_names_its_sentence() -> None:
    story = Story("It rained.", "Jane Roe is the mayor of Leeds.")
    assert story.actor("Jane Roe").roles[0].sentence == 1


def test_a_noun_that_only_its_clause_explains_is_no_role() -> None:
    story = Story("Marat Safin meets Tommy Haas, the player he beat in the final.", "Haas is ready.")
    assert story.roles("Tommy Haas") == []
