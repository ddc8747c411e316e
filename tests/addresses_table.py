"""Addresses and URLs that must never be reached, made from the registries and the old tricks."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network
from typing import Final

SPECIAL_V4: Final = (
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
    *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24"),
    *("192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15"),
    *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
)
SPECIAL_V6: Final = (
    *("::/128", "::1/128", "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b:1::/48"),
    *("100::/64", "100:0:0:1::/64", "200::/7", "400::/6", "2001::/32", "2001:1::/32"),
    *("2001:2::/48", "2001:3::/32", "2001:4:112::/48", "2001:10::/28", "2001:20::/28"),
    *("2001:30::/28", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
    *("4000::/3", "5f00::/16", "6000::/3", "8000::/3", "a000::/3", "c000::/3", "e000::/4"),
    *("f000::/5", "fc00::/7", "fd00:ec2::254/128", "fe80::/10", "fec0::/10", "ff00::/8"),
)
INNER: Final = (
    *("0.0.0.0", "10.0.0.1", "100.100.100.200", "127.0.0.1", "169.254.169.254", "172.16.0.1"),
    *("192.168.1.1", "198.18.0.1", "224.0.0.1", "255.255.255.255"),
)
"""What an address of another kind can carry within."""

METADATA: Final = 0xA9FEA9FE
LOOPBACK: Final = 0x7F000001


def ends(network: str) -> list[str]:
    """Return the first, a middle and the last address of the network."""
    whole = ip_network(network)
    middle = whole[whole.num_addresses // 2]
    return [str(address) for address in dict.fromkeys((whole[0], middle, whole[-1]))]


def carriers(inner: str) -> list[str]:
    """Return the IPv6 addresses that lead to this IPv4 address, in every known way."""
    number, own = int(IPv4Address(inner)), int(IPv4Address("8.8.4.4"))
    flipped = number ^ 0xFFFFFFFF
    numbers = (
        number,  # compatible
        (0xFFFF << 32) + number,  # mapped
        (0xFFFF << 48) + number,  # translated (SIIT)
        (0x64FF9B << 96) + number,  # NAT64
        (0x64FF9B << 96) + (1 << 80) + number,  # NAT64 for local use
        (0x2002 << 112) + (number << 80) + 1,  # 6to4
        (0x2001 << 112) + (number << 64) + (own ^ 0xFFFFFFFF),  # Teredo's server
        (0x2001 << 112) + (own << 64) + flipped,  # Teredo's client
    )
    return [str(IPv6Address(value)) for value in numbers]


def special_addresses() -> list[str]:
    """Return addresses of every kind that is not public."""
    found = [address for network in (*SPECIAL_V4, *SPECIAL_V6) for address in ends(network)]
    found += [address for inner in INNER for address in carriers(inner)]
    return list(dict.fromkeys(found))


def spellings(number: int) -> list[str]:
    """Return the hosts that some program somewhere reads as this IPv4 address."""
    a, b, c, d = number.to_bytes(4, "big")
    plain = f"{a}.{b}.{c}.{d}"
    wide = plain.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789."})
    circled = "".join("①②③④⑤⑥⑦⑧⑨"[int(s) - 1] if s in "123456789" else s for s in plain)
    return [
        *(plain, f"{plain}.", f"{number}", f"{number:#x}", f"0{number:o}", f"{number:#X}"),
        *(f"{number + (1 << 32)}", f"{a}.{number & 0xFFFFFF}", f"{a}.{b}.{(c << 8) + d}"),
        *(f"{a:#x}.{b:#x}.{c:#x}.{d:#x}", f"0{a:o}.0{b:o}.0{c:o}.0{d:o}", f"{a}.{b}.{c}.0{d:o}"),
        *(f"{a:#x}.{number & 0xFFFFFF}", f"000{a:o}.{b}.{c}.{d}", f"{a:03}.{b:03}.{c:03}.{d:03}"),
        *(f"{a + 256}.{b}.{c}.{d}", f"{plain}.nip.io", wide, circled, plain.replace(".", "。")),
        *(plain.replace(".", "．"), plain.replace(".", "%2e"), plain.replace(".", "。") + "｡"),
        *(f"[::ffff:{plain}]", f"[::{plain}]", f"[64:ff9b::{plain}]", f"[0:0:0:0:0:ffff:{plain}]"),
        *(
            f"[::ffff:{plain}%25eth0]",
            f"[fe80::{a:x}%251]",
            f"[::ffff:{number >> 16:x}:{number & 0xFFFF:x}]",
        ),
    ]


NAMES: Final = {
    "localhost": ["127.0.0.1"],
    "localhost.localdomain": ["127.0.0.1"],
    "ip6-localhost": ["::1"],
    "ip6-loopback": ["::1"],
    "instance-data": ["169.254.169.254"],
    "metadata": ["169.254.169.254"],
    "metadata.google.internal": ["169.254.169.254"],
    "rancher-metadata": ["169.254.169.250"],
    "127.0.0.1.nip.io": ["127.0.0.1"],
    "169.254.169.254.nip.io": ["169.254.169.254"],
    "10.1.2.3.nip.io": ["10.1.2.3"],
    "intranet.news.example": ["10.20.30.40"],
    "mixed.news.example": ["93.184.215.14 10.20.30.40"],
    "mixed-v6.news.example": ["93.184.215.14 fd00::1"],
    "mapped.news.example": ["93.184.215.14 ::ffff:127.0.0.1"],
    "first-private.news.example": ["127.0.0.1 93.184.215.14"],
}
"""Names that lead inside, as some resolver answers them."""

ODD_URLS: Final = (
    # credentials
    *("http://user@news.example/", "http://user:pass@news.example/", "http://:@news.example/"),
    *("http://news.example@127.0.0.1/", "http://127.0.0.1#@news.example/"),
    *("http://news.example:80@127.0.0.1/", "http://news.example%40127.0.0.1/"),
    *(
        "http://127.0.0.1\\@news.example/",
        "http://news.example\\@127.0.0.1/",
        "http://a@b@127.0.0.1/",
    ),
    *("http://@127.0.0.1/", "https://user:p%40ss@news.example/", "http://news.example&@127.0.0.1/"),
    # other ports, and what is none
    *("http://news.example:22/", "http://news.example:25/", "http://news.example:6379/"),
    *("http://news.example:8080/", "https://news.example:8443/", "http://news.example:0/"),
    *("http://news.example:65536/", "http://news.example:-80/", "http://news.example:80:22/"),
    *("http://news.example:８０８０/", "http://news.example:1/", "http://127.0.0.1:11211/"),
    *("http://[::1]:80/", "http://[::]:22/", "http://[::1]/", "http://localhost:443/"),
    # other schemes
    *(
        "file:///etc/passwd",
        "ftp://news.example/",
        "gopher://news.example:80/_GET",
        "dict://127.0.0.1:1/",
    ),
    *("ldap://news.example/", "jar:http://127.0.0.1!/", "data:text/html,x", "javascript:alert(1)"),
    *("ws://news.example/", "wss://news.example/", "unix:///var/run/docker.sock", "http+unix://x/"),
    *("netdoc:///etc/passwd", "php://filter", "view-source:http://127.0.0.1/", "about:blank"),
    # what parsers disagree on
    *(
        "",
        " ",
        "http://",
        "http:///127.0.0.1/",
        "http:127.0.0.1",
        "//127.0.0.1/",
        "http:/127.0.0.1/",
    ),
    *(
        "http:\\\\127.0.0.1\\",
        "http://127.0.0.1\t/",
        "http://127.0.0.1\n/",
        "http://127.0.0.1\r\nHost: x/",
    ),
    *("http://127.0.0.1\x00.news.example/", "http://news.example /", "http://[::1", "http://::1/"),
    *("http://[127.0.0.1]/", "http://[::1]x/", "http://x[::1]/", "http://[]/"),
    *("http://127.0.0.1%2f@news.example/", "http://127%2e0%2e0%2e1/", "http://%31%32%37.0.0.1/"),
    *("http://news..example/", "http://.news.example/", "http://-/", "http://news.example../"),
    *("http://" + "a" * 64 + ".example/", "http://" + "a." * 130 + "example/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/"),
    *(
        "http://LOCALHOST/",
        "http://localhost./",
        "http://LoCaLhOsT.:80/",
        "http://a_b.localhost:99/",
    ),
    *(
        "http://news.example" + "/x" * 1_100,
        "http://127.0.0.1:80\u2028/",
        "http://1\u00ad27.0.0.1/",
    ),
    *("http://127\u30020.0.1/", "http://0/", "http://0.0.0.0/", "http://0x0/", "http://00/"),
    *(
        "http://127.1/",
        "http://127.0.1/",
        "http://127.0.0.1.:80/",
        "http://0177.1/",
        "http://0x7f.1/",
    ),
    *(f"http://{name}/" for name in NAMES),
)
"""URLs that are refused even where every public host is allowed, or lead inside."""


def hostile_urls() -> list[str]:
    """Return every URL of the table."""
    hosts = [f"[{a}]" if ":" in a else a for a in special_addresses()]
    hosts += [*spellings(LOOPBACK), *spellings(METADATA), *spellings(int(IPv4Address("10.1.2.3")))]
    found = [f"http://{host}/" for host in dict.fromkeys(hosts)]
    return list(dict.fromkeys([*found, *ODD_URLS]))
