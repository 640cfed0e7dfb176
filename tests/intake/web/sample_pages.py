# ruff: noqa: E501 - a page in one line reads better
"""Pages of both kinds, each from a few lines: (name, address's path, HTML)."""

from __future__ import annotations

import json

NEWS = [
    "The harbour of Valmere was shut on Monday after a tanker hit the northern pier, the port authority said.",
    'Harbour master Ines Holm said that divers would look at the hull. "We expect no oil to leak," she told reporters.',
    "Its owner, Tarvo Shipping, has sent an engineer to the town, and fishermen have asked for compensation.",
    "A decision is expected on Thursday, when the council meets to talk about the damage and the insurance.",
]
TITLE = "Harbour shut after tanker hits pier"


def page(title: str, body: str, *, lang: str = "en", head: str = "") -> str:
    return f"<!doctype html><html lang={lang}><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def prose(*paragraphs: str) -> str:
    return "".join(f"<p>{text}</p>" for text in paragraphs)


def article(title: str, *paragraphs: str, head: str = "", lang: str = "en", after: str = "") -> str:
    body = f"<nav><a href=/>Home</a> <a href=/s>Sport</a></nav><article><h1>{title}</h1>{prose(*paragraphs)}</article>"
    return page(title, body + after, lang=lang, head=head)


def wall(title: str, *paragraphs: str, lang: str = "en", head: str = "") -> str:
    return page(title, f"<main><h1>{title}</h1>{prose(*paragraphs)}<button>OK</button></main>", lang=lang, head=head)


def data(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **fields})}</script>'


CARDS = "".join(
    f"<div><h2><a href=/{n}>The story about {what}</a></h2><p>What is known about {what} and what it means for you.</p></div>"
    for n, what in enumerate(("salt", "tea", "sleep", "bread", "rain", "walks"))
)
CARDS_WHOLE = "".join(
    f"<a href=/{n}><h3>The story about {what} in the town</h3><p>What we know about {what} so far.</p></a>"
    for n, what in enumerate(("salt", "tea", "sleep", "bread", "rain", "walks"))
)
LONG_TEASERS = "".join(
    f"<li><a href=/{n}>Why {what} matters more than ever</a><p>{'The town talks of it, and so do we this week. ' * 3}</p></li>"
    for n, what in enumerate(("salt", "tea", "sleep", "bread", "rain", "walks"))
)

