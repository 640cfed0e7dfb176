# ruff: noqa: E501 - a page in one line reads better
"""Articles in the forms that real sites give them: (page, what is part of it, what is not)."""

from __future__ import annotations

FORMS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "onetrust banner before": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Honey lorry overturns on A7</title></head><body><div id="onetrust-consent-sdk"><div class="otFlat"><h2>We value your privacy</h2><p>By clicking “Accept All Cookies”, you agree to the storing of cookies on your device to enhance site navigation.</p><button>Accept All Cookies</button></div></div><article><h1>Honey lorry overturns on A7</h1><p>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.</p><p>Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.</p><p>The driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to the report.</p><p>Insurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries have crashed since 2021.</p></article></body></html>',
        ("Police in Kessel said on Friday that a l", "re four lorries have crashed since 2021."),
        ("Cookies", "privacy"),
    ),
    "unnamed banner no role": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Honey lorry overturns on A7</title></head><body><div class="css-x9"><p>Your privacy matters</p><p>We and our 312 partners store and access information on a device, such as cookies, and process personal data.</p><p>You can accept or manage your choices by clicking below. Your choices will be stored for 13 months.</p></div><main><h1>Honey lorry overturns on A7</h1><p>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.</p><p>Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.</p><p>The driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to the report.</p><p>Insurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries have crashed since 2021.</p></main></body></html>',
        ("Police in Kessel said on Friday that a l", "re four lorries have crashed since 2021."),
        ("partners", "choices"),
    ),
    "banner inside article div": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Honey lorry overturns on A7</title></head><body><div class=page><div class="css-x9"><p>We use cookies to improve your experience. By continuing to browse you agree to our use of cookies.</p></div><h1>Honey lorry overturns on A7</h1><p>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.</p><p>Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.</p><p>The driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to the report.</p><p>Insurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries have crashed since 2021.</p></div></body></html>',
        ("Police in Kessel said on Friday that a l", "re four lorries have crashed since 2021."),
        ("cookies",),
    ),
    "banner de": (
        '<!doctype html><html lang="de"><head><meta charset=utf-8><title>Honig</title></head><body><div class=q><p>Wir verwenden Cookies, um Ihnen die bestmögliche Nutzung zu bieten. Mit Klick auf „Alle akzeptieren“ stimmen Sie zu.</p></div><div><h1>Lastwagen mit Honig kippt auf der A7 um</h1><p>Ein Lastwagen mit zwölf Tonnen Honig ist am Freitag auf der A7 bei Kessel umgekippt, die Autobahn war neun Stunden lang gesperrt.</p><p>Imker aus drei Dörfern halfen dabei, die Ladung einzusammeln, die auf dem Weg in eine Abfüllanlage in Orn war.</p><p>Der 44 Jahre alte Fahrer aus Tarn erlitt einen Schock. Die Versicherung schätzt den Schaden auf 380.000 Euro.</p></div></body></html>',
        ("Imker aus drei", "380.000 Euro"),
        ("Cookies",),
    ),
    "cookie bar at end unnamed": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Honey lorry overturns on A7</title></head><body><div><h1>Honey lorry overturns on A7</h1><p>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.</p><p>Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.</p><p>The driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to the report.</p><p>Insurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries have crashed since 2021.</p></div><div class=z><p>This site uses cookies. By continuing to use this website, you agree to their use. To find out more, including how to control cookies, see here: Cookie Policy</p></div></body></html>',
        ("Police in Kessel said on Friday that a l", "re four lorries have crashed since 2021."),
        ("cookies", "Cookie"),
    ),
    "wordpress": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Honey lorry overturns on A7 &#8211; Kessel Post</title></head><body><header id=masthead><p class=site-title><a href=/>Kessel Post</a></p><nav><ul><li><a href=/a>Home</a></ul></nav></header><div id=primary><main><article id=post-12 class="post type-post hentry category-region"><header class=entry-header><h1 class=entry-title>Honey lorry overturns on A7</h1><div class=entry-meta><span class=posted-on>Posted on <a href=#><time class="entry-date published updated" datetime="2026-11-20T08:15:00+01:00">November 20, 2026</time></a></span><span class=byline> by <span class="author vcard"><a class="url fn n" href=#>Ida Moor</a></span></span></div></header><div class=entry-content><p>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.</p><p>Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.</p><p>The driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to the report.</p><p>Insurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries have crashed since 2021.</p><div class="sharedaddy"><h3>Share this:</h3><ul><li><a>Twitter</a><li><a>Facebook</a></ul></div></div><footer class=entry-footer>Tagged <a>honey</a></footer></article><nav class=post-navigation><a>Previous: A bridge</a></nav><div id=comments><h2>2 thoughts on “Honey lorry overturns on A7”</h2><ol><li><p>First! What a waste of honey, I would have liked to have some of it for my breakfast.</p></ol></div></main></div></body></html>',
        ("Police in Kessel said on Friday that a l", "re four lorries have crashed since 2021."),
        ("First!", "Twitter", "Tagged"),
    ),
    "amp": (
        '<!doctype html><html amp lang=en><head><meta charset=utf-8><title>Honey lorry overturns on A7</title><link rel=canonical href="https://kessel.example/news/one"><script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Honey lorry overturns on A7", "datePublished": "2026-11-20T08:15:00Z", "author": {"@type": "Person", "name": "Ida Moor"}}</script><style amp-boilerplate>body{-webkit-animation:-amp-start 8s steps(1,end) 0s 1 normal both;visibility:hidden}</style><noscript><style amp-boilerplate>body{-webkit-animation:none}</style></noscript></head><body><amp-consent id=c layout=nodisplay><div id=ui><p>We use cookies</p></div></amp-consent><article><h1>Honey lorry overturns on A7</h1><amp-img src=x></amp-img><p>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.</p><p>Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.</p><p>The driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to the report.</p><p>Insurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries have crashed since 2021.</p><amp-ad></amp-ad></article></body></html>',
        ("Police in Kessel said on Friday that a l", "re four lorries have crashed since 2021."),
        ("We use cookies",),
    ),
    "div soup": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Honey lorry overturns on A7</title></head><body><div class=a><div class=b><div class=c>Honey lorry overturns on A7</div><div class=d>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.</div><div class=d>Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.</div><div class=d>The driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to the report.</div><div class=d>Insurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries have crashed since 2021.</div></div></div></body></html>',
        ("Police in Kessel said on Friday that a l", "re four lorries have crashed since 2021."),
        (),
    ),
    "div soup spans": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Honey lorry overturns on A7</title></head><body><div><h1>Honey lorry overturns on A7</h1><div><span>Police in Kessel sai</span><span>d on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.</span></div><div><span>Bee-keepers from thr</span><span>ee villages helped to collect the load, which had been on its way to a bottling plant in Orn.</span></div><div><span>The driver, a 44-yea</span><span>r-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to the report.</span></div><div><span>Insurers put the dam</span><span>age at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries have crashed since 2021.</span></div></div></body></html>',
        ("Police in Kessel said on Friday that a l", "re four lorries have crashed since 2021."),
        (),
    ),
    "br single": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Honey lorry overturns on A7</title></head><body><div><h1>Honey lorry overturns on A7</h1>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.<br>\nBee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.<br>\nThe driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to the report.<br>\nInsurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries have crashed since 2021.</div></body></html>',
        ("Police in Kessel said on Friday that a l", "re four lorries have crashed since 2021."),
        (),
    ),
    "font center table 1999": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Honey lorry overturns on A7</title></head><body><table width=100%><tr><td width=120><font size=2><a href=/>Home</a><br><a href=/s>Sport</a></font></td><td><font size=5><b>Honey lorry overturns on A7</b></font><br><font size=3>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.<br><br>Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.<br><br>The driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to the report.<br><br>Insurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries have crashed since 2021.</font></td><td>Ads</td></tr></table></body></html>',
        ("Police in Kessel said on Friday that a l", "re four lorries have crashed since 2021."),
        (),
    ),
    "several h1": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Honey lorry overturns on A7 | Kessel Post</title></head><body><header><h1><a href=/>Kessel Post</a></h1></header><section><h1>Region</h1></section><article><h1>Honey lorry overturns on A7</h1><p>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.</p><p>Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.</p><p>The driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to the report.</p><p>Insurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries have crashed since 2021.</p></article><aside><h1>Most read</h1><p>A bridge falls</p></aside></body></html>',
        ("Police in Kessel said on Friday that a l", "re four lorries have crashed since 2021."),
        (),
    ),
    "qa": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>“It smelled like summer”</title></head><body><article><h1>“It smelled like summer”</h1><p>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.</p><p><strong>Ms Moor, what did you see?</strong></p><p>I saw the lorry come round the bend, and then it was on its side. You could not hear a thing.</p><p><strong>Were you afraid?</strong></p><p>No. I put on my suit and went out, and then the others came too, with buckets.</p></article></body></html>',
        ("what did you see", "with buckets"),
        (),
    ),
    "opinion you": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>You owe the bees more than you think</title></head><body><article><h1>You owe the bees more than you think</h1><p class=byline>Ida Moor</p><p>You wake up, you butter your toast, and you reach for the honey. You do not ask where it came from.</p><p>On Friday twelve tonnes of it ran down the A7 at Kessel. If you were there, you will not forget the smell.</p><p>The county should pay for the barrier. You pay your taxes; you may ask for something in return.</p></article></body></html>',
        ("butter your toast",),
        (),
    ),
    "advice": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>How to keep bees out of your car</title></head><body><article><h1>How to keep bees out of your car</h1><p>By Ida Moor, 20 November 2026</p><p>After the accident on the A7 many drivers found bees in their cars. Here is what the fire brigade in Kessel advises.</p><p>If you find a swarm in your car, open all the doors and step away. Do not use a spray: you will only make them angry.</p><p>Your local bee-keepers’ club will come and fetch them for free, says its chairman, Olaf Bern. Call them, and wait in the shade.</p></article></body></html>',
        ("open all the doors",),
        (),
    ),
    "liveblog no ld": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Honey lorry: as it happened</title></head><body><main><h1>Honey lorry: as it happened</h1><div class=entry><h3>10:00 Update 0</h3><time>10:00</time><p>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.</p><a href=#share>Share</a></div><div class=entry><h3>11:00 Update 1</h3><time>11:00</time><p>Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.</p><a href=#share>Share</a></div><div class=entry><h3>12:00 Update 2</h3><time>12:00</time><p>The driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to the report.</p><a href=#share>Share</a></div><div class=entry><h3>13:00 Update 3</h3><time>13:00</time><p>Insurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries have crashed since 2021.</p><a href=#share>Share</a></div><div class=entry><h3>14:00 Update 4</h3><time>14:00</time><p>The last bees left the road at dusk, a witness said. "It smelled like summer," said Ida Moor, who lives beside the bend.</p><a href=#share>Share</a></div><div class=entry><h3>15:00 Update 5</h3><time>15:00</time><p>A court in Orn will hear the case in spring, and the haulage firm, Tamm & Sons, has hired a lawyer from the capital.</p><a href=#share>Share</a></div></main></body></html>',
        ("overturned", "hired a lawyer"),
        (),
    ),
    "brief en": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Quake off Tarn | Kessel Post</title></head><body><article><h1>Quake off Tarn</h1><p>TARN (Reuters) - A magnitude 5.1 earthquake struck off the coast of Tarn on Friday, the geological survey said. There were no reports of damage or of people hurt.</p></article></body></html>',
        ("TARN (Reuters) - A m",),
        (),
    ),
    "brief fr": (
        '<!doctype html><html lang="fr"><head><meta charset=utf-8><title>Séisme au large de Tarn | Kessel Post</title></head><body><article><h1>Séisme au large de Tarn</h1><p>Un séisme de magnitude 5,1 a été enregistré vendredi au large de Tarn, a indiqué l’institut de géologie. Aucun dégât ni blessé n’a été signalé dans l’immédiat.</p></article></body></html>',
        ("Un séisme de magnitu",),
        (),
    ),
    "brief es": (
        '<!doctype html><html lang="es"><head><meta charset=utf-8><title>Sismo frente a Tarn | Kessel Post</title></head><body><article><h1>Sismo frente a Tarn</h1><p>Un sismo de magnitud 5,1 sacudió el viernes la costa de Tarn, informó el instituto geológico. No se han reportado daños ni heridos hasta el momento en la zona.</p></article></body></html>',
        ("Un sismo de magnitud",),
        (),
    ),
    "brief ru": (
        '<!doctype html><html lang="ru"><head><meta charset=utf-8><title>Землетрясение у берегов Тарна | Kessel Post</title></head><body><article><h1>Землетрясение у берегов Тарна</h1><p>Землетрясение магнитудой 5,1 произошло в пятницу у берегов Тарна, сообщила геологическая служба. Сведений о пострадавших и разрушениях не поступало, угрозы цунами нет.</p></article></body></html>',
        ("Землетрясение магнит",),
        (),
    ),
    "brief hi": (
        '<!doctype html><html lang="hi"><head><meta charset=utf-8><title>तार्न के तट पर भूकंप | Kessel Post</title></head><body><article><h1>तार्न के तट पर भूकंप</h1><p>तार्न के तट के पास शुक्रवार को 5.1 तीव्रता का भूकंप आया, भूवैज्ञानिक सर्वेक्षण ने बताया। अब तक किसी के हताहत होने या नुकसान की कोई खबर नहीं है।</p></article></body></html>',
        ("तार्न के तट के पास श",),
        (),
    ),
    "brief marked ja": (
        '<!doctype html><html lang="ja"><head><meta charset=utf-8><title>ターン沖で地震</title><script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "\\u30bf\\u30fc\\u30f3\\u6c96\\u3067\\u5730\\u9707"}</script></head><body><article><h1>ターン沖で地震</h1><p>２０日午前、ターン沖を震源とする地震があり、気象庁によると、地震の規模を示すマグニチュードは５・１と推定される。津波の心配はなく、けが人の情報は入っていない。</p></article></body></html>',
        ("２０日午前、ターン沖を震源とする地震があ",),
        (),
    ),
    "drop cap": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Honey lorry overturns on A7</title></head><body><article><h1>Honey lorry overturns on A7</h1><p><span class=dropcap>P</span>olice in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.</p><p>Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.</p><p>The driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to the report.</p><p>Insurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries have crashed since 2021.</p></article></body></html>',
        ("Police in Kessel sai",),
        (),
    ),
    "pre text": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Honey lorry overturns on A7</title></head><body><h1>Honey lorry overturns on A7</h1><pre>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.\n\nBee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.\n\nThe driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to the report.\n\nInsurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries have crashed since 2021.</pre></body></html>',
        ("Police in Kessel said on Friday that a l", "re four lorries have crashed since 2021."),
        (),
    ),
    "custom elements": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Honey lorry overturns on A7</title></head><body><x-page><x-article><h1>Honey lorry overturns on A7</h1><x-p>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.</x-p><x-p>Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.</x-p><x-p>The driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to the report.</x-p><x-p>Insurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries have crashed since 2021.</x-p></x-article></x-page></body></html>',
        ("Police in Kessel said on Friday that a l", "re four lorries have crashed since 2021."),
        (),
    ),
    "popular list besides": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Honey lorry overturns on A7</title></head><body><div class=left><h1>Honey lorry overturns on A7</h1><p>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.</p><p>Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.</p><p>The driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to the report.</p><p>Insurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries have crashed since 2021.</p></div><div class=right><h3>Popular</h3><ol><li><a href=/0>Village 0 gets a new roof on its school</a></li><li><a href=/1>Village 1 gets a new roof on its school</a></li><li><a href=/2>Village 2 gets a new roof on its school</a></li><li><a href=/3>Village 3 gets a new roof on its school</a></li><li><a href=/4>Village 4 gets a new roof on its school</a></li><li><a href=/5>Village 5 gets a new roof on its school</a></li><li><a href=/6>Village 6 gets a new roof on its school</a></li><li><a href=/7>Village 7 gets a new roof on its school</a></li><li><a href=/8>Village 8 gets a new roof on its school</a></li><li><a href=/9>Village 9 gets a new roof on its school</a></li></ol></div></body></html>',
        ("Police in Kessel said on Friday that a l", "re four lorries have crashed since 2021."),
        ("Village 3",),
    ),
    "many cards after short article": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Honey lorry overturns on A7</title><script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Honey lorry overturns on A7"}</script></head><body><article><h1>Honey lorry overturns on A7</h1><p>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.</p><p>Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.</p></article><section><article><h3><a href=/0>Village 0 gets a new roof on its school</a></h3><p>Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.</p></article><article><h3><a href=/1>Village 1 gets a new roof on its school</a></h3><p>The driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to th</p></article><article><h3><a href=/2>Village 2 gets a new roof on its school</a></h3><p>Insurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries</p></article><article><h3><a href=/3>Village 3 gets a new roof on its school</a></h3><p>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for </p></article><article><h3><a href=/4>Village 4 gets a new roof on its school</a></h3><p>Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.</p></article><article><h3><a href=/5>Village 5 gets a new roof on its school</a></h3><p>The driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to th</p></article><article><h3><a href=/6>Village 6 gets a new roof on its school</a></h3><p>Insurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries</p></article><article><h3><a href=/7>Village 7 gets a new roof on its school</a></h3><p>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for </p></article><article><h3><a href=/8>Village 8 gets a new roof on its school</a></h3><p>Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.</p></article><article><h3><a href=/9>Village 9 gets a new roof on its school</a></h3><p>The driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to th</p></article><article><h3><a href=/10>Village 10 gets a new roof on its school</a></h3><p>Insurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries</p></article><article><h3><a href=/11>Village 11 gets a new roof on its school</a></h3><p>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for </p></article></section></body></html>',
        ("Police in Kessel said on Friday that a l",),
        ("Village 3",),
    ),
    "comments form": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Honey lorry overturns on A7</title></head><body><article><h1>Honey lorry overturns on A7</h1><p>Police in Kessel said on Friday that a lorry carrying 12 tonnes of honey overturned on the A7, closing the motorway for nine hours.</p><p>Bee-keepers from three villages helped to collect the load, which had been on its way to a bottling plant in Orn.</p><p>The driver, a 44-year-old man from Tarn, was treated for shock. "I swerved for a dog," he told officers, according to the report.</p><p>Insurers put the damage at 380,000 euros. The road authority has asked for a new barrier at the bend, where four lorries have crashed since 2021.</p></article><div id=respond><h3>Leave a Reply</h3><p>You must be logged in to post a comment.</p></div></body></html>',
        ("Police in Kessel said on Friday that a l", "re four lorries have crashed since 2021."),
        ("logged in",),
    ),
    "login to comment de": (
        '<!doctype html><html lang="de"><head><meta charset=utf-8><title>Honig-Laster</title></head><body><article><h1>Honig-Laster kippt um</h1><p>Ein Lastwagen mit zwölf Tonnen Honig ist am Freitag auf der A7 bei Kessel umgekippt, die Autobahn war neun Stunden lang gesperrt.</p><p>Imker aus drei Dörfern halfen dabei, die Ladung einzusammeln, die auf dem Weg in eine Abfüllanlage in Orn war.</p></article><div><p>Bitte melden Sie sich an, um zu kommentieren.</p></div></body></html>',
        ("Imker",),
        ("kommentieren",),
    ),
    "about privacy policy": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Chat service changes privacy policy</title></head><body><article><h1>Chat service changes privacy policy</h1><p>A chat service will share data of its users with advertisers from March, it said on Friday. Those who do not consent must delete their account.</p><p>Consumer groups called the new privacy policy a breach of the law. The firm says that its partners process personal data only to measure advertising.</p></article></body></html>',
        ("Consumer groups",),
        (),
    ),
    "product news": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Firm recalls honey</title></head><body><article><h1>Firm recalls honey</h1><p>Orn Honey is calling back 40,000 jars because they may hold glass, the firm said on Friday. The jars cost 7.90 euros and were sold in four countries.</p><p>Customers get their money back in every shop, it said. Nobody has been hurt so far.</p></article></body></html>',
        ("jars",),
        (),
    ),
    "subscriber growth": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Streaming service raises price</title></head><body><article><h1>Streaming service raises price</h1><p>A streaming service will charge 14 euros a month from March, it said on Friday, two more than now. Subscribers can cancel at any time until then.</p><p>It lost a million subscribers in the summer. A free trial is no longer offered in four countries, among them Marland.</p></article></body></html>',
        ("lost a million",),
        (),
    ),
    "bank app": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Mast cuts off village</title></head><body><article><h1>Mast cuts off village</h1><p>A fallen mast has cut off Tarn from the telephone network. The page of the town hall could not be found for hours, and the clinic was temporarily unavailable by telephone.</p><p>The firm hopes to be done by Sunday, a spokeswoman said.</p></article></body></html>',
        ("fallen mast",),
        (),
    ),
    "job news": (
        '<!doctype html><html lang="en"><head><meta charset=utf-8><title>Plant to hire 300</title></head><body><article><h1>Plant to hire 300</h1><p>The bottling plant in Orn is looking for 300 workers, its head said on Friday. They will get a permanent contract and thirty days of holiday.</p><p>Applications are taken until 15 December. The town has 9 per cent of its people out of work.</p></article></body></html>',
        ("bottling plant",),
        (),
    ),
    "interview under a quotation": (
        "<title>“I was lucky”</title><article><h1>“I was lucky”</h1><p>What did you do then?</p><p>I ran. You do not think at such a moment.</p><p>Did you call the police?</p><p>My neighbour did, and they came at once. You see the marks on the road to this day.</p><p>Ida Moor keeps bees in Kessel. The questions were asked by Sam Field.</p></article>",
        ("I ran.", "to this day"),
        (),
    ),
    "french with small words": (
        "<html lang=fr><title>Fin du mois difficile</title><article><h1>Fin du mois difficile</h1><p>Le maire du village du Mont, Paul Arnaud, revient sur la crise du lait. Il parle du prix du fourrage, du manque du personnel et du départ du boulanger.</p><p>Son adjoint du canton du Lot ajoute que la fin du mois sera difficile pour les éleveurs du pays.</p></article>",
        ("du boulanger", "du pays"),
        (),
    ),
    "german with her": (
        "<html lang=de><title>Bürgermeisterin tritt zurück</title><article><h1>Bürgermeisterin tritt zurück</h1><p>Die Bürgermeisterin von Kessel ist zurückgetreten. Ihre Partei und ihre Fraktion waren überrascht. Ihr Nachfolger soll im März gewählt werden.</p><p>Sie war seit zwölf Jahren im Amt, ihre Pläne für die Brücke will ihr Stellvertreter weiterführen.</p></article>",
        ("Ihr Nachfolger", "weiterführen"),
        (),
    ),
}
