"""The identity providers that people may sign in through: which addresses each speaks for, and how one is described in a file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

CLOCK_SKEW = 60
"""Seconds by which a provider’s clock may differ from ours: the only allowance made."""

_KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_KNOWN = {"name", "issuer", "client_id", "client_secret", "client_secret_file", "domains", "links", "trust_email"}


@dataclass(frozen=True, slots=True)
class Provider:
    """Who vouches for the addresses of some domains, by OpenID Connect.

    `links`: whether people of these domains may also have a link sent. `trust_email`: the provider lets nobody but its
    administrators set an address, so that one it does not call verified is believed, too.
    """

    key: str  # in the addresses of our pages
    name: str  # as people know it: "Norfolk County Council"
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    domains: tuple[str, ...]
    links: bool = True
    trust_email: bool = False

    def speaks_for(self, address: str) -> bool:
        """Whether an address is in one of its domains."""
        return domain_of(address) in self.domains


def domain_of(address: str) -> str:
    """What stands after the last @, in small letters; "" where there is none."""
    before, _, domain = address.strip().lower().rpartition("@")
    return domain if before else ""


def provider_for(providers: Sequence[Provider], address: str) -> Provider | None:
    """The provider that speaks for an address; None where a link is the way in."""
    return next((one for one in providers if one.speaks_for(address)), None)


def provider_at(providers: Sequence[Provider], key: str) -> Provider | None:
    """The provider of that key."""
    return next((one for one in providers if one.key == key), None)


def vouched_address(claims: Mapping[str, Any], provider: Provider) -> str | None:
    """The address that a token says is its bearer’s, in small letters; None where the provider does not vouch for it.

    `email_verified` is the standard’s own word (OpenID Connect Core 5.1), `xms_edov` is Microsoft Entra’s: that the domain’s
    owner has been verified. Addresses outside the provider’s domains are nobody’s it could vouch for.
    """
    address = claims.get("email")
    if not isinstance(address, str) or not provider.speaks_for(address):
        return None
    vouched = _says_yes(claims.get("email_verified")) or _says_yes(claims.get("xms_edov"))
    denied = claims.get("email_verified") in (False, "false", "False")
    return address.strip().lower() if vouched or (provider.trust_email and not denied) else None


def _says_yes(value: object) -> bool:
    """Providers write a yes as true, 1, "1" or "true"."""
    return value is True or (isinstance(value, int) and value == 1) or value in ("1", "true", "True")


def read(tables: Mapping[str, Any], secrets: Mapping[str, str]) -> tuple[Provider, ...]:
    """The providers that a file describes, a table each; `secrets` by key where a table names a file for its own.

    Raises ValueError with a sentence that names the table at fault.
    """
    found = tuple(_one(key, table, secrets.get(key, "")) for key, table in tables.items())
    domains = [domain for provider in found for domain in provider.domains]
    twice = next((domain for domain in domains if domains.count(domain) > 1), None)
    if twice:
        raise ValueError(f"the domain {twice} is listed twice: a domain has one provider")
    issuers = [(provider.issuer, provider.client_id) for provider in found]
    if len(set(issuers)) < len(issuers):
        raise ValueError("two tables name the same issuer and client: list their domains in one")
    return found


def _one(key: str, table: Any, secret: str) -> Provider:
    if not _KEY.fullmatch(key) or not isinstance(table, dict):
        raise ValueError(f"[{key}]: a provider is a table named in small letters, digits and hyphens, like [norfolk]")
    unknown = sorted(set(table) - _KNOWN)
    if unknown:
        raise ValueError(f"[{key}]: {unknown[0]} is no setting of a provider")
    words = {name: _words(key, table, name) for name in ("name", "issuer", "client_id")}
    _ensure_issuer(key, words["issuer"])
    return Provider(
        key=key,
        client_secret=secret or _words(key, table, "client_secret"),
        domains=_domains(key, table.get("domains")),
        links=_flag(key, table, "links", True),
        trust_email=_flag(key, table, "trust_email", False),
        **words,
    )


def _words(key: str, table: Mapping[str, Any], name: str) -> str:
    value = table.get(name)
    most = 60 if name == "name" else 255
    if not isinstance(value, str) or not value.strip() or len(value) > most:
        raise ValueError(f"[{key}]: {name} is missing, or not in words of at most {most} characters")
    return value.strip()


def _ensure_issuer(key: str, issuer: str) -> None:
    parts = urlsplit(issuer)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not safe or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ValueError(
            f"[{key}]: issuer is {issuer!r}: write the provider’s issuer as it does, beginning with https://"
        )
    tenant = parts.path.strip("/").split("/")[0]
    if parts.hostname == "login.microsoftonline.com" and tenant in {"", "common", "organizations", "consumers"}:
        raise ValueError(f"[{key}]: issuer is open to every Microsoft account: name your own tenant’s id in it")


def _domains(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise ValueError(f'[{key}]: domains is missing: write it like ["norfolk.gov.uk"]')
    found = tuple(one.strip().lower().lstrip("@") for one in value)
    wrong = next((one for one in found if not _DOMAIN.fullmatch(one)), None)
    if wrong is not None:
        raise ValueError(f"[{key}]: {wrong!r} is no domain of e-mail addresses")
    return found


def _flag(key: str, table: Mapping[str, Any], name: str, otherwise: bool) -> bool:
    value = table.get(name, otherwise)
    if not isinstance(value, bool):
        raise ValueError(f"[{key}]: {name} is true or false")
    return value