NOT_ARTICLES = {
    "consent en": wall(TITLE, "We value your privacy. We and our 842 partners store and access data on your device."),
    "consent de": wall(
        TITLE, "Wir verwenden Cookies und ähnliche Techniken. Klicken Sie auf Alle akzeptieren, um fortzufahren." * 2
    ),
    "consent fr": wall("Le port fermé", "Nous utilisons des cookies. Vous pouvez tout accepter ou refuser ici." * 3),
    "consent es": wall("El puerto", "Utilizamos cookies propias y de terceros. Pulse aceptar y continuar." * 3),
    "consent named as such": page(
        TITLE,
        "<div class=cookie-modal>" + prose("We and our partners use cookies.", "Press Accept to go on." * 9) + "</div>",
    ),
    "consent ja": wall("港が閉鎖", "当サイトではCookieを使用しています。続けるには、すべて同意を選んでください。" * 4),
    "log-in en": wall("Log in", "Welcome back to the Courier. Enter your name and the word that you chose." * 3),
    "log-in in a sentence": wall(
        TITLE, "Please sign in to read this. Forgot your password? We send you a new one." * 3
    ),
    "log-in de": wall("Anmelden | Courier", "Bitte melden Sie sich an. Passwort vergessen? Wir helfen Ihnen gern." * 3),
    "log-in zh": wall("登录", "请登录后继续阅读。忘记密码请点击这里，客服会在工作日回复您的问题。" * 5),
    "captcha": wall("Just a moment...", "Checking the connection of the site before you proceed to the content." * 4),
    "captcha in a sentence": wall("valmere.example", "Verify you are human by completing the action below." * 5),
    "captcha fr": wall("Un instant", "Vérifiez que vous êtes humain avant d'accéder au site. Merci de patienter." * 4),
    "soft 404": wall("Page not found", "We are sorry. The address may be wrong, or the text was taken down." * 4),
    "soft 404 in a sentence": wall("Oh no!", "The page you were looking for does not exist. Try the search above." * 4),
    "soft 404 de": wall("Hoppla", "Die gesuchte Seite wurde nicht gefunden. Bitte nutzen Sie die Suche oben." * 4),
    "soft 404 ru": wall("Ошибка", "Страница не найдена. Возможно, она была удалена или перемещена в архив." * 4),
    "soft 404 ko": wall("안내", "요청하신 페이지를 찾을 수 없습니다. 주소를 다시 확인해 주세요. 감사합니다." * 5),
    "index of cards": page("Health | Courier", f"<main><h1>Health</h1>{CARDS}</main>"),
    "index of whole cards": page("Health | Courier", f"<main><h1>Health</h1>{CARDS_WHOLE}</main>"),
    "index with long teasers": page("Topics", f"<main><h1>Topics</h1><ul>{LONG_TEASERS}</ul></main>"),
    "section as a list of links": page(
        "World",
        "<main><h1>World</h1><ul>"
        + "".join(f"<li><a href=/{n}>Headline number {n} of today's news</a>" for n in range(30)),
    ),
    "paywall by its mark": page(
        TITLE,
        f"<article><h1>{TITLE}</h1>{prose(*NEWS[:3])}</article>",
        head=data(**{"@type": "NewsArticle", "headline": TITLE, "isAccessibleForFree": "False"}),
    ),
    "paywall by its words": article(TITLE, NEWS[0], NEWS[1], "Already a subscriber? To continue reading, log in."),
    "paywall de": article(
        "Hafen gesperrt",
        "Der Hafen ist seit Montag gesperrt, nachdem ein Tanker den Kai rammte.",
        "Jetzt weiterlesen mit",
    ),
    "script": wall(
        "DeliveryWorker", "You need to enable JavaScript to run this app. Please switch it on and come again." * 3
    ),
    "age gate": wall(
        "DeliveryWorker", "You must be 18 to read this. Enter your date of birth to go on to the content." * 3
    ),
    "maintenance": wall(
        "DeliveryWorker", "The site is down for maintenance. We will be back shortly, thank you for waiting." * 3
    ),
    "server error": wall(
        "503 Service Unavailable", "The server cannot answer now. The team has been told about it." * 3
    ),
    "region": wall(
        "DeliveryWorker", "This content is not available in your region. We are sorry about that, dear reader." * 3
    ),
    "search results": page("Search results | Courier", f"<main><h1>Search results</h1>{CARDS}{prose(*NEWS)}</main>"),
    "collection by its type": page(
        "Health", f"<main><h1>Health</h1>{prose(*NEWS)}</main>", head=data(**{"@type": "CollectionPage"})
    ),
    "video": page(
        TITLE, f"<main><h1>{TITLE}</h1>{prose(NEWS[0])}</main>", head="<meta property=og:type content=video.other>"
    ),
    "teaser alone": page(TITLE, f"<main><h1>{TITLE}</h1>{prose(NEWS[0])}</main>"),
    "nothing": page(TITLE, "<div id=root></div>"),
}

