"""The second step of signing in, which whoever runs consultations may ask of themselves: a code from an app (RFC 6238)."""

import hashlib
import secrets
from datetime import datetime, timedelta
from math import ceil

import pyotp
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from consult.actions import sign_ins
from consult.actions.recording import record
from consult.domain.people import Actor
from consult.domain.refusals import Refused
from consult.store.accounts import RecoveryCode, SecondFactor, SignIn
from consult.store.people import Person

STEP = 30
"""Seconds for which an app shows a code."""

STEPS_OFF = 1
"""By how many steps an app's clock may be off, either way."""

MOST_WRONG = 5
WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(days=1)
"""After every fifth wrong code in a row one waits: a quarter of an hour at first, twice as long each time, up to a day."""

RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are taken for one another
_LENGTH = 12

WRONG = "That code is not right. Enter the code your app shows now, or a recovery code you have not used"


def of_person(session: Session, person_id: int) -> SecondFactor | None:
    """What a person has set up, or has begun to."""
    return session.get(SecondFactor, person_id)


def is_asked(factor: SecondFactor | None) -> bool:
    """Whether a code is asked for when its person signs in."""
    return factor is not None and factor.confirmed_at is not None


def recovery_codes_left(session: Session, person_id: int) -> int:
    """How many recovery codes have not been used."""
    count = select(func.count()).select_from(RecoveryCode).where(RecoveryCode.person_id == person_id)
    return session.scalar(count) or 0


def begin(session: Session, *, person: Person, now: datetime) -> SecondFactor:
    """Makes a secret; nothing is asked for until a code made from it has been given. Begun anew, the secret is a new one.

    Raises Refused for who runs no consultations, and where the step is set up already.
    """
    if not person.may_convene:
        raise Refused("The second step is for whoever runs consultations.")
    factor = of_person(session, person.id)
    if is_asked(factor):
        raise Refused("You have set the second step up already.")
    if factor is None:
        factor = SecondFactor(person_id=person.id)
        session.add(factor)
    factor.secret, factor.made_at = pyotp.random_base32(), now
    factor.last_step, factor.failures, factor.locked_until = 0, 0, None
    session.flush()
    return factor


def address_of(factor: SecondFactor, person: Person) -> str:
    """What the QR code says: `otpauth://totp/…`."""
    return pyotp.TOTP(factor.secret).provisioning_uri(name=person.email, issuer_name="consult")


def confirm(session: Session, *, person: Person, code: str, here: SignIn, now: datetime) -> list[str]:
    """Asks for a code from now on, and signs the person out everywhere but here. Returns the recovery codes, shown once.

    Raises Refused where the code is not right; that is counted, and kept although it is refused.
    """
    factor = _locked_row(session, person.id)
    if factor is None or is_asked(factor):
        raise Refused("Begin again: there is no second step being set up.")
    _ensure_right(session, factor, person, code, now, recovery=False)
    factor.confirmed_at = now
    ended = sign_ins.end_all(session, person_id=person.id, but=here.id)
    _record(session, "set up second step", person, now, sign_ins_ended=ended)
    return _new_codes(session, person)


def check(session: Session, *, person: Person, code: str, now: datetime) -> None:
    """Takes a code of the app or a recovery code, each once. Raises Refused; a wrong one is counted, and kept so.

    After some wrong ones none is taken for a while, the right one neither.
    """
    factor = _locked_row(session, person.id)
    if factor is None or not is_asked(factor):
        raise Refused("There is no second step set up.")
    _ensure_right(session, factor, person, code, now, recovery=True)


def renew_codes(session: Session, *, person: Person, code: str, now: datetime) -> list[str]:
    """Ten new recovery codes, for a code; the old ones are good no longer. Raises Refused as `check` does."""
    check(session, person=person, code=code, now=now)
    _record(session, "renew recovery codes", person, now)
    return _new_codes(session, person)


def remove(session: Session, *, person: Person, code: str, now: datetime) -> None:
    """Asks for no code any more. Raises Refused as `check` does."""
    check(session, person=person, code=code, now=now)
    _forget(session, person)
    _record(session, "remove second step", person, now)


def remove_for(session: Session, *, person: Person, now: datetime) -> bool:
    """The same by the operator, for whoever lost the app and the recovery codes; False where there was nothing to remove."""
    there = is_asked(of_person(session, person.id))
    _forget(session, person)
    if there:
        record(session, "remove second step", f"person {person.id}", consultation=None, by=None, now=now)
    return there


def _ensure_right(
    session: Session, factor: SecondFactor, person: Person, code: str, now: datetime, *, recovery: bool
) -> None:
    if factor.locked_until is not None and now < factor.locked_until:
        raise Refused(_wait(factor.locked_until - now), field="code")
    given = "".join(letter for letter in code.lower() if letter.isalnum())
    if _takes_code(factor, given, now) or (recovery and _takes_recovery_code(session, person, given, now)):
        factor.failures, factor.locked_until = 0, None
        return
    factor.failures += 1
    if factor.failures % MOST_WRONG:
        raise Refused(WRONG if recovery else "That code is not right. Enter the code your app shows now", field="code")
    wait = min(WAIT * 2 ** min(factor.failures // MOST_WRONG - 1, 10), LONGEST_WAIT)
    factor.locked_until = now + wait
    _record(session, "lock second step", person, now, wrong=factor.failures)
    raise Refused(_wait(wait), field="code")


def _takes_code(factor: SecondFactor, given: str, now: datetime) -> bool:
    """Whether it is the code of this step or a neighbouring one, later than any taken before."""
    current = int(now.timestamp()) // STEP
    totp = pyotp.TOTP(factor.secret)
    for step in range(current - STEPS_OFF, current + STEPS_OFF + 1):
        if step > factor.last_step and secrets.compare_digest(totp.generate_otp(step).encode(), given.encode()):
            factor.last_step = step
            return True
    return False


def _takes_recovery_code(session: Session, person: Person, given: str, now: datetime) -> bool:
    used = session.scalar(
        delete(RecoveryCode)
        .where(RecoveryCode.digest == _digest(person.id, given), RecoveryCode.person_id == person.id)
        .returning(RecoveryCode.person_id)
    )
    if used is None:
        return False
    _record(session, "use recovery code", person, now, left=recovery_codes_left(session, person.id))
    return True


def _new_codes(session: Session, person: Person) -> list[str]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(RECOVERY_CODES)]
    session.add_all(RecoveryCode(digest=_digest(person.id, code), person_id=person.id) for code in codes)
    session.flush()
    return ["-".join(code[start : start + 4] for start in range(0, _LENGTH, 4)) for code in codes]


def _forget(session: Session, person: Person) -> None:
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    session.execute(delete(SecondFactor).where(SecondFactor.person_id == person.id))


def _digest(person_id: int, code: str) -> str:
    return hashlib.sha256(f"{person_id}:{code}".encode()).hexdigest()


def _locked_row(session: Session, person_id: int) -> SecondFactor | None:
    """Of two codes given at once the second is looked at when the first has been."""
    return session.scalar(
        select(SecondFactor)
        .where(SecondFactor.person_id == person_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _wait(left: timedelta) -> str:
    minutes = ceil(left.total_seconds() / 60)
    return f"Too many wrong codes. Wait {minutes} minute{'' if minutes == 1 else 's'}, then try again"


def _record(session: Session, act: str, person: Person, now: datetime, **details: object) -> None:
    by = Actor(person.id, person.name)
    record(session, act, f"person {person.id}", consultation=None, by=by, now=now, **details)
