"""Reading a file from an address that someone typed, without letting them reach our own network through us."""

import ipaddress
import socket
import time
from urllib.parse import urlsplit

import urllib3

from portaal.core.errors import DomeinFout

_GROOTST = 5 * 1024 * 1024
_SECONDEN = 5.0
_HOOGSTENS_SECONDEN = 20.0
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Onbereikbaar(DomeinFout):
    """The address gives nothing that can be read: not public, not there, not 200, or too large."""


def fetch_public(adres: str) -> bytes:
    """What stands at an https address on the public internet. Raises Onbereikbaar.

    The name is looked up once and the connection made to that very number, so that a name cannot first be
    checked and then lead elsewhere. Redirects are not followed.
    """
    delen = urlsplit(adres)
    if delen.scheme != "https" or not delen.hostname:
        raise Onbereikbaar(adres)
    nummer = _public_address(delen.hostname, delen.port or 443)
    pool = urllib3.HTTPSConnectionPool(
        nummer,
        delen.port or 443,
        server_hostname=delen.hostname,
        assert_hostname=delen.hostname,
        timeout=urllib3.Timeout(total=_SECONDEN),
        retries=False,
    )
    pad = (delen.path or "/") + (f"?{delen.query}" if delen.query else "")
    try:
        antwoord = pool.request("GET", pad, headers={"Host": delen.netloc}, redirect=False, preload_content=False)
        inhoud = _read(antwoord)
    except (urllib3.exceptions.HTTPError, OSError) as fout:
        raise Onbereikbaar(adres) from fout
    finally:
        pool.close()
    if antwoord.status != 200:
        raise Onbereikbaar(adres)
    return inhoud


def _read(antwoord: urllib3.BaseHTTPResponse) -> bytes:
    """The whole answer. One that is too large, or that drips in for too long, is cut off: it is no good anyway."""
    klaar, inhoud = time.monotonic() + _HOOGSTENS_SECONDEN, bytearray()
    while deel := antwoord.read1(65536):
        inhoud += deel
        if len(inhoud) > _GROOTST or time.monotonic() > klaar:
            raise TimeoutError
    return bytes(inhoud)


def _public_address(host: str, poort: int) -> str:
    try:
        gevonden = socket.getaddrinfo(host, poort, type=socket.SOCK_STREAM)
    except OSError as fout:
        raise Onbereikbaar(host) from fout
    nummers = [str(rij[4][0]) for rij in gevonden]
    if not nummers or not all(is_public(nummer) for nummer in nummers):
        raise Onbereikbaar(host)
    return nummers[0]


def is_public(nummer: str) -> bool:
    """Whether an IP address is on the public internet, an IPv4 address wrapped in an IPv6 one included."""
    adres = ipaddress.ip_address(nummer)
    if isinstance(adres, ipaddress.IPv6Address):
        verpakt = adres.ipv4_mapped or adres.sixtofour or (adres.teredo and adres.teredo[1])
        if adres in _NAT64:
            verpakt = ipaddress.IPv4Address(adres.packed[-4:])
        if verpakt:
            return is_public(str(verpakt))
    return adres.is_global and not adres.is_multicast
