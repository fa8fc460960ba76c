"""Whether an address typed into a field of its own (a profile's website, a fellow app's home) may be one."""

import re
from ipaddress import AddressValueError, IPv4Address

from biztweet.kernel.characters import CYRILLIC

# RFC 3986, appendix B and section 3, as twitter-text takes them: Cyrillic may stand unencoded in a path.
_PARTS = re.compile(
    r"(?:(?P<scheme>[^:/?#]+)://)?(?P<authority>[^/?#]*)(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?"
)
_CHARACTER = rf"[A-Za-z0-9{CYRILLIC}._~!$&'()*+,;=:|@-]|%[0-9A-Fa-f]{{2}}"
_PATH = re.compile(rf"(?:/(?:{_CHARACTER})*+)*+")
_QUERY = re.compile(rf"(?:{_CHARACTER}|[/?])*+")
_AUTHORITY = re.compile(
    rf"(?:(?:[A-Za-z0-9{CYRILLIC}._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{{2}})*+@)?"
    r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s\[\]:@]+)(?::[0-9]{1,5})?"
)
_LABEL = re.compile(r"(?:[A-Za-z0-9_-]|[^\x00-\x7f])+")


def may_be_url(text: str, *, scheme_needed: bool = True, intranet: bool = True) -> bool:
    """Whether `text` is an http or https address and nothing else; `intranet`: also http://wiki, http://file_server."""
    parts = _PARTS.fullmatch(text)
    if parts is None:
        return False
    scheme = parts["scheme"]
    if (scheme_needed or scheme) and (scheme or "").lower() not in {"http", "https"}:
        return False
    authority = _AUTHORITY.fullmatch(parts["authority"])
    return bool(
        authority
        and _may_be_host(authority["host"], intranet=intranet)
        and _PATH.fullmatch(parts["path"])
        and _QUERY.fullmatch(parts["query"] or "")
        and _QUERY.fullmatch(parts["fragment"] or "")
    )


def _may_be_host(host: str, *, intranet: bool) -> bool:
    if host.startswith("["):
        return True
    labels = host.split(".")
    if host.isascii() and labels[-1].isdigit():
        return _is_ipv4(host)
    return (
        all(_LABEL.fullmatch(label) and not {label[0], label[-1]} & set("-_") for label in labels)
        and not labels[-1][0].isdigit()
        and (intranet or (len(labels) > 1 and not any("_" in label for label in labels[-2:])))
    )


def _is_ipv4(host: str) -> bool:
    try:
        IPv4Address(host)
    except AddressValueError:
        return False
    return True
