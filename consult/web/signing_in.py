"""Somebody signed in, as the session knows them."""

import secrets
from dataclasses import dataclass

from flask import Flask
from flask_login import LoginManager, UserMixin

from consult.queries import people
from consult.store.base import db
from consult.store.people import Person


@dataclass(frozen=True, slots=True)
class SignedIn(UserMixin):  # type: ignore[misc]
    """A person signed in. Their id carries their session key, so that changing the key ends every session."""

    person: Person

    def get_id(self) -> str:
        """What the session cookie keeps."""
        return f"{self.person.id}.{self.person.session_key}"


def init_app(app: Flask) -> None:
    """Reads who is signed in from the session."""
    manager = LoginManager(app)
    manager.session_protection = None  # the session key does this, without ending sessions when a network changes

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(kept: str) -> SignedIn | None:
        number, _, key = kept.partition(".")
        person = people.by_id(db.session(), int(number)) if number.isdigit() else None
        return SignedIn(person) if person and secrets.compare_digest(person.session_key, key) else None
