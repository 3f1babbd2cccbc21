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
    "accounts.link_sent", "accounts.sign_in", "accounts.sign_out", "accounts.use_link", "health.health", "health.metrics",
    "health.ready", "information.accessibility", "information.privacy", "providers.back", "providers.go",
    "providers.with_provider", "second_step.code", "static",
}  # fmt: skip
"""Pages for those who are not signed in yet, and for machines. All others ask who it is: a person, or one with a part."""


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


def test_every_page_asks_who_it_is_and_every_page_of_a_consultation_for_an_act(app: Flask) -> None:
    views = [(rule, vars(app.view_functions[rule.endpoint])) for rule in app.url_map.iter_rules()]
    assert {rule.endpoint for rule, view in views if "act" not in view} == OPEN_TO_ALL
    assert [
        rule.endpoint for rule, view in views if "slug" in rule.arguments and not isinstance(view.get("act"), Act)
    ] == []
