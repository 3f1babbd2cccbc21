"""Whose addresses a provider vouches for, and what a file that describes providers may say."""

from typing import Any

import pytest

from consult.domain.providers import Provider, provider_for, read, vouched_address

TABLE: dict[str, Any] = {
    "name": "Norfolk County Council",
    "issuer": "https://login.microsoftonline.com/0f3a/v2.0",
    "client_id": "consult",
    "client_secret": "secret",
    "domains": ["norfolk.gov.uk"],
}
NORFOLK = Provider("norfolk", "Norfolk", "https://id.example", "consult", "secret", ("norfolk.gov.uk", "nctpp.example"))
TRUSTED = Provider("norfolk", "Norfolk", "https://id.example", "consult", "s", ("norfolk.gov.uk",), trust_email=True)


def test_a_file_of_providers() -> None:
    (provider,) = read({"norfolk": {**TABLE, "domains": [" @Norfolk.GOV.uk"], "links": False}}, {})
    assert provider == Provider(
        "norfolk", TABLE["name"], TABLE["issuer"], "consult", "secret", ("norfolk.gov.uk",), links=False
    )
    assert "secret" not in repr(provider).replace("client_secret", "")


def test_a_secret_of_its_own_file() -> None:
    table = {name: value for name, value in TABLE.items() if name != "client_secret"}
    (provider,) = read({"norfolk": {**table, "client_secret_file": "norfolk.secret"}}, {"norfolk": "from the file"})
    assert provider.client_secret == "from the file"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"name": ""}, "[norfolk]: name is missing, or not in words of at most 60 characters"),
        ({"client_secret": None}, "[norfolk]: client_secret is missing, or not in words of at most 255 characters"),
        ({"link": True}, "[norfolk]: link is no setting of a provider"),
        ({"links": "no"}, "[norfolk]: links is true or false"),
        ({"domains": []}, '[norfolk]: domains is missing: write it like ["norfolk.gov.uk"]'),
        ({"domains": "norfolk.gov.uk"}, '[norfolk]: domains is missing: write it like ["norfolk.gov.uk"]'),
        ({"domains": ["*"]}, "[norfolk]: '*' is no domain of e-mail addresses"),
        ({"domains": ["norfolk.gov.uk", "norfolk.gov.uk"]},
         "the domain norfolk.gov.uk is listed twice: a domain has one provider"),
        ({"issuer": "http://id.example"},
         "[norfolk]: issuer is 'http://id.example': write the provider’s issuer as it does, beginning with https://"),
        ({"issuer": "https://login.microsoftonline.com/common/v2.0"},
         "[norfolk]: issuer is open to every Microsoft account: name your own tenant’s id in it"),
    ],
)  # fmt: skip
def test_what_a_file_may_not_say(change: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError) as refusal:
        read({"norfolk": {**TABLE, **change}}, {})
    assert str(refusal.value) == why


def test_a_name_that_cannot_stand_in_an_address() -> None:
    for key in ("Norfolk", "nor folk", "", "x" * 41):
        with pytest.raises(ValueError):
            read({key: TABLE}, {})


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("a@norfolk.gov.uk", True), (" A@NORFOLK.gov.uk ", True), ("a@nctpp.example", True), ("a@sub.norfolk.gov.uk", False),
        ("a@norfolk.gov.uk.evil.example", False), ("norfolk.gov.uk", False), ("@norfolk.gov.uk", False),
        ("a@norfolk.gov.uk@evil.example", False), ("", False),
    ],
)  # fmt: skip
def test_the_domain_decides(address: str, found: bool) -> None:
    assert (provider_for([NORFOLK], address) is NORFOLK) is found


@pytest.mark.parametrize(
    ("claims", "vouched", "trusted"),
    [
        ({"email_verified": True}, True, True),
        ({"email_verified": "true"}, True, True),
        ({"xms_edov": True}, True, True),
        ({"xms_edov": 1}, True, True),
        ({"xms_edov": "1"}, True, True),
        ({}, False, True),
        ({"xms_edov": 0}, False, True),
        ({"email_verified": False}, False, False),
        ({"email_verified": "false"}, False, False),
        ({"email_verified": True, "email": "a@elsewhere.example"}, False, False),
        ({"email_verified": True, "email": ["a@norfolk.gov.uk"]}, False, False),
    ],
)
def test_an_address_counts_where_the_provider_vouches_for_it(
    claims: dict[str, Any], vouched: bool, trusted: bool
) -> None:
    said = {"email": "A@norfolk.gov.uk", **claims}
    assert vouched_address(said, NORFOLK) == ("a@norfolk.gov.uk" if vouched else None)
    assert vouched_address(said, TRUSTED) == ("a@norfolk.gov.uk" if trusted else None)