ZH = "瓦尔梅雷港周一在一艘油轮撞上北码头后关闭，港务局表示。港务局长说，潜水员将检查船体，预计不会漏油。渔民要求赔偿。"
JA = "バルメア港は月曜日、タンカーが北埠頭に衝突したため閉鎖されたと港湾局が発表した。港長はダイバーが船体を調べると述べた。漁師は補償を求めている。"
KO = "발메어 항구가 월요일 유조선이 북쪽 부두를 들이받은 뒤 폐쇄됐다고 항만청이 밝혔다. 항만장은 잠수부들이 선체를 살펴볼 것이라고 말했다. 어민들은 보상을 요구했다."
AR = (
    "أغلق ميناء فالمير يوم الاثنين بعد أن اصطدمت ناقلة بالرصيف الشمالي، حسبما قالت سلطة الميناء. "
    "وقالت مديرة الميناء إن الغواصين سيفحصون هيكل السفينة، وطالب الصيادون بتعويضات عن خسائرهم."
)
DE = (
    "Der Hafen von Valmere ist seit Montag gesperrt, nachdem ein Tanker den nördlichen Kai gerammt hat. Verletzt wurde "
    "niemand, sagte die Hafenbehörde. Taucher sollen am Dienstag den Rumpf untersuchen, das Ergebnis kommt am Mittwoch."
)
COOKIES = (
    "European regulators said on Tuesday that cookie banners must offer a button to refuse that is as large as the other.",
    'Many sites show a text such as "We value your privacy" above a button that says "Accept all cookies".',
    "Campaigners welcomed the decision. They had counted the clicks that it takes to withdraw, on four hundred sites.",
    "Publishers fear that advertising will bring in less, and that readers will have to pay for what is free today.",
)
CAPTCHAS = (
    "Researchers in Zurich have built a program that solves nine of ten picture puzzles that sites use against robots.",
    'The puzzles ask people to "verify you are human", which the program now does faster than most of them can.',
    "Companies that sell such puzzles said that they look at more than the answer, such as how the mouse is moved.",
    "The study was paid for by the Swiss science fund and will be shown at a conference in Lisbon in the spring.",
)
LOGINS = (
    "A list with nine million passwords was offered for sale on Monday, and the police say that most of them are real.",
    "Users of the shop should change theirs at once, the company said, and use a different one for each of their accounts.",
    "The thieves got in by a page that looked like the log-in page of the firm's own mail, an investigator told reporters.",
)
PAYWALLS = (
    "The Courier will take down its paywall in January and live on donations, its editor Ines Holm told staff on Monday.",
    "Only one reader in fifty had paid, she said, and the others went to rivals whose pages were open to everybody.",
    "The paper had 40,000 subscribers at its height. Half of them have said that they will go on paying, a survey found.",
)
SECTION = "<section><h2>Related</h2>" + CARDS + "</section>"

