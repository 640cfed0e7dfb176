# ruff: noqa: E501 - a row of a table in one line reads better
"""What stands between an article's lines on a page and is none of it: dates, buttons, advertisements, other stories.

A page's own markup seldom says which lines these are, so they are told by what they say, by what they lead to, and by
where they stand: above the first sentence and below the last one there is hardly anything else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.intake.dates import date_in_words
from bot.intake.page_dates import is_dateline
from bot.intake.page_lists import LINKED
from bot.intake.prose import weight
from bot.intake.speech import ends_sentence, reports

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.intake.blocks import Block

__all__ = ["above_text", "without_furniture"]

LONG = 60
"""A line of this weight says something even without a full stop."""
PROSE = 120
"""Above the text only a line of this weight, or a sentence, begins it."""
PROMO = 200
"""No invitation to read, follow or subscribe weighs more."""
QUOTED = 15
NEAR = 6
"""A quotation that was pulled out stands within so many lines of where it is said."""
WORDS = 6
MAX_NAME = 400
BEFORE_TITLE = 300
"""How much text stands above the title at most: a banner, the site's name."""

_TEASER = re.compile(
    r"\W{0,3}(?:read (?:more|also|next|the full \w+)|(?:also|must) read|see also|more (?:on this(?: story)?|from \w+)|related"
    r"(?: (?:stories|articles|content|coverage))?|recommended|you (?:may|might) also like|don['’]t miss|watch|listen|lire aussi"
    r"|à lire aussi|lire la suite|sur le même sujet|voir aussi|lesen sie auch|mehr zum thema|weiterlesen|auch interessant"
    r"|(?:lea|lee|leer|ver) (?:también|más)|te puede interesar|le puede interesar|más información|leia (?:também|mais)|veja também"
    r"|saiba mais|leggi anche|leggi di più|lees ook|meer over|läs (?:också|även|mer)|les også|les mer|læs også|lue myös"
    r"|(?:czytaj|przeczytaj|zobacz) (?:też|także|również|więcej)|čtěte také|olvasta már|citește și|ayrıca okuyun|читайте (?:также|ещё)"
    r"|смотрите также|по теме|читайте також|διαβάστε (?:επίσης|ακόμη)|اقرأ (?:أيضا|أيضًا|المزيد)|קראו (?:גם|עוד)|関連記事|関連ニュース"
    r"|あわせて読みたい|【関連】|相关(?:阅读|新闻|报道)|延伸阅读|推荐阅读|相關新聞|延伸閱讀|관련 ?기사|관련 ?뉴스|함께 보기)\s*(?=[:：|>»▶→–—-]|$)",
    re.IGNORECASE,
)
"""What leads to another story: alone on its line, or with the story's title behind a colon."""
_LABEL = re.compile(
    r"\W*(?:advertise?ment|advert|ad|sponsored(?: content)?|anzeige|werbung|publicité|publicidad|publicidade|pubblicità"
    r"|advertentie|annons|annonse|annonce|mainos|reklama|reklám|реклама|διαφήμιση|إعلان|פרסומת|広告|スポンサーリンク|广告|廣告|광고"
    r"|(?:story|article) continues (?:below|after)(?: (?:this )?(?:advertise?ment|ad|video))?|scroll (?:down )?to continue"
    r"|(?:reading time|lesezeit|temps de lecture|tiempo de lectura|tempo di lettura|czas czytania)\b.{0,40}|teilen|partager|compartir|compartilhar"
    r"|condividi|delen|dela|udostępnij|поделиться|paylaş|مشاركة|שתף|シェア(?:する)?|ツイート|分享(?:到.{0,8})?|공유(?:하기)?|loading|share(?: (?:this|on|via|with)(?: \S+){0,5})?|print|copy link|back to top|\d+ (?:min(?:ute)?s?)(?: read)?)\W*",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"\W{0,3}(?:sign up (?:for|to|now|here|today|free)\b|subscribe (?:to|now|today|for)\b|follow (?:us|me|him|her|them|\w+ \w+ on|our|@)|join (?:our|us|the conversation)"
    r"|like us on|get (?:the|our|all the) (?:\S+ ){0,6}(?:newsletter|inbox|app|delivered|by e-?mail|every (?:day|morning|week))"
    r"|download (?:our|the) (?:\S+ ){0,2}app|support (?:our|local|independent|quality) (?:\w+ )?journalism|become a (?:member|supporter)"
    r"|(?:do you )?have a (?:story|tip|news tip)|got a (?:story|tip)|contact (?:the (?:reporter|author|writer|newsroom|editor)|us)\b"
    r"|(?:reach|e-?mail) \w+(?: \w+)? at\b|abonnieren sie|folgen sie uns|folgt uns|jetzt (?:abonnieren|anmelden|newsletter)"
    r"|melden sie sich|suivez[- ](?:nous|l)|abonnez[- ]vous|inscrivez[- ]vous|recevez|síguenos|siga-nos|suscríbe(?:te|ase)|apúntate"
    r"|(?:recibe|receba|ricevi)\b(?: \S+){0,6} (?:newsletter|boletín|notícias|correo|e-mail)|inscreva-se|entre no (?:grupo|canal)|seguici|iscriviti|volg ons"
    r"|schrijf je in|följ oss|prenumerera|følg oss|følg os|abonner på|tilaa uutiskirje|śledź nas|zapisz się|obserwuj nas|sledujte nás"
    r"|bizi takip|подпи(?:шитесь|сывайтесь) на|следите за|читайте нас|присоединяйтесь|підпи(?:шіться|суйтесь) на|تابعنا|تابعونا|اشترك"
    r"|公式(?:line|x|twitter)|フォローして|メルマガ|关注(?:我们|微信|公众号)|扫码|扫描二维码|點擊訂閱|구독(?:하기|하세요)|채널 추가)",
    re.IGNORECASE,
)
_NEWSLETTER = re.compile(
    r"newsletter|inbox|boletín|infolettre|nyhetsbrev|nyhedsbrev|nieuwsbrief|рассылк|メルマガ|뉴스레터", re.IGNORECASE
)
_COPYRIGHT = re.compile(
    r"\W{0,3}(?:©|\(c\)|copyright\b|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos|todos os direitos"
    r"|tutti i diritti|wszelkie prawa|все права защищены|جميع الحقوق|版权|版權|未经授权|無断転載|저작권|ⓒ|<저작권)"
    r"|this material may not be published",
    re.IGNORECASE,
)
_TAGS = re.compile(
    r"\W{0,3}(?:tags?|topics?|filed under|posted in|categor(?:y|ies)|keywords|in this story|schlagw[oö]rter?|themen|stichworte"
    r"|temas|etiquetas|étiquettes|mots[- ]clés|argomenti|trefwoorden|ämnen|tagi|теги|темы|метки|الوسوم|キーワード|标签|關鍵字|关键词|태그"
    r"|责任编辑|責任編輯|编辑|原标题|original title)\s*[:：]",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"[\w.+-]{1,60}@[\w-]{2,60}(?:\.[a-z]{2,})?|(?<!\w)@\w{2,30}|\b(?:follow|reach|contact|e-?mail) (?:her|him|them)\b",
    re.I,
)
_NUMBER = re.compile(r"\b\d{4}\b|\d{1,2}:\d{2}")
_QUOTES = re.compile(r"[\W_]+")


