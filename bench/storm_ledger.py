"""What people were told by the service while it was killed again and again; and whether it is true."""

import json
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.jobs.packs import MOST_ATTEMPTS
from consult.store.audit import AuditEntry
from consult.store.comments import Comment, Response, Support
from consult.store.consultations import Consultation
from consult.store.packs import Pack
from consult.store.questions import Question, QuestionPart
from consult.store.sealing import Redaction
from consult.store.unsent import Unsent

Key = tuple[str, str]
"""What a receipt is for: ("comment", "C-0001"), ("kept", the mark in the words), ("answer", "C-0001"), …"""

GONE = ""
"""The words of what is kept no longer, since it was sent."""


@dataclass
class Ledger:
    """The last words acknowledged of each thing, and those sent since that nobody has acknowledged."""

    said: dict[Key, str] = field(default_factory=dict)
    unsure: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    odd: list[str] = field(default_factory=list)
    count: int = 0
    sent_again: int = 0
    news: threading.Condition = field(default_factory=threading.Condition)

    def attempt(self, key: Key, words: str) -> None:
        """Somebody is about to send that."""
        with self.news:
            self.unsure[key].add(words)

    def receipt(self, key: Key, words: str) -> None:
        """The service has said that it has it."""
        with self.news:
            self.said[key] = words
            self.unsure.pop(key, None)
            self.count += 1
            self.news.notify_all()

    def wait_for(self, count: int, seconds: float) -> bool:
        """Until so many receipts were given."""
        with self.news:
            return self.news.wait_for(lambda: self.count >= count, seconds)

    def possible(self, key: Key) -> set[str]:
        """What may be stored of it."""
        return {self.said[key], *self.unsure.get(key, ())}


def faults(session: Session, consultation_id: int, ledger: Ledger) -> list[str]:
    """Everything the database does not bear out; what was sent and not acknowledged may be there or not, but once."""
    return [
        *_numbers(session, consultation_id),
        *_words(_stored(session, consultation_id), ledger),
        *_twice(session, consultation_id),
        *_recorded(session, consultation_id, ledger),
        *ledger.odd,
    ]


def _numbers(session: Session, consultation_id: int) -> Iterator[str]:
    """Each number once, from 1 on without a gap, and the consultation knows the last."""
    consultation = session.get_one(Consultation, consultation_id)
    for kind, last in ((Comment, consultation.comments_numbered), (Question, consultation.questions_numbered)):
        found = session.scalars(select(kind.number).where(kind.consultation_id == consultation_id)).all()
        if sorted(found) != list(range(1, last + 1)):
            yield f"{kind.__tablename__}: {len(found)} numbers of {last}"


def _stored(session: Session, consultation_id: int) -> dict[Key, str]:
    """What is in the database, under the keys of the receipts."""
    found: dict[Key, str] = {}
    comments = session.scalars(select(Comment).where(Comment.consultation_id == consultation_id)).all()
    refs = {one.id: reference(COMMENT, one.number) for one in comments}
    for one in comments:
        found["comment", refs[one.id]] = one.text
        found["withdrawn", refs[one.id]] = "yes" if one.withdrawn_at else "no"
    parts = select(Question.number, QuestionPart.text).join(QuestionPart, QuestionPart.question_id == Question.id)
    for number, text in session.execute(parts.where(Question.consultation_id == consultation_id)):
        found["question", reference(QUESTION, number)] = text
    for response in session.scalars(select(Response)).all():
        ref = refs[response.comment_id] if response.comment_id else ""
        found["answer", ref] = response.text
        found["approved", ref] = "yes" if response.approved_at else "no"
        found["released", ref] = "yes" if response.released_at else "no"
    for support in session.scalars(select(Support)):
        found["support", f"{refs[support.comment_id]} by {support.person_id}"] = "yes"
    for redaction in session.scalars(select(Redaction)):
        found["redacted", refs[redaction.comment_id or 0]] = redaction.words
    for pack in session.execute(select(Pack.id, Pack.state, Pack.size, Pack.attempts, Pack.failure)):
        # killed again and again, or with words in it that were redacted since: its clerk is told
        given_up = pack.state == "failed" and (pack.attempts > MOST_ATTEMPTS or pack.failure.startswith("Discarded"))
        found["paper", str(pack.id)] = "ready" if given_up or (pack.state == "ready" and pack.size) else pack.state
    for row in session.scalars(select(Unsent)):
        found["kept", str(row.words["text"]).partition(":")[0]] = str(row.words["text"])
    return found


def _words(stored: dict[Key, str], ledger: Ledger) -> Iterator[str]:
    for key, said in ledger.said.items():
        there = stored.get(key, GONE)
        taken_out = stored.get(("redacted", key[1])) if key[0] == "comment" else None
        if taken_out is not None and taken_out not in there and taken_out in said:
            continue
        if there not in ledger.possible(key):
            yield f"{key}: said {said!r}, stored {there!r}"


def _twice(session: Session, consultation_id: int) -> Iterator[str]:
    """Whatever was sent again because no answer came, came once."""
    sent = [text for (text,) in session.execute(select(Comment.text).where(Comment.consultation_id == consultation_id))]
    sent += session.scalars(select(QuestionPart.text)).all()
    copies = [str(row.words["text"]) for row in session.scalars(select(Unsent))]
    for where, texts in (("sent", sent), ("waiting", copies)):
        marks = Counter(text.partition(":")[0] for text in texts)
        yield from (f"{mark} is {where} {times} times" for mark, times in marks.items() if times > 1)


def _recorded(session: Session, consultation_id: int, ledger: Ledger) -> Iterator[str]:
    """Every receipt for words has its entry in the record; redacted words have none there."""
    details = session.scalars(select(AuditEntry.details).where(AuditEntry.chain == consultation_id))
    whole = "\n".join(json.dumps(one, ensure_ascii=False) for one in details)
    for (kind, name), words in ledger.said.items():
        redacted = ("redacted", name) in ledger.said or ("redacted", name) in ledger.unsure
        if kind in {"comment", "question", "answer"} and not redacted and words not in whole:
            yield f"{kind} {name}: {words!r} has no entry in the record"
