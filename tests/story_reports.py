"""Short reports for the tests of stories."""

from __future__ import annotations

from bot.models.analysis import Actor, ActorKind, Mention
from bot.models.stories import Fingerprint
from bot.stories.fingerprint import make_fingerprint, read_story_text

FERRY = (
    "Ferry runs aground off Skelwick with 140 people aboard",
    "A ferry with 140 people aboard ran aground on a sandbank off Skelwick harbour on Friday night, and lifeboats took "
    "all of the passengers ashore. The captain, Morag Tulloch, said that the steering had failed in heavy swell just "
    "before the Northern Isles service was due to dock. Nobody was hurt, the coastguard said, and divers will inspect "
    "the hull of the Lady Isobel on Saturday before tugs try to free her at high tide.",
)
FERRY_ELSEWHERE = (
    "Lifeboats rescue passengers as Skelwick ferry hits sandbank",
    "Passengers were brought ashore by lifeboats after the ferry Lady Isobel struck a sandbank near Skelwick harbour. "
    "Captain Morag Tulloch told reporters that her steering failed in the swell on Friday night. The coastguard said "
    "that none of the 140 people aboard was hurt, and that tugs would try to free the hull at high tide.",
)
FERRY_REVISED = (
    "Skelwick ferry aground: what we know",
    f"{FERRY[1]} The operator has cancelled all sailings until Monday, and offered refunds.",
)
INQUIRY = (
    "Minister orders inquiry into island ferries",
    "The transport minister, Elspeth Quarrie, has ordered an inquiry into the maintenance of the island ferries after "
    "the accident of the Lady Isobel. Inspectors will look into the rudders, of which crews of three ships had "
    "complained in the spring, and the operator must hand over its records by the end of March. Unions said that they "
    "had warned of worn bearings for years.",
)
INQUIRY_ELSEWHERE = (
    "Quarrie inquiry to hear unions on worn rudder bearings",
    "An inquiry that transport minister Elspeth Quarrie has ordered will ask why warnings by the unions of worn rudder "
    "bearings were not heeded. Inspectors are to see the maintenance records of the operator from the spring on, and "
    "the crews of three ships will be heard. The minister expects a report on it by the end of March.",
)
BUDGET = (
    "Council votes down plan to close Ardmore libraries",
    "Councillors in Ardmore rejected by 14 votes to nine a budget that would have shut four branch libraries and cut "
    "the hours of two swimming pools. Treasurer Dinesh Rao said that the gap of three million would now have to be met "
    "from reserves. Campaigners who had filled the gallery applauded as the result was read out by the provost.",
)
STRIKE = (
    "Bus drivers in Ardmore begin a week of strikes",
    "Bus drivers walked out across Ardmore on Monday at the start of a week of strikes over night shifts. The union "
    "said that its members had turned down an offer of four per cent, and the company that nobody should expect a bus "
    "before noon. Talks with a mediator are to resume on Wednesday, a spokeswoman said.",
)


def person(name: str, mentions: int = 2) -> Actor:
    return Actor(name, ActorKind.PERSON, (), (), (Mention(0, 0, 1),) * mentions)


def fingerprint(article: tuple[str, str], *people: str) -> Fingerprint:
    return make_fingerprint(read_story_text(*article, [person(name) for name in people]))