def above_text(blocks: list[Block], title: str) -> list[str]:
    """The short lines between an article's title and its text, where its byline and its date are; also below a lead.

    None where the title stands nowhere: then nobody knows what the lines above the text belong to.
    """
    for number, head in enumerate(blocks):
        if not (_same(head.text, (title,)) or _ends_with(head, title)):
            continue
        found, begun = [], 0
        for block in blocks[number + 1 :]:
            begins = _begins(block)
            begun += begins
            if begun > 1:
                break
            if not begins and block.linked <= LINKED:
                found.append(block.text)
        if found:
            return found
    return []


def without_furniture(blocks: list[Block], names: Iterable[str]) -> list[Block]:
    """The article's own blocks; ``names`` are its titles, its site's and its author's."""
    names = [name for name in names if name]
    first = next((n for n, block in enumerate(blocks) if _begins(block)), None)
    if first is None:
        return blocks  # no running text: figures, or a list
    head = [
        n
        for n, block in enumerate(blocks)
        if block.heading and (_same(block.text, names[:1]) or _ends_with(block, names[0]))
    ]
    start = next(
        (n + 1 for n in reversed(head) if n < first or _light(" ".join(b.text for b in blocks[:n]), BEFORE_TITLE)), 0
    )
    if start > first:
        first = next((n for n in range(start, len(blocks)) if _begins(blocks[n])), start)
    last = len(blocks)
    while last > first + 1 and _ends(blocks[last - 1], names):
        last -= 1
    return [*_above(blocks[start:first], names), *_between(blocks[first:last], names)]


