"""Decompresses the body of a response without ever holding more than was asked for."""

from __future__ import annotations

import zlib

__all__ = ["ACCEPTED_ENCODINGS", "UnknownEncoding", "decompress"]

ACCEPTED_ENCODINGS = "gzip, deflate"
MAX_MEMBERS = 16
"""Parts of which a gzip stream may consist; servers send one. Many small ones would take quadratic time."""
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP, _ZLIB, _RAW = zlib.MAX_WBITS | 16, zlib.MAX_WBITS, -zlib.MAX_WBITS


class UnknownEncoding(ValueError):
    """The body is encoded in a way that was not asked for, such as br or zstd."""


def decompress(data: bytes, encoding: str, *, max_bytes: int) -> bytes:
    """The decompressed body, cut off after ``max_bytes``; ``encoding`` is its Content-Encoding (empty: none).

    Raises UnknownEncoding, or any other ValueError if the body is damaged.
    """
    if encoding in ("", "identity") or not data:
        return data[:max_bytes]
    if encoding in ("gzip", "x-gzip"):
        return _inflate(data, _GZIP, max_bytes)
    if encoding == "deflate":  # RFC 9110, section 8.4.1.2: with the frame of zlib, which some servers leave out
        return _inflate(data, _ZLIB if data[0] & 0x0F == 8 else _RAW, max_bytes)
    msg = f"not an encoding that was asked for: {encoding[:40]}"
    raise UnknownEncoding(msg)


def _inflate(data: bytes, window_bits: int, max_bytes: int) -> bytes:
    inflated = bytearray()
    for _ in range(MAX_MEMBERS):
        decompressor = zlib.decompressobj(window_bits)
        try:
            inflated += decompressor.decompress(data, max_bytes - len(inflated))
        except zlib.error as error:
            msg = f"damaged: {error}"
            raise ValueError(msg) from error
        if len(inflated) >= max_bytes:
            return bytes(inflated)
        if not decompressor.eof:
            msg = "the compressed data breaks off"
            raise ValueError(msg)
        data = decompressor.unused_data
        if not data.startswith(_GZIP_MAGIC):  # the end, or what some servers pad it with
            return bytes(inflated)
    msg = f"more than {MAX_MEMBERS} gzip members"
    raise ValueError(msg)
