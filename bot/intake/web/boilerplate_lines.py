# ruff: noqa: E501 - a row of a table in one line reads better
"""Lines on a page that are none of an article's, by what they say: labels, invitations, rights, contacts, comments."""

from __future__ import annotations

import re

__all__ = [
    "CHANNEL",
    "COMMENTS",
    "CONTACT",
    "COPYRIGHT",
    "INVITATION",
    "LABEL",
    "NEWSLETTER",
    "NUMBER",
    "OURS",
    "RIGHTS",
    "TAGS",
    "TEASER",
]

TEASER = re.compile(
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
LABEL = re.compile(
    r"\W*(?:(?:skip |close )?advertise?ment|advert|ad|\d{1,2}[:.h]\d{2}(?:\s*(?:uhr|[ap]\.?m\.?|[a-z]{2,4}))?|sponsored(?: content)?|anzeige|werbung|publicité|publicidad|publicidade|pubblicità"
    r"|advertentie|annons|annonse|annonce|mainos|reklama|reklám|реклама|διαφήμιση|إعلان|פרסומת|広告|スポンサーリンク|广告|廣告|광고"
    r"|(?:story|article) continues (?:below|after)(?: (?:this )?(?:advertise?ment|ad|video))?|scroll (?:down )?to continue"
    r"|(?:reading time|lesezeit|temps de lecture|tiempo de lectura|tempo di lettura|czas czytania)\b.{0,40}|teilen|partager|compartir|compartilhar"
    r"|condividi|delen|dela|udostępnij|поделиться|paylaş|مشاركة|שתף|シェア(?:する)?|ツイート|分享(?:到.{0,8})?|공유(?:하기)?|loading|share(?: (?:this|on|via|with)(?: \S+){0,5})?|print|copy link|back to top|\d+ (?:min(?:ute)?s?)(?: read)?)\W*",
    re.IGNORECASE,
)
INVITATION = re.compile(
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
NEWSLETTER = re.compile(
    r"newsletter|inbox|boletín|infolettre|nyhetsbrev|nyhedsbrev|nieuwsbrief|uutiskir|newslettr|zpravodaj|hírlevél|bülten|рассылк|розсилк"
    r"|ενημερωτικό δελτίο|نشرة|メルマガ|뉴스레터",
    re.IGNORECASE,
)
CHANNEL = re.compile(
    rf"{NEWSLETTER.pattern}|google (?:news|discover)|telegram|whatsapp|facebook|instagram|twitter|youtube|tiktok|linkedin|viber|bluesky|mastodon"
    r"|\bapp\b|podcast|click(?:ing)? here|cliquez ici|klicken sie hier|haz clic aquí|clicca qui|clique aqui|klik hier|телеграм|ватсап|тікток|мессенджер|تيليجرام|تلغرام|واتساب|فيسبوك",
    re.IGNORECASE,
)
"""Ways by which a site wants to be followed; they keep their names in every language."""
OURS = re.compile(
    r"\b(?:us(?<!US)|our|follow|join|subscribe|download|stay (?:up|tuned|informed)|uns\w{0,3}|nous|nos|notre|nuestr[oa]s?|noss[oa]s?|nostr[aeio]|onze|oss|våra?t?|vores?|nasz\w*|naše\w*|náš|nás|naš\w*|нас|наш\w*"
    r"|μας|bizi\w*|nosso|kami)\b|تابعونا|تابعنا|قناتنا|当社|本社|我们|我們|本报|우리",
    re.IGNORECASE,
)
"""By which a site speaks of itself, and calls to follow it."""
RIGHTS = re.compile(
    r"©|ⓒ|\(c\) ?\d{4}|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|todos os direitos reservados"
    r"|tutti i diritti riservati|alle rechten voorbehouden|wszelkie prawa zastrzeżone|tüm hakları saklıdır|все права защищены|جميع الحقوق محفوظة",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    rf"\W{{0,3}}(?:{RIGHTS.pattern}|copyright(?=\W*(?:©|\(c\)|\d{{4}}|by\b|$))|版权|版權|未经授权|無断転載|저작권|this material may not be published)",
    re.IGNORECASE,
)
TAGS = re.compile(
    r"\W{0,3}(?:tags?|topics?|filed under|posted in|categor(?:y|ies)|keywords|in this story|schlagw[oö]rter?|themen|stichworte"
    r"|temas|etiquetas|étiquettes|mots[- ]clés|argomenti|trefwoorden|ämnen|tagi|теги|темы|метки|الوسوم|キーワード|标签|關鍵字|关键词|태그"
    r"|责任编辑|責任編輯|编辑|原标题|original title)\s*[:：]",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"https?://|[\w.+-]{1,60}@[\w-]{2,60}(?:\.[a-z]{2,})?|(?<!\w)@\w{2,30}|\b(?:follow|reach|contact|e-?mail) (?:her|him|them)\b",
    re.I,
)
NUMBER = re.compile(r"\b\d{4}\b|\d{1,2}:\d{2}")
COMMENTS = re.compile(
    r"\W*(?:\d+\W+)?(?:(?:leave|add|post|write) a (?:comment|reply)|(?:reader |your |all )?comments?|discussion(?: about this post)?|responses|replies"
    r"|what do you think|join the (?:conversation|discussion)|(?:leser)?kommentare?|kommentarer|leserbriefe|commentaires?|réactions|réagir|comentarios?|comentários?|commenti"
    r"|reacties|kommentit|komentarze|komentáře|komentáre|komentari|kommentek|hozzászólások|comentarii|yorum(?:lar)?|комментари[ий]|коментар[іи]|σχόλια|التعليقات|تعليقات|תגובות"
    r"|コメント|评论|評論|留言|댓글|bình luận|komentar|ความคิดเห็น)\W*(?:\d+\W*)?",
    re.IGNORECASE,
)
"""The heading of what readers wrote: nothing below it is the article's."""
