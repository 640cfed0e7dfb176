"""Tells public IP addresses from those that the IANA special-purpose registries reserve.

Of IPv6 only 2000::/3 is allocated for the public internet; the rest is reserved or private (loopback, link local,
wrapped IPv4, overlays). The table of what is reserved within it, and in IPv4, follows
https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry, with multicast and the
withdrawn ranges that some networks still use. ``ipaddress.is_global`` is not used, as it differs between versions of
Python.
"""

from __future__ import annotations

import ipaddress
from typing import TypeAlias

__all__ = ["RESERVED", "Address", "is_public"]

Address: TypeAlias = "ipaddress.IPv4Address | ipaddress.IPv6Address"

RESERVED = {
    "0.0.0.0/8": "this network",
    "10.0.0.0/8": "private use",
    "100.64.0.0/10": "shared address space",
    "127.0.0.0/8": "loopback",
    "169.254.0.0/16": "link local",
    "172.16.0.0/12": "private use",
    "192.0.0.0/24": "IETF protocol assignments",
    "192.0.2.0/24": "documentation (TEST-NET-1)",
    "192.31.196.0/24": "AS112-v4",
    "192.52.193.0/24": "AMT",
    "192.88.99.0/24": "6to4 relay anycast (deprecated)",
    "192.168.0.0/16": "private use",
    "192.175.48.0/24": "direct delegation AS112 service",
    "198.18.0.0/15": "benchmarking",
    "198.51.100.0/24": "documentation (TEST-NET-2)",
    "203.0.113.0/24": "documentation (TEST-NET-3)",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved, limited broadcast",
    "2001::/23": "IETF protocol assignments (Teredo, benchmarking, ORCHID, drone remote ids)",
    "2001:db8::/32": "documentation",
    "2002::/16": "6to4",
    "2620:4f:8000::/48": "direct delegation AS112 service",
    "3fff::/20": "documentation",
}
"""Each reserved range with its name in the registry."""

_NETWORKS = [ipaddress.ip_network(text) for text in RESERVED]
_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_ISATAP = frozenset((0x0000_5EFE, 0x0200_5EFE))
"""The upper half of an ISATAP interface identifier (RFC 5214); the lower half is an IPv4 address."""


def is_public(address: Address) -> bool:
    """True if an address belongs to the public internet.

    A network without IPv4 reaches the rest through NAT64 (64:ff9b::/96), so there the wrapped IPv4 address decides.
    Other wrappings are reserved as a whole, and so is an address with a zone, which is valid on one link only.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return False
        number = int(address)
        if address in _NAT64 or (number >> 32) & 0xFFFF_FFFF in _ISATAP:
            inner = ipaddress.IPv4Address(number & 0xFFFF_FFFF)
            return is_public(inner) and not _is_reserved(address)
    return not _is_reserved(address)


def _is_reserved(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and address not in _UNICAST and address not in _NAT64:
        return True
    return any(address in network for network in _NETWORKS if network.version == address.version)
