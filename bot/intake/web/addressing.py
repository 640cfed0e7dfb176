# ruff: noqa: E501 - a row of a table in one line reads better
"""To whom a text speaks: news tell who said something; walls, forms and shops speak to their visitor."""

from __future__ import annotations

import re

__all__ = ["QUOTED", "ends_sentence", "names_something", "reports", "spoken"]

QUOTED = re.compile(r"[\"“„«「『][^\"“”„«»「」『』]{0,200}[\"”“»」』]")
_YOU = re.compile(
    r"\b(?:you|yours?|please|bitte|dich|dir|dein\w{0,2}|vous|votre|vos|usted|ustedes|tus?|puedes|necesitas|quieres|puoi|"
    r"tuoi?|tua|tue|você|vocês|jouw|uw|ditt|dina|vaše|vám|vyberte|prosím|proszę|twój|twoj\w*|вы|вас|вам|ваш\w*|пожалуйста)\b"
    r"|(?-i:(?<=[a-zäöüß,] )(?:Sie|Ihnen|Ihr\w{0,2})\b)"  # elsewhere these are "she", "they", "her"
    r"|\b(?:kan|skal|ska|vil|har|er|är|når|när|hvis|om|att|at|kannst|bist|hast|willst|wenn|dass) du\b"
    r"|\b(?:kunt|kun|bent|ben|heeft|hebt|heb|als|dat|wilt|wil|moet) (?:je|u)\b"
    r"|\b(?:click|tap|veuillez|retournez|utilisez|cliquez|essayez|saisissez|vérifiez|revenez|acceptez|continuez|inscrivez|"
    r"kérjük|látogasson|profitez|klicken|clique|digite|acesse|haz clic|te invitamos)\b"
    r"|[您请請]|ください|주세요|십시오|바랍니다|귀하|يرجى|נא ל",
    re.IGNORECASE,
)
"""Words that speak to a reader."""
_TOLD = re.compile(
    r"\b(?:said|says|told|announced|reported|according to|advises|sagte|sagt|teilte|laut|erklärte|berichtet\w*|déclaré|"
    r"indiqué|annoncé|affirmé|selon|dijo|informó|anunció|según|aseguró|disse|afirmou|segundo|informou|detto|secondo|"
    r"zei|volgens|säger|sade|enligt|ifølge|siger|sier|mukaan|powiedział\w*|według|řekl\w*|uvedl\w*|podle|söyledi|göre|"
    r"сообщил\w*|заявил\w*|сказал\w*|рассказал\w*|словам|повідоми\w*|заяви\w*|каза|съобщи|mondta|közölte|declarat|anunțat|"
    r"mengatakan|cho biết|tuyên bố|anunciado|explicó|contó|contou|raconté|précisé|zeigte|rekao|rekla|izjavi\w*|sanoi|kertoi|"
    r"warned|mitteilte|mitgeteilt|hieß es|berichtet\w*|podał\w*|poinformował\w*|przekazał\w*|meddelade|oplyser|opplyser)\b|表示|報道|报道|宣布|指出|明らかにした|話した|話して|語った|述べ|発表|밝혔|말했|전했"
    r"|قال|أعلن|صرح|ذكر|وأكد|گفت|אמר|מסר|δήλωσ|είπε|ανακοίνωσ|बताया|कहा|กล่าว|เปิดเผย|বলেছেন|জানিয়েছেন",
    re.IGNORECASE,
)
"""Words by which news name who says something; a page that speaks to its visitor names nobody."""
MAX_LETTERS = 20_000
_QUESTION = re.compile(r"[^.!?。！？]*[?？؟]")
_NAMED = re.compile(r"\d|(?<=[^\W\d_][ ,;])\s?[A-ZÀ-ÞĀ-ŽΑ-ΩА-Я]")
_ENDS = re.compile(r"[.!?…。！？؟।።][\"'”’»)\]」』]*$")


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence or a question does."""
    return _ENDS.search(text) is not None


def names_something(text: str) -> bool:
    """Whether a text holds a figure, or a name within a sentence; of a script without capitals nobody can tell."""
    text = text[:MAX_LETTERS]
    return _NAMED.search(text) is not None or text.upper() == text.lower()


def reports(text: str) -> bool:
    """Whether a text names somebody who says something."""
    return _TOLD.search(text, 0, MAX_LETTERS) is not None


def spoken(text: str, *, questions: bool = False) -> int:
    """How often a text speaks to its reader, outside of quotations and, unless ``questions``, of questions."""
    text = QUOTED.sub(" ", text[:2_000])
    return len(_YOU.findall(text if questions else _QUESTION.sub(" ", text)))
