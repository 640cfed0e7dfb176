"""Validates web addresses, compares them, and finds them in texts."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, quote, unquote_to_bytes, urlsplit

from bot.advice_marks import advice
from bot.errors import InputError
from bot.intake.ip_addresses import is_public

__all__ = ["MAX_URL", "article_url", "feed_key", "find_links", "url_key", "validate_url"]

MAX_URL = 512
"""Discord's limit for the address of a button."""
_PORTS = {"http": 80, "https": 443}
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_TOP_LABEL = re.compile(r"[a-z][a-z0-9-]{0,61}[a-z0-9]")
_UNESCAPED = "".join(map(chr, range(33, 127)))
"""Printable ASCII: characters that need no escape, and escapes themselves."""

_TRACKING = re.compile(
    r"(?:utm|mc|at|ns|pk|mtm|hsa|guce|__twitter)_.*|_hs(?:enc|mi)|_ga|mkt_tok|(?:fb|g|y|d|tw|tt)clid|msclkid|g?braid|wbraid"
    r"|gad_source|igshid?|ocid|cmp(?:id)?|smid|ref_(?:src|url)|xtor|guccounter|share_?id",
    re.IGNORECASE,
)
"""Tracking parameters: they say how somebody came to a page, not which page it is."""
_LINK = re.compile(
    r"(?:https?://|\bwww\.(?=[a-z0-9]))[^\s<>\"“”«»\\^`{|}，。、；：！？（）【】《》「」『』]+", re.IGNORECASE
)
_WITHOUT_SCHEME = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,18}/[^\s<>\"]+", re.IGNORECASE)
_CLOSING = {")": "(", "]": "["}
_TRAILING = ".,;:!?'’*_~…。，、！？"


def validate_url(value: str | None) -> str | None:
    """The address in ASCII, as Discord accepts it in a link; None if none is given. Raises InputError if invalid.

    The host must be public: a name with a dot, or an IP address of the public internet.
    """
    if not value:
        return None
    try:
        url = _public_url(value.strip())
    except UnicodeError:  # half a surrogate pair
        url = None
    if url is None or len(url) > MAX_URL:
        msg = (
            "The link must be the full web address of a public page, such as https://news.example/story "
            f"({MAX_URL} characters at most){advice(': correct it, or leave it out')}."
        )
        raise InputError(msg)
    return url


def article_url(value: str | None) -> str | None:
    """The address of an article as readers get it: ``validate_url`` of it without tracking parameters.

    >>> article_url("https://news.example/story?id=3&utm_source=mail")
    'https://news.example/story?id=3'
    """
    address, mark, fragment = (value or "").partition("#")
    page, _, query = address.partition("?")
    kept = "&".join(_own_parameters(query))
    return validate_url(f"{page}?{kept}{mark}{fragment}" if kept else f"{page}{mark}{fragment}")


def _own_parameters(query: str) -> list[str]:
    """The parameters of a query that say which page it is."""
    return [pair for pair in query.split("&") if pair and not _TRACKING.fullmatch(pair.partition("=")[0])]


def _public_url(value: str) -> str | None:
    """The address in ASCII, with its host in lower case; None if its host is not public or it is not a web address."""
    parts = _split(value)
    if parts is None or "@" in parts.netloc or any(c.isspace() or c in '<>"' for c in value):
        return None
    host = _public_host(parts.hostname or "")
    if host is None:
        return None
    netloc = host if parts.port is None else f"{host}:{parts.port}"
    return parts._replace(
        netloc=netloc,
        path=quote(parts.path, _UNESCAPED),
        query=quote(parts.query, _UNESCAPED),
        fragment=quote(parts.fragment, _UNESCAPED),
    ).geturl()


def _split(value: str) -> SplitResult | None:
    try:
        parts = urlsplit(value)
        is_valid = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if is_valid else None


def _public_host(host: str) -> str | None:
    """A host in ASCII, as an address contains it; None if it cannot be a host of the public internet."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return (f"[{host}]" if address.version == 6 else host) if is_public(address) else None
    try:
        ascii_host = host.encode("idna").decode("ascii").lower() if not host.isascii() else host.lower()
    except UnicodeError:
        return None
    labels = ascii_host.removesuffix(".").split(".")
    is_valid = len(labels) > 1 and len(ascii_host) <= 253 and all(map(_LABEL.fullmatch, labels))
    return ascii_host if is_valid and _TOP_LABEL.fullmatch(labels[-1]) else None


def url_key(url: str | None) -> str | None:
    """The form in which URLs are compared: two spellings of the same page's URL have the same key.

    None for no address, and for a site's front page, which many articles may name as their source.
    """
    parts = _split(url or "")
    if parts is None or parts.hostname is None:
        return None
    try:
        host = parts.hostname.encode("idna").decode("ascii")
    except UnicodeError:
        host = parts.hostname
    host = host.lower().removesuffix(".").removeprefix("www.")
    port = "" if parts.port in (None, *_PORTS.values()) else f":{parts.port}"
    path = _same_escapes(parts.path).rstrip("/")
    pairs = _own_parameters(parts.query)
    query = f"?{_same_escapes('&'.join(pairs))}" if pairs else ""
    route = (
        f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    )  # the page of a single-page application
    return f"{host}{port}{path}{query}{route}" if path or query or route else None


def feed_key(url: str) -> str:
    """The form in which addresses of feeds are compared; unlike an article, a feed may be at a site's front page."""
    return url_key(url) or url


def _same_escapes(part: str) -> str:
    return quote(unquote_to_bytes(part), "/:@!$&'()*+,;=~?")


def find_links(text: str) -> list[tuple[int, int, str]]:
    """The web addresses in a text with start and end in characters, without the punctuation of the sentence."""
    found = []
    if whole := _WITHOUT_SCHEME.fullmatch(text.strip()):  # an address without its scheme, as some browsers show it
        start = text.index(whole[0])
        return [(start, start + len(whole[0]), f"https://{whole[0]}")]
    for match in _LINK.finditer(text):
        url = _without_trailing(match[0])
        found.append((match.start(), match.start() + len(url), url if "://" in url else f"https://{url}"))
    return found


def _without_trailing(url: str) -> str:
    """An address without trailing punctuation; a bracket that closes one within the address stays."""
    surplus = {closing: url.count(closing) - url.count(opening) for closing, opening in _CLOSING.items()}
    end = len(url)
    while end and (url[end - 1] in _TRAILING or surplus.get(url[end - 1], 0) > 0):
        end -= 1
        if url[end] in surplus:
            surplus[url[end]] -= 1
    return url[:end]
