"""The digest as JSON."""

import json
from dataclasses import replace

import pytest

from consult.pack.data import to_json
from tests.pack import digests


def test_keys_are_in_order_and_dates_are_iso() -> None:
    written = to_json(digests.digest())
    assert written.endswith("}\n")
    document = json.loads(written)
    assert written == json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert document["format"] == "consult-digest/1"
    assert document["cover"]["made_at"] == "2021-03-08T14:30:00+00:00"
    assert document["cover"]["meeting_on"] == "2021-03-18"


def test_every_item_is_there_as_it_was_written() -> None:
    digest = digests.digest()
    document = json.loads(to_json(digest))
    assert [row["reference"] for row in document["index"]] == [row.reference for row in digest.index]
    assert [entry["text"] for entry in document["questions"]] == [entry.text for entry in digest.questions]
    change = next(entry for entry in digest.sections[0].paragraphs[0].comments if entry.suggested_wording)
    written = document["sections"][0]["paragraphs"][0]["comments"]
    found = next(entry for entry in written if entry["reference"] == change.reference)
    assert found["suggested_wording"] == [
        {"op": str(piece.op), "text": piece.text} for piece in change.suggested_wording
    ]


def test_pictures_are_base64_and_the_same_digest_gives_the_same_text() -> None:
    digest = replace(digests.nasty(), figures=(("ab", "image/png", b"\x89PNG"),))
    assert json.loads(to_json(digest))["figures"] == [["ab", "image/png", "iVBORw=="]]
    assert to_json(digest) == to_json(digest)


def test_what_has_no_place_in_a_digest_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no place in a digest"):
        to_json(replace(digests.empty(), language=object()))  # type: ignore[arg-type]
