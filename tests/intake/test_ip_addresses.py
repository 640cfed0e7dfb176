from __future__ import annotations

import ipaddress

import pytest

from bot.intake.ip_addresses import RESERVED, is_public

NETWORKS = [ipaddress.ip_network(text) for text in RESERVED]


@pytest.mark.parametrize("text", RESERVED)
def test_exactly_the_addresses_of_a_special_range_are_refused(text: str) -> None:
    network = ipaddress.ip_network(text)
    first, last = network[0], network[-1]
    assert not is_public(first)
    assert not is_public(last)
    kind = type(first)
    outside = [n for n in (int(first) - 1, int(last) + 1) if 0 <= n < 2**network.max_prefixlen]
    for neighbour in map(kind, outside):
        elsewhere = any(neighbour in other for other in NETWORKS if other.version == neighbour.version)
        assert is_public(neighbour) is not elsewhere


@pytest.mark.parametrize(
    "address",
    [
        "93.184.216.34",
        "2606:2800:220:1:248:1893:25c8:1946",
        "64:ff9b::5db8:d822",
        "2606:2800:220:1:0:5efe:5db8:d822",
        "172.15.255.255",
        "172.32.0.0",
    ],
)
def test_a_public_address_is_public_also_through_a_translating_network(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "64:ff9b::a00:1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::5db8:d822",
        "::ffff:10.0.0.1",
        "::10.0.0.1",
        "::ffff:0:10.0.0.1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:f5ff:fffe",
        "2606:2800:220:1:0:5efe:a00:1",
        "2606:2800:220:1:200:5efe:c0a8:1",
        "fe80::5efe:5db8:d822",
        "fe80::1%eth0",
        "2606:2800:220:1:248:1893:25c8:1946%1",
        "192.0.0.170",
        "255.255.255.255",
        "fd00::1",
        "fec0::1",
        "5f00::1",
        "::",
        "::1",
        "::ffff:93.184.216.34",
        "100::1",
        "100:0:0:1::1",
        "200::1",
        "1::1",
        "1fff:ffff::1",
        "4000::1",
        "febf::1",
        "ff02::1",
        "3fff:fff::1",
    ],
)
def test_an_internal_address_is_refused_even_if_wrapped_in_another(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