ARTICLES = {
    "plain": article(TITLE, *NEWS),
    "without article element": page(TITLE, f"<div><h1>{TITLE}</h1>{prose(*NEWS)}</div>"),
    "loose lines": page(TITLE, f"<div><h1>{TITLE}</h1>{'<br><br>'.join(NEWS)}</div>"),
    "with related cards": article(TITLE, *NEWS, after=SECTION),
    "with related cards inside": page(TITLE, f"<main><h1>{TITLE}</h1>{prose(*NEWS)}{CARDS}</main>"),
    "with a cookie banner": article(
        TITLE, *NEWS, after="<div class=cookie-bar><p>We value your privacy. Accept all cookies?</div>"
    ),
    "with a log-in link": article(TITLE, *NEWS, after="<div><p>Already a subscriber? Please sign in.</p></div>"),
    "with a newsletter box": article(TITLE, *NEWS, "Subscribe to our newsletter for more of this every week."),
    "about cookie banners": article("Cookie banners must offer a way to refuse", *COOKIES),
    "about captchas": article("Program solves puzzles against robots", *CAPTCHAS),
    "about passwords": article("Nine million passwords for sale", *LOGINS),
    "about a paywall": article("Courier takes down its paywall", *PAYWALLS),
    "about a missing page": article(
        "Ministry deletes its figures on floods", *NEWS[1:], 'Who opens the address now reads "Page not found".'
    ),
    "about age checks": article("Sites must ask for age from March", *NEWS, "They ask whether a visitor is over 18."),
    "short zh": article("油轮撞上码头后港口关闭", ZH, lang="zh"),
    "short ja": article("タンカー衝突で港閉鎖", JA, lang="ja"),
    "short ko": article("유조선 충돌로 항구 폐쇄", KO, lang="ko"),
    "short ar": article("إغلاق ميناء بعد اصطدام ناقلة", AR, lang="ar"),
    "short de": article("Hafen nach Unfall eines Tankers gesperrt", DE, lang="de"),
    "short with its mark": article(TITLE, NEWS[0], head=data(**{"@type": "NewsArticle", "headline": TITLE})),
    "marked as not free but whole": article(
        TITLE, *(NEWS * 3), head=data(**{"@type": "NewsArticle", "headline": TITLE, "isAccessibleForFree": False})
    ),
    "live blog": page(
        "Storm: live",
        "<main><h1>Storm hits the coast: live</h1>"
        + "".join(
            f"<article><h2>{n}:00 Wind rises</h2>{prose(NEWS[n % 4], NEWS[(n + 1) % 4])}</article>" for n in range(9)
        ),
        head=data(**{"@type": "LiveBlogPosting", "headline": "Storm hits the coast: live"}),
    ),
    "opinion with a title of its own": article("The long goodbye", *NEWS, "I have seen it before, and so have you."),
    "long read": article(TITLE, *(f"{text} This is part {n}." for n in range(20) for text in NEWS)),
    "with section headings": page(
        TITLE,
        f"<article><h1>{TITLE}</h1>" + "".join(f"<h2>Part {n}</h2>{prose(t, t[::-1])}" for n, t in enumerate(NEWS)),
    ),
    "list of tips with links": page(
        "Five walks near the harbour",
        "<article><h1>Five walks near the harbour</h1>"
        + "".join(f"<h2><a href=/w{n}>Walk number {n}</a></h2>{prose(*NEWS)}" for n in range(5)),
    ),
    "many links in prose": article(TITLE, *(t.replace("the", "<a href=/x>the</a>") for t in NEWS)),
    "interview": article("“We had luck”", *(f"<b>What about point {n}?</b> {text}" for n, text in enumerate(NEWS))),
    "in a form": page(TITLE, f"<form id=aspnetForm><div><h1>{TITLE}</h1>{prose(*NEWS)}</div></form>"),
    "in a table": page(TITLE, f"<table><tr><td>Menu</td><td><h1>{TITLE}</h1>{prose(*NEWS)}</td></tr></table>"),
}

SITE = "<meta property=og:site_name content='Valmere Courier'>"

