"""Who may do or see what is asked of `domain/permissions.py` and `domain/visibility.py`, and decided nowhere else."""

import ast
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from consult.domain.permissions import Act

HERE = Path(__file__).parents[2] / "consult"

PARTS_ARE_LOOKED_UP = {
    "actions/arriving.py": "whose words the clerk enters must be a member: a fact of the author, not of who asks",
    "mail/redrafts.py": "whom a letter goes to",
}
"""Where a person's parts are asked for, though nothing is permitted or shown by them."""

OPEN_TO_ALL = {
    "accounts.", "health.", "information.", "static", "demonstration.",
}  # fmt: skip
"""Pages of nobody in particular, by how their endpoints begin; the demonstration's are there in the demonstration alone."""

OF_A_PERSON = {"home.home", "home.start", "letters.letters"}
"""Pages of whoever is signed in, in no consultation."""


def sources(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders or ("",):
        for path in sorted((HERE / folder).rglob("*.py")):
            yield path.relative_to(HERE).as_posix(), ast.parse(path.read_text())


def test_roles_are_tested_in_the_domain_alone() -> None:
    found = {
        name
        for name, tree in sources()
        if not name.startswith("domain/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "holds" and isinstance(node.ctx, ast.Load)
    }
    assert found == set(PARTS_ARE_LOOKED_UP)


def test_no_page_and_no_job_acts_as_the_operator() -> None:
    found = [
        (name, node.value.lineno)
        for name, tree in sources("web")
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword)
        and node.arg == "by"
        and isinstance(node.value, ast.Constant)
        and node.value.value is None
    ]
    assert found == []


def test_every_page_of_a_consultation_stands_behind_an_act(app: Flask) -> None:
    unguarded = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not isinstance(getattr(app.view_functions[rule.endpoint], "act", None), Act)
    }
    assert {name for name in unguarded if not name.startswith(tuple(OPEN_TO_ALL))} == OF_A_PERSON
    assert not [rule for rule in app.url_map.iter_rules() if rule.endpoint in unguarded and "slug" in rule.arguments]
