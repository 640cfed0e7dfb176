from __future__ import annotations

import pytest
from intake.web.sample_pages import NEWS, TITLE, page, prose

from bot.intake.web.article import extract_article
from bot.intake.web.fetch import FetchedPage
from bot.intake.web.picture import find_picture

PAGE = "https://news.example/one"
PICTURE = "https://media.example/2026/ferry.jpg"


@pytest.mark.parametrize(
    ("meta", "picture"),
    [
        ({"og:image": PICTURE}, PICTURE),
        ({"og:image": "/2026/ferry.jpg"}, "https://news.example/2026/ferry.jpg"),
        ({"og:image": "//media.example/2026/ferry.jpg"}, PICTURE),
        ({"og:image": "http://media.example/ferry.jpg", "og:image:secure_url": PICTURE}, PICTURE),
        ({"twitter:image": PICTURE}, PICTURE),
        ({"og:image": "https://media.example/logo.png", "twitter:image": PICTURE}, PICTURE),
        ({"og:image": "https://media.example/catalogue/icontact.jpg"}, "https://media.example/catalogue/icontact.jpg"),
        ({}, None),
        ({"og:image": " "}, None),
        ({"og:image": "http://media.example/ferry.jpg"}, "http://media.example/ferry.jpg"),
        ({"og:image": "http://10.0.0.1/ferry.jpg"}, None),
        ({"og:image": "http://localhost/ferry.jpg"}, None),
        ({"og:image": "ftp://media.example/ferry.jpg"}, None),
        ({"og:image": "https://media.example/img/default-share.png"}, None),
        ({"og:image": "https://media.example/site_logo.png"}, None),
        ({"og:image": "data:image/png;base64,AAAA"}, None),
        ({"og:image": "javascript:alert(1)"}, None),
        ({"og:image": "https://10.0.0.1/ferry.jpg"}, None),
        ({"og:image": "https://localhost/ferry.jpg"}, None),
        ({"og:image": "https://user@media.example/ferry.jpg"}, None),
        ({"og:image": "https://[::1"}, None),
        ({"og:image": "https://media.example/" + "x" * 600}, None),
    ],
)
def test_a_picture_is_at_a_public_address_and_of_the_article(meta: dict[str, str], picture: str | None) -> None:
    assert find_picture(meta, PAGE) == picture


def test_an_article_has_the_picture_of_its_page() -> None:
    html = page(TITLE, f"<h1>{TITLE}</h1>{prose(*NEWS)}", head=f"<meta property=og:image content='{PICTURE}'>")
    assert extract_article(FetchedPage(PAGE, html.encode(), "utf-8")).picture == PICTURE