NOT_ARTICLES |= {
    "consent nl, more": wall(
        "DPG Media Privacy Gate",
        "Jouw privacy-instellingen. Wij en onze partners gebruiken cookies om je ervaring te verbeteren. Klik op akkoord om door te gaan naar de site. Je kunt je keuze altijd wijzigen.",
    ),
    "consent google, more": wall(
        "Before you continue to Google",
        "We use cookies and data to deliver and maintain our services. If you choose to Reject all we will not use cookies for these additional purposes. Non-personalised content is influenced by things like the content you are viewing.",
    ),
    "consent it, more": wall(
        TITLE,
        "Noi e i nostri partner selezionati utilizziamo cookie o tecnologie simili per finalità tecniche. Puoi acconsentire usando il pulsante Accetta. Chiudendo questa informativa, continui senza accettare.",
    ),
    "consent en2, more": wall(
        TITLE,
        "Our website uses cookies to improve your experience. By clicking Accept, you consent to the use of all cookies. You can change your settings at any time. Read our cookie policy.",
    ),
    "consent yahoo, more": wall(
        "Yahoo is part of the Yahoo family of brands",
        "When you use our sites and apps, we use cookies to provide our sites and apps to you, authenticate users, apply security measures. If you click 'Accept all', we and our partners, including 237 who are part of the IAB Transparency Framework, will also store and access information on a device.",
    ),
    "login fr, more": wall(
        "Identifiez-vous",
        "Saisissez votre adresse e-mail et votre mot de passe. Vous n'avez pas encore de compte ? Inscrivez-vous gratuitement en quelques secondes pour profiter de tous nos articles.",
    ),
    "login en2, more": wall(
        "Welcome back",
        "Sign in with your e-mail address and password. New here? Create an account in a minute and read three articles a month for free. Stay signed in on this device.",
    ),
    "register wall, more": wall(
        TITLE,
        NEWS[0],
        "Register for free to continue. It takes less than a minute and gives you five articles each month. Already registered? Sign in.",
    ),
    "404 style, more": wall(
        "Oops!",
        "Sorry, we can't find what you're looking for. The link you followed may be broken, or the page may have been removed. Go back to the homepage or try searching.",
    ),
    "404 it, more": wall(
        "Ops",
        "La pagina che hai richiesto non è stata trovata. Torna alla home page oppure usa il motore di ricerca del sito per trovare quello che cercavi.",
    ),
    "gone, more": wall(
        "Article expired",
        "This article has expired and is no longer available on our site. We keep agency reports for thirty days only. Please see our archive for older reports by our own staff.",
    ),
    "cf block, more": wall(
        "Sorry, you have been blocked",
        "You are unable to access valmere.example. This website is using a security service to protect itself from online attacks. The action you just performed triggered the security solution.",
    ),
    "perimeterx, more": wall(
        "Access to this page has been denied",
        "Please verify. We believe you are using automation tools to browse the website. This may happen as a result of Javascript being disabled or blocked by an extension.",
    ),
    "ja 404, more": wall(
        "お知らせ",
        "指定されたページは存在しないか、移動した可能性があります。トップページからお探しください。ご不便をおかけして申し訳ございません。お手数ですがよろしくお願いいたします。",
    ),
    "zh captcha, more": wall(
        "验证",
        "为了保障您的访问安全，请完成下方滑块验证后继续访问。如有疑问请联系客服人员，我们将尽快为您处理问题，感谢您的理解与支持。",
    ),
    "search nolinkhead, more": page(
        "Results for tanker | Courier",
        "<main><h1>Results for “tanker”</h1>"
        + "".join(
            f"<div><h3>Tanker story {i}</h3><p>What the tanker did in the year {1990 + i}. And more about it here.</p><a href=/{i}>Read more</a></div>"
            for i in range(8)
        ),
    ),
    "live video, more": page(
        "Watch live: council meets",
        "<main><h1>Watch live: council meets</h1><video></video><p>Live stream from the town hall. The stream starts at 6 p.m. Refresh the page if it does not play.</p></main>",
        head=data(**{"@type": "VideoObject", "name": "x"}),
    ),
    "teaser paywall, more": page(
        TITLE,
        f"<article><h1>{TITLE}</h1>{prose(*NEWS[:2])}<div class=paywall><p>Get unlimited access for 1 euro. Subscribe and keep on reading.</p></div></article>",
        head=data(
            **{
                "@type": "NewsArticle",
                "headline": TITLE,
                "hasPart": {"isAccessibleForFree": False, "cssSelector": ".p"},
            }
        ),
    ),
    "tag page, more": page(
        "Topic: tanker",
        "<main><h1>Topic: tanker</h1>"
        + "".join(
            f"<article><h2><a href=/{i}>Tanker hits pier number {i} of the town</a></h2><p>{NEWS[i % 4]}</p><p>{NEWS[(i + 1) % 4]}</p></article>"
            for i in range(8)
        )
        + "</main>",
    ),
    "author page, more": page(
        "Ann Reed, Author at Courier",
        "<main><h1>Ann Reed</h1><p>Ann Reed writes about harbours for the Courier. She lives in Valmere with two cats and a boat.</p>"
        + CARDS
        + "</main>",
        head=data(**{"@type": "ProfilePage"}),
    ),
    "shop, more": page(
        "Tea | Shop",
        "<main><h1>Tea</h1><p>A fine tea for all.</p><p>€ 4.99</p><p>Add to basket</p></main>",
        head="<meta property=og:type content=product>",
    ),
    "consent wall + hidden article, more": page(
        TITLE,
        f"<div class=x><p>We value your privacy and use cookies.</p></div><article style='display:none'><h1>{TITLE}</h1>{prose(*NEWS)}</article>",
    ),
    "title not in text, more": wall(
        TITLE,
        "Dobrý den, děkujeme za návštěvu. Vyberte prosím jednu z možností níže a pokračujte dále na web. Vaše volba bude uložena po dobu dvanácti měsíců a lze ji kdykoli změnit.",
    ),
}
ARTICLES |= {
    "about consent, more": article(
        "Regulator fines firm over cookie consent",
        "The regulator fined the firm 10 million euros because visitors could not refuse all cookies. It said the firm had made it hard to withdraw consent, and that it had stored data on their devices.",
        "The firm said it would appeal. It had changed its banner in March.",
    ),
    "about captcha 1 para, more": article(
        "Robots now solve captchas",
        "Robots can now complete the captcha on most sites, a study found on Monday. The authors tested nine services, and the robots passed eight of them in less than ten seconds. The firms did not comment.",
    ),
    "subscr, more": article(
        "Paper gains readers",
        "The Courier now has 40,000 subscribers, its owner said on Monday, twice as many as last year. It offers news to subscribers only since March, and a third of its readers pay.",
        "The owner wants to hire ten reporters.",
    ),
    "404 topic, more": article(
        "Museum opens exhibition on the 404 error",
        "A museum in Geneva shows the history of the phrase page not found from Saturday. It has collected 400 examples from all over the world, some of them funny, and tells how the error got its number.",
        "Tickets cost nine francs.",
    ),
    "outage, more": article(
        "Bank's app fails for hours",
        "Customers of the bank saw the words something went wrong for nine hours on Monday. The bank said the fault was mended in the evening, and that no money was lost. The regulator has asked for a report.",
    ),
    "title-noh1 site, more": page("Valmere Courier - " + TITLE, prose(*NEWS), head=SITE),
    "byline in article, more": page(
        TITLE + " - The Valmere Courier",
        f"<header><h1>Valmere Courier</h1></header><main><h1>{TITLE}</h1><p class=standfirst>{NEWS[1]}</p><div class=meta>By <a href=/x rel=author>Ann Reed</a> and <a rel=author>Bob Stone</a>, Staff Writers | <time datetime=2026-11-20T10:00+02:00>20 Nov</time> | 3 min read</div>{prose(*NEWS)}</main>",
    ),
    "h1 with kicker, more": page(TITLE, f"<article><h1><span>Shipping</span> {TITLE}</h1>{prose(*NEWS)}</article>"),
    "zh title, more": page(
        f"{ZH[:12]}_新浪网", f"<div>{prose(ZH, ZH[::-1])}</div>", head="<meta property=og:site_name content=新浪网>"
    ),
    "lead in aside? sidebar body, more": page(
        TITLE,
        f"<div class='content has-sidebar'><h1>{TITLE}</h1><div class='article-share-wrap'>{prose(*NEWS)}</div></div>",
    ),
    "th, more": article(
        "ท่าเรือปิดหลังเรือบรรทุกน้ำมันชน",
        "ท่าเรือวาลเมียร์ปิดเมื่อวันจันทร์หลังเรือบรรทุกน้ำมันชนท่าเทียบเรือด้านเหนือ เจ้าหน้าที่ท่าเรือกล่าว ไม่มีผู้ได้รับบาดเจ็บ แต่ท่าเทียบเรือสามแห่งปิดให้บริการจนกว่าจะมีประกาศเพิ่มเติม",
    ),
}