def _begins(block: Block) -> bool:
    """Whether a block is running text, as the first paragraph of an article is."""
    said = ends_sentence(block.text) or not _light(block.text, PROSE)
    dated = len(block.text) < LONG and len(block.text.split()) < WORDS and date_in_words(block.text) is not None
    return said and not block.heading and not dated and block.linked <= LINKED and not _invites(block)


def _above(blocks: list[Block], names: list[str]) -> list[Block]:
    """What belongs to the text of the lines above its first sentence: headings with their lists, and whole phrases."""
    kept: list[Block] = []
    headed = False
    for block in blocks:
        if block.linked > LINKED or _same(block.text, names) or _invites(block):
            continue
        headed = headed or block.heading
        if block.heading or (headed and block.item) or _says(block.text):
            kept.append(block)
    return kept


def _between(blocks: list[Block], names: list[str]) -> list[Block]:
    """The text without what interrupts it, nor the headings of such boxes."""
    kept: list[Block] = []
    for number, block in enumerate(blocks):
        other = block.linked > LINKED and (not block.heading or (number > 0 and blocks[number - 1].heading))
        if other or _invites(block) or (block.heading and _same(block.text, names)) or _pulled(block, blocks, number):
            if kept and kept[-1].heading and number and blocks[number - 1] is kept[-1]:
                kept.pop()
        else:
            kept.append(block)
    while len(kept) > 1 and kept[-1].heading:
        kept.pop()
    return kept


def _ends(block: Block, names: list[str]) -> bool:
    """Whether a last block is none of the article's: no sentence, nothing of a list, or a note about who wrote it."""
    if block.heading or block.linked > LINKED or _invites(block) or _same(block.text, names):
        return True
    if not ends_sentence(block.text) and not block.item and not _says(block.text):
        return True
    return _light(block.text, PROMO) and _CONTACT.search(block.text) is not None and not reports(block.text)


def _invites(block: Block) -> bool:
    """Whether a block calls to another page, names an advertisement, or tells what the page is filed under."""
    text = block.text
    if _COPYRIGHT.match(text) or is_dateline(text):
        return True
    if block.heading or not _light(text, PROMO):
        return bool(block.heading and _TEASER.match(text))
    if _TEASER.match(text) or _LABEL.fullmatch(text) or _TAGS.match(text):
        return True
    if reports(text):
        return False
    return bool(_INVITATION.match(text) or (_NEWSLETTER.search(text) and not ends_sentence(text)))


def _pulled(block: Block, blocks: list[Block], number: int) -> bool:
    """Whether a block only says once more, and larger, what a paragraph beside it says."""
    if block.heading or block.item or not _light(block.text, PROMO):
        return False
    said = _QUOTES.sub("", block.text.casefold())
    near = [*blocks[max(0, number - NEAR) : number], *blocks[number + 1 : number + 1 + NEAR]]
    return len(said) > QUOTED and any(
        len(other.text) > len(block.text) + 5 and said in _QUOTES.sub("", other.text.casefold()) for other in near
    )


def _same(text: str, names: Iterable[str]) -> bool:
    if len(text) > MAX_NAME:
        return False
    plain = _QUOTES.sub("", text.casefold())
    return any(plain == _QUOTES.sub("", name.casefold()) for name in names)


def _ends_with(heading: Block, title: str) -> bool:
    """Whether a heading is the title behind a kicker."""
    return heading.heading and len(heading.text) < len(title) + LONG and heading.text.endswith(title)


def _says(text: str) -> bool:
    """Whether a line without a full stop says something, as a standfirst does; a name, a date and a button do not."""
    if not _light(text, PROSE):
        return True
    if _NUMBER.search(text):
        return False
    words = text.split()
    return weight(text) >= LONG or (len(words) >= WORDS and sum(word[0].islower() for word in words) >= WORDS / 2)


def _light(text: str, most: int) -> bool:
    return len(text) <= most and weight(text) <= most
