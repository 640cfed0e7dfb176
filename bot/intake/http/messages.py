"""What is sent with a request for an address, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Conditions", "HttpResponse"]


@dataclass(frozen=True, slots=True)
class Conditions:
    """The validators of an earlier response, exactly as it gave them: what has not changed since is not sent again."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """The response at the end of all redirects.

    ``url`` is the address that sent it. ``permanent_url`` is the one to ask for next time: it follows permanent
    redirects (301, 308) until the first temporary one. The names of ``headers`` are in lower case; ``data`` is
    decompressed, and empty unless the status is 200 to 299. ``charset`` is the one that the headers name.
    """

    url: str
    permanent_url: str
    status: int
    headers: Mapping[str, str]
    data: bytes
    charset: str | None

    @property
    def media_type(self) -> str:
        """The media type in lower case and without parameters, such as text/html; empty if the headers name none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()
