# ruff: noqa: E501 - a page in one line reads better
"""Pages that are not articles, as real sites write them: walls, errors, lists, entries."""

from __future__ import annotations

from intake.web.sample_pages import data, page, prose

HONEY = [
    "Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.",
    "Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.",
    'The driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to the report.',
    "Insurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries have crashed since 2021.",
]
HONEY_TITLE = "Honey lorry overturns on A7"
WALLS: dict[str, str] = {}
WALLS["consent de sourcepoint"] = page(
    "Zustimmung | Kesseler Anzeiger",
    f'<div class="c"><h2>Willkommen bei kesseler-anzeiger.example</h2>{prose("Nutzen Sie unsere Inhalte mit Werbung und Tracking, oder schließen Sie ein werbefreies Pur-Abo ab.", "Mit Ihrer Zustimmung werden auf Ihrem Gerät Informationen (zum Beispiel Cookies) gespeichert und abgerufen. Wir und unsere 312 Partner verarbeiten damit personenbezogene Daten, um Anzeigen zu messen.", "Details finden Sie in der Datenschutzerklärung und im Impressum.")}<button>Zustimmen</button></div>',
    lang="de",
)
WALLS["consent fr didomi"] = page(
    HONEY_TITLE,
    f"<div><h2>Avec votre accord</h2>{prose('Nos partenaires et nous utilisons des traceurs pour stocker, consulter et traiter des données personnelles telles que votre visite sur ce site.', 'Vous pouvez retirer votre accord ou vous opposer aux traitements fondés sur l’intérêt légitime à tout moment en cliquant sur « En savoir plus ».', 'Publicités et contenu personnalisés, mesure de performance, données d’audience et développement de produit.')}</div>",
    lang="fr",
)
WALLS["consent es"] = page(
    "Camión de miel vuelca",
    f"<div>{prose('Antes de continuar, necesitamos tu permiso.', 'Nosotros y nuestros 733 socios guardamos o accedemos a información en tu dispositivo, como identificadores únicos en cookies, para tratar datos personales. Puedes aceptar o administrar tus opciones haciendo clic a continuación.', 'Si no quieres aceptar cookies, puedes suscribirte por 2 euros al mes.')}</div>",
    lang="es",
)
WALLS["consent ja"] = page(
    "プライバシー設定",
    f"<div>{prose('このウェブサイトでは、お客様の利便性の向上とアクセス解析のためにクッキーを利用しています。続けて閲覧する場合は、クッキーの利用に同意したものとみなします。', '詳しくはプライバシーポリシーをご覧ください。設定はいつでも変更できます。')}</div>",
    lang="ja",
)
WALLS["consent pl"] = page(
    "Zanim przejdziesz do serwisu",
    f"<div>{prose('Szanowna Użytkowniczko, Szanowny Użytkowniku, zależy nam na Twojej prywatności.', 'Klikając „Przejdź do serwisu”, wyrażasz zgodę na przetwarzanie danych osobowych przez nas i naszych zaufanych partnerów w celach marketingowych.', 'Zgoda jest dobrowolna i można ją wycofać w dowolnym momencie w ustawieniach.')}</div>",
    lang="pl",
)
WALLS["consent pay or ok it"] = page(
    "Scegli come accedere",
    f"<div>{prose('Per accedere a questo sito puoi accettare i cookie di profilazione oppure abbonarti.', 'Noi e terze parti selezionate archiviamo informazioni sul tuo dispositivo per annunci e contenuti personalizzati.', 'Puoi liberamente prestare, rifiutare o revocare il tuo consenso, in qualsiasi momento.')}</div>",
    lang="it",
)
WALLS["login marketing"] = page(
    "Your news, your way - Kessel Post",
    f"<main><h1>Your news, your way</h1>{prose('Join more than two million readers who start the day with the Kessel Post. Our reporters in forty cities bring you the stories that matter, from the council chamber to the stadium.', 'Members save articles for later, follow their favourite writers and get a morning briefing by e-mail, written by our prize-winning newsroom and read by ministers and mechanics alike.', 'Enjoy crosswords, recipes, and an archive that goes back to 1871. There are no advertisements, and you can cancel whenever you want.')}<form><label>Email</label><input type=email name=e><label>Password</label><input type=password><button>Log in</button></form><p>New here? Create your account in seconds.</p></main>",
)
WALLS["registration wall"] = page(
    HONEY_TITLE + " - Kessel Post",
    f"<article><h1>{HONEY_TITLE}</h1>{prose(HONEY[0], HONEY[1])}<div class=gate><h2>Create your free account to keep reading</h2><p>Enjoy five free articles a month. No credit card needed.</p><p>Have an account? Sign in</p></div></article>",
)
WALLS["cloudflare"] = page(
    "Just a moment...",
    "<div><h1>kessel.example</h1><h2>Verifying you are human. This may take a few seconds.</h2><p>kessel.example needs to review the security of your connection before proceeding.</p><p>Ray ID: 8f0a</p><p>Performance &amp; security by Cloudflare</p></div>",
)
WALLS["hcaptcha"] = page(
    "Security check",
    f"<div>{prose('One more step. Please complete the security check to access kessel.example.', 'Why do I have to complete a CAPTCHA? Completing the CAPTCHA proves you are a human and gives you temporary access to the web property.', 'What can I do to prevent this in the future? If you are on a personal connection, like at home, you can run an anti-virus scan on your device to make sure it is not infected with malware. If you are at an office, ask the administrator to run a scan.')}</div>",
)
WALLS["checking browser"] = page(
    "DDoS protection",
    f"<div>{prose('Checking if you are a bot. Your browser will redirect to your requested content shortly.', 'Please allow up to 5 seconds while we process your request. Please turn on cookies and reload the page.')}</div>",
)
WALLS["datadome"] = page("kessel.example", f"<div>{prose('Please enable JS and disable any ad blocker')}</div>")
WALLS["akamai denied"] = page(
    "Access Denied",
    f"<h1>Access Denied</h1>{prose('You don’t have permission to access &quot;http://kessel.example/news/one&quot; on this server.', 'Reference #18.6d0a3517.1732000000.1b2c3d4e')}",
)
WALLS["adblock wall"] = page(
    HONEY_TITLE,
    f"<div><h2>It looks like you are using an ad blocker</h2>{prose('Our journalism is paid for by advertising. Please disable your ad blocker for this site, then reload the page.', 'Here is how: click the icon of your ad blocker, choose to pause it on this site, and refresh. Thank you for supporting independent reporting in the Kessel valley.')}</div>",
)
WALLS["soft404 popular"] = page(
    "Oh dear | Kessel Post",
    "<main><h1>Oh dear</h1><p>There is nothing at this address. It may have moved, or it never existed.</p><h2>Popular stories</h2><ul>"
    + "".join(
        f"<li><a href=/{i}>Mayor number {i} opens a bridge over the river Orn</a><p>The bridge cost two million euros and took four years to build, the town said on day {i}.</p></li>"
        for i in range(6)
    )
    + "</ul></main>",
)
WALLS["soft404 de"] = page(
    "Fehler 404 – Kesseler Anzeiger",
    f"<main><h1>Ups!</h1>{prose('Diese Seite gibt es leider nicht (mehr). Vielleicht hilft Ihnen unsere Suche weiter, oder Sie gehen zurück zur Startseite und versuchen es dort noch einmal.')}</main>",
    lang="de",
)
WALLS["soft404 es"] = page(
    "Vaya...",
    f"<main>{prose('Lo sentimos, el contenido que buscas ya no está disponible o ha cambiado de dirección. Te invitamos a volver a la portada o a usar el buscador para encontrar lo que necesitas.')}</main>",
    lang="es",
)
WALLS["soft404 fr"] = page(
    "Oups",
    f"<main>{prose('Désolé, nous n’avons pas trouvé la page que vous vouliez consulter. Elle a peut-être été déplacée ou supprimée. Retournez à l’accueil ou utilisez la recherche ci-dessus pour la retrouver.')}</main>",
    lang="fr",
)
WALLS["gone 410"] = page(
    HONEY_TITLE,
    f"<main><h1>{HONEY_TITLE}</h1>{prose('This story has been withdrawn.', 'The report that stood here has been taken down for legal reasons. Please contact the editor if you have any questions about this decision. Other attributes_speech on this subject can be found in our archive.')}</main>",
)
sec = "".join(
    f"<div class=card><a href=/n/{i}><img><span class=kicker>Region</span><span class=hl>Council of village number {i} votes for a new school roof</span></a><span>{i} hours ago</span></div>"
    for i in range(12)
)
WALLS["section span cards"] = page("Region | Kessel Post", f"<main><h1>Region</h1>{sec}</main>")
WALLS["section long teasers"] = page(
    "Region | Kessel Post",
    "<main><h1>Region</h1>"
    + "".join(
        f"<div class=t><h3>Council of village {i} votes for a roof</h3><p>{HONEY[i % 4]} {HONEY[(i + 1) % 4]}</p><a href=/n/{i}>More</a></div>"
        for i in range(7)
    )
    + "</main>",
)
WALLS["section no heading tags"] = page(
    "Region | Kessel Post",
    "<main>"
    + "".join(
        f"<div class=t><div class=hl><a href=/n/{i}>Council of village {i} votes for a roof</a></div><div>{HONEY[i % 4]}</div></div>"
        for i in range(9)
    )
    + "</main>",
)
WALLS["tag page"] = page(
    "honey Archives - Kessel Post",
    "<main><header><h1>Tag: honey</h1></header>"
    + "".join(
        f"<article><header><h2><a href=/n/{i}>{HONEY_TITLE} part {i}</a></h2><time datetime=2026-11-0{i + 1}>Nov {i + 1}</time></header><div class=entry-summary><p>{HONEY[i % 4]} […]</p></div></article>"
        for i in range(5)
    )
    + "</main>",
)
WALLS["blog home with full posts"] = page(
    "Kessel Post",
    "<main>"
    + "".join(
        f"<article><h2><a href=/n/{i}>Story number {i} of the week in Kessel</a></h2>{prose(*HONEY)}</article>"
        for i in range(5)
    )
    + "</main>",
    head=data(**{"@type": "WebSite", "name": "Kessel Post"}),
)
WALLS["search page"] = page(
    "honey - Search - Kessel Post",
    "<main><h1>You searched for honey</h1>"
    + "".join(
        f"<div><h3><a href=/n/{i}>Honey story {i} from the valley of Orn</a></h3><p>{HONEY[i % 4][:100]}…</p></div>"
        for i in range(5)
    )
    + "</main>",
)
WALLS["search empty"] = page(
    "honey - Kessel Post",
    f"<main><h1>Search</h1>{prose('Your search for honey did not match any documents. Try other words, check the spelling of the ones that you used, or browse our sections for the newest stories of the region.')}</main>",
)
WALLS["author page"] = page(
    "Ida Moor - Kessel Post",
    f"<main><h1>Ida Moor</h1>{prose('Ida Moor is the senior correspondent of the Kessel Post. She has covered courts, floods and elections since 2009, and won the valley’s prize for local reporting twice. Before that she worked for the radio in Orn. She lives in Kessel with her family and four hives.')}<h2>Latest from Ida Moor</h2>"
    + "".join(f"<div><a href=/n/{i}>Council of village {i} votes for a roof</a></div>" for i in range(8))
    + "</main>",
)
WALLS["paywall 3 paras"] = page(
    HONEY_TITLE,
    f"<article><h1>{HONEY_TITLE}</h1>{prose(*HONEY[:3])}<div class=fade></div><div class=pw><h3>Read the whole story</h3><p>Try Kessel Post Plus for 4 weeks, 1 euro.</p><p>Already have a subscription? Log in</p></div></article>",
)
WALLS["paywall bloomberg"] = page(
    HONEY_TITLE,
    f"<article><h1>{HONEY_TITLE}</h1>{prose(HONEY[0], HONEY[1])}<div><p>To read this article, start your free trial. Cancel anytime.</p></div></article>",
)
WALLS["paywall fr"] = page(
    "Un camion de miel se renverse",
    f"<article><h1>Un camion de miel se renverse</h1>{prose('Un camion transportant douze tonnes de miel s’est renversé vendredi sur l’A7, fermant l’autoroute pendant neuf heures.', 'Des apiculteurs de trois villages ont aidé à ramasser la cargaison.', 'Il vous reste 80% de cet article à lire. Cet article est réservé aux abonnés.')}</article>",
    lang="fr",
)
WALLS["paywall de plus"] = page(
    "Honig-Laster kippt um",
    f"<article><h1>Honig-Laster kippt um</h1>{prose('Ein Lastwagen mit zwölf Tonnen Honig ist am Freitag auf der A7 umgekippt, die Autobahn war neun Stunden gesperrt.', 'Imker aus drei Dörfern halfen, die Ladung einzusammeln.')}<div><h3>Weiterlesen mit KA+</h3><p>Monatlich kündbar. Sie haben schon ein Abo? Hier einloggen.</p></div></article>",
    lang="de",
)
WALLS["paywall nyt"] = page(
    HONEY_TITLE,
    f"<article><h1>{HONEY_TITLE}</h1>{prose(HONEY[0], HONEY[1], HONEY[2])}<p>Thank you for your patience while we verify access. If you are in Reader mode please exit and log into your Times account, or subscribe for all of The Times.</p><p>Want all of The Times? Subscribe.</p></article>",
)
WALLS["paywall ja"] = page(
    "高速道路で蜂蜜トラック横転",
    f"<article><h1>高速道路で蜂蜜トラック横転</h1>{prose('ケッセル警察によると、金曜日、蜂蜜１２トンを積んだトラックが高速道路で横転し、９時間通行止めになった。運転手の男性は軽いけがをした。', 'この記事は会員限定です。残り：１２００文字　全文：１５００文字')}</article>",
    lang="ja",
)
WALLS["video"] = page(
    "Watch: " + HONEY_TITLE,
    f"<main><h1>Watch: {HONEY_TITLE}</h1><video></video><p>{HONEY[0]}</p><p>Video by Ida Moor. Length 2:14.</p><h2>More videos</h2><ul>"
    + "".join(f"<li><a href=/v/{i}>Video number {i} from the valley of Orn</a></li>" for i in range(8))
    + "</ul></main>",
    head='<meta property="og:type" content="video.other">',
)
WALLS["gallery"] = page(
    "In pictures: honey flows",
    "<main><h1>In pictures: honey flows</h1>"
    + "".join(f"<figure><img><figcaption>Picture {i}: {HONEY[i % 4]}</figcaption></figure>" for i in range(6))
    + "</main>",
)
WALLS["podcast"] = page(
    "Episode 12: Honey",
    "<main><h1>Episode 12: Honey</h1><p>Listen on your favourite podcast app. Subscribe to the show and leave a review.</p><p>32 min</p><audio></audio><p>Ida Moor talks to two bee-keepers.</p></main>",
    head=data(**{"@type": "PodcastEpisode", "name": "Honey"}),
)
WALLS["podcast long"] = page(
    "Episode 12: Honey",
    f"<main><h1>Episode 12: Honey</h1>{prose('In this episode, Ida Moor talks to two bee-keepers from the valley about what happened on the night the lorry fell. Listen and subscribe wherever you get your podcasts.', 'You can find us on all platforms. Send us your questions by e-mail. Produced by Sam Field. Music by The Drones. This episode is brought to you by Orn Honey.')}</main>",
    head=data(**{"@type": "PodcastEpisode", "name": "Honey"}),
)
WALLS["live score"] = page(
    "Kessel v Orn - Live score",
    "<main><h1>Kessel 2-1 Orn</h1><table>"
    + "".join(f"<tr><td>{i}'</td><td>Goal, Player {i} (Kessel)</td></tr>" for i in range(20))
    + "</table><h2>Line-ups</h2>"
    + "".join(f"<li>{i} Player {i}</li>" for i in range(22))
    + "<p>Possession 54% 46%</p><p>Shots 12 9</p><p>Corners 5 3</p></main>",
)
WALLS["weather"] = page(
    "Weather in Kessel",
    "<main><h1>Weather in Kessel</h1>"
    + "".join(
        f"<div><h3>Day {i}</h3><p>High 12°C Low 4°C</p><p>Light rain, wind 14 km/h from the west</p></div>"
        for i in range(10)
    )
    + "</main>",
)
WALLS["product"] = page(
    "Orn Honey 500 g | Shop",
    f"<main><h1>Orn Honey 500 g</h1><p>€ 7.90</p><p>In stock. Delivery in two days.</p>{prose('Our honey comes from the meadows of the Orn valley, where our bees find clover and lime. It is stirred by hand and bottled cold, so it keeps all of its taste. Perfect for tea, toast and baking, and as a gift for people you love.')}<button>Add to basket</button><h2>Customer reviews</h2><p>Great! *****</p></main>",
    head=data(**{"@type": "Product", "name": "Orn Honey"}) + '<meta property="og:type" content="product">',
)
WALLS["product no type"] = page(
    "Orn Honey 500 g | Shop",
    f"<main><h1>Orn Honey 500 g</h1><p>€ 7.90</p><p>In stock. Delivery in two days.</p><p>Add to basket</p>{prose('Our honey comes from the meadows of the Orn valley, where our bees find clover and lime. It is stirred by hand and bottled cold, so it keeps all of its taste. Perfect for tea, toast and baking, and as a gift for people you love.')}</main>",
)
WALLS["pdf viewer"] = page(
    "report.pdf",
    "<div id=viewer><p>Page 1 of 44</p><p>Download</p><p>Print</p><p>Zoom in</p><embed type=application/pdf></div>",
)
WALLS["forum"] = page(
    "Honey lorry?? - Kessel Forum",
    "<main><h1>Honey lorry??</h1>"
    + "".join(
        f"<div class=post><div class=user>user{i} (member since 2015, 300 posts)</div><div>I was there too and it was a mess, lol. Did anyone see number {i}? My neighbour says they closed the road until the evening.</div><a href=#>Reply</a> <a href=#>Quote</a></div>"
        for i in range(8)
    )
    + "</main>",
    head=data(**{"@type": "DiscussionForumPosting", "headline": "Honey lorry??"}),
)
WALLS["newsletter"] = page(
    "Morning briefing",
    f"<main><h1>Morning briefing</h1>{prose('Get the most important stories of the day in your inbox, every weekday at 6 a.m. Sign up now, it is free.', 'By signing up you agree to our terms and that we may send you offers. You can unsubscribe at any time with the link in each e-mail.')}</main>",
)
WALLS["job ad"] = page(
    "Reporter (f/m/d) in Kessel",
    f"<main><h1>Reporter (f/m/d)</h1>{prose('The Kessel Post is looking for a reporter for its regional desk, full time, from January. You write fast, you know the valley, and you have a driving licence.', 'We offer a permanent contract, thirty days of holiday and a bicycle. Send your application with three samples of your work to jobs@kessel.example by 15 December.')}</main>",
    head=data(**{"@type": "JobPosting", "title": "Reporter"}),
)
WALLS["event"] = page(
    "Honey fair",
    "<main><h1>Honey fair</h1><p>Sat 12 Dec, 10:00 - 18:00</p><p>Market square, Kessel</p><p>Buy tickets from € 5</p></main>",
    head=data(**{"@type": "Event", "name": "Honey fair"}),
)
WALLS["recipe"] = page(
    "Honey cake",
    "<main><h1>Honey cake</h1><p>Serves 8</p><ul>"
    + "".join(f"<li>{i}00 g of thing {i}</li>" for i in range(8))
    + "</ul>"
    + prose(
        "Mix the honey with the butter and stir for five minutes, then add the eggs one by one.",
        "Bake for fifty minutes at 170 degrees and let it cool in the tin before you turn it out.",
    )
    + "</main>",
    head=data(**{"@type": "Recipe", "name": "Honey cake"}),
)
WALLS["home page"] = page(
    "Kessel Post - News from the valley",
    "<main>"
    + "".join(
        f"<section><h2>{s}</h2>"
        + "".join(
            f"<article><h3><a href=/{s}/{i}>Story {i} about {s} in the valley of Orn</a></h3><p>{HONEY[i % 4]}</p></article>"
            for i in range(4)
        )
        + "</section>"
        for s in ("Region", "Sport", "Culture")
    )
    + "</main>",
)
WALLS["about"] = page(
    "About us",
    f"<main><h1>About us</h1>{prose('The Kessel Post was founded in 1871 and is the newspaper of the valley. We are independent and belong to our readers.', 'You can reach our newsroom by telephone from nine to five. Your tips are welcome, and we treat them as confidential. Please write to us if you see a mistake.')}</main>",
)
WALLS["privacy policy"] = page(
    "Privacy policy",
    "<main><h1>Privacy policy</h1>"
    + prose(
        "This policy explains which personal data we collect when you use our services, how we use it and what rights you have.",
        "We process your data on the basis of Article 6 of the General Data Protection Regulation. You can object to the processing at any time.",
        "We store log files for seven days. We use cookies to keep you signed in and to measure how our pages are used. You can delete cookies in your browser.",
        "If you have questions about data protection, please write to our data protection officer at the address given in the imprint.",
        "You have the right to lodge a complaint with a supervisory authority. We may change this policy from time to time, please check this page.",
    )
    + "</main>",
)
WALLS["noscript spa"] = page(
    HONEY_TITLE, "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>"
)
WALLS["noscript text"] = page(
    HONEY_TITLE,
    "<div id=root><p>Please enable JavaScript to view this page. If you are using a screen reader or an old browser, our text-only edition has the most important stories of every day.</p></div>",
)
WALLS["browser old"] = page(
    HONEY_TITLE,
    prose(
        "Your browser is out of date. It has known security flaws and may not display all features of this and other websites.",
        "Please update your browser to view this site, or use one of these: Chrome, Firefox, Safari, Edge. Learn how to update your browser.",
    ),
)
WALLS["redirect"] = page(
    "Redirecting...",
    prose(
        "You are being redirected to the article. If nothing happens within five seconds, please click here. This page is only shown because your browser does not follow redirects by itself."
    ),
)
WALLS["geo"] = page(
    "Unavailable",
    prose(
        "We recognize you are attempting to access this website from a country belonging to the European Economic Area (EEA) including the EU which enforces the General Data Protection Regulation (GDPR) and therefore access cannot be granted at this time. For any issues, contact web@kessel.example or call 555-0100."
    ),
)
WALLS["451"] = page(
    "Unavailable due to legal reasons",
    prose(
        "We are not able to show this website in your area because of legal reasons. Thank you for your interest in our newspaper, and please come back another time."
    ),
)
WALLS["rate limit"] = page(
    "Too many requests",
    prose(
        "You have sent too many requests in a short time. Wait a minute and load the page once more. If this happens again and again, write to our support team with the number shown below."
    ),
)
WALLS["app interstitial"] = page(
    HONEY_TITLE,
    f"<div><h1>{HONEY_TITLE}</h1><p>Continue in the app. The Kessel Post is better in the app: faster, with alerts and offline reading.</p><p>Open app</p><p>Not now</p></div>",
)
WALLS["error stack"] = page(
    "500",
    prose(
        "Fatal error: Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in /var/www/html/db.php:12 Stack trace: #0 /var/www/html/db.php(12): PDO->__construct() #1 /var/www/html/index.php(3): require() #2 {main} thrown in /var/www/html/db.php on line 12"
    ),
)
WALLS["directory listing"] = page(
    "Index of /news",
    "<h1>Index of /news</h1><pre>"
    + "\n".join(f"<a href=n{i}.html>n{i}.html</a>   2026-11-0{i} 10:00  12K" for i in range(1, 10))
    + "</pre>",
)
WALLS["epaper"] = page(
    "E-Paper",
    prose(
        "Read today's edition as it was printed, on your computer, tablet or phone. Every page, every advertisement, every photograph, from five in the morning.",
        "Subscribers sign in with their customer number. If you are not a subscriber yet, you can buy a single issue for 1.99 euros in our shop.",
    ),
)
WALLS["quiz"] = page(
    "Quiz: how well do you know honey?",
    "<main><h1>Quiz: how well do you know honey?</h1>"
    + "".join(
        f"<p>{i}. How many bees live in a hive in month {i}?</p><ul><li>100</li><li>1,000</li><li>10,000</li></ul>"
        for i in range(1, 7)
    )
    + "</main>",
)
WALLS["zh not found"] = page(
    "提示信息",
    f"<main>{prose('抱歉，您要访问的内容已被删除或者不存在，系统将在三秒后自动跳转到首页。如果没有跳转，请点击此处返回。感谢您一直以来对本网站的支持与理解。')}</main>",
    lang="zh",
)
WALLS["ko login"] = page(
    "회원 서비스",
    f"<main>{prose('회원 전용 서비스입니다. 아이디와 비밀번호를 입력한 뒤 이용해 주시기 바랍니다. 아직 회원이 아니신 분은 회원가입 후 이용하실 수 있습니다. 문의 사항은 고객센터로 연락해 주세요.')}</main>",
    lang="ko",
)
WALLS["ru consent"] = page(
    "Новости",
    f"<main>{prose('Продолжая использовать наш сайт, вы соглашаетесь на обработку файлов cookie и пользовательских данных в целях функционирования сайта и проведения статистических исследований. Если вы не хотите, чтобы ваши данные обрабатывались, покиньте сайт.')}</main>",
    lang="ru",
)
WALLS["consent long policy"] = page(
    HONEY_TITLE,
    "<div class=x><h2>Your choices</h2>"
    + prose(
        "We and our 1,421 partners store and/or access information on a device, such as cookies, and process personal data.",
        "You may click to consent to our and our partners’ processing as described above. Alternatively you may access more detailed information and change your preferences before consenting or to refuse consenting.",
        "Please note that some processing of your personal data may not require your consent, but you have a right to object to such processing.",
        "Your preferences will apply to this website only. You can change your preferences or withdraw your consent at any time by returning to this site and clicking the button at the bottom of the webpage.",
        "Use precise geolocation data. Actively scan device characteristics for identification. Understand audiences through statistics or combinations of data from different sources. Develop and improve services. Use limited data to select content. Ensure security, prevent and detect fraud, and fix errors.",
    )
    + "</div>",
)
WALLS["consent yahoo de"] = page(
    "Yahoo ist Teil der Yahoo Markenfamilie",
    f"<div>{prose('Die Websites und Apps, die wir betreiben und verwalten, einschließlich Yahoo und AOL, sind Teil der Yahoo Markenfamilie.', 'Wenn Sie unsere Websites und Apps nutzen, verwenden wir Cookies, um Ihnen unsere Websites und Apps bereitzustellen, Nutzer zu authentifizieren und Sicherheitsmaßnahmen anzuwenden.', 'Wenn Sie auf Alle akzeptieren klicken, verarbeiten wir und unsere Partner auch Ihre Daten.')}</div>",
    lang="de",
)
WALLS["consent nl"] = page(
    "Welkom",
    f"<div>{prose('Om je een optimale ervaring te bieden plaatsen wij en derden cookies. Met je toestemming kunnen wij persoonlijke gegevens verwerken.', 'Je kunt je voorkeuren op elk moment aanpassen via de privacy-instellingen onderaan de pagina.')}</div>",
    lang="nl",
)
WALLS["gallery of links"] = page(
    "Photos",
    "<main><h1>Photos</h1>"
    + "".join(f"<a href=/p{i}><img><span>Picture number {i} of the honey lorry in Kessel</span></a>" for i in range(12))
    + "</main>",
)
