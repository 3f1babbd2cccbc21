"""Full-text search over the draft, comments, questions and answers: what each may read, and nothing else."""

from typing import Any

from flask import Blueprint, redirect, render_template, request

from consult.domain.permissions import Act
from consult.domain.searching import Matter, terms_of
from consult.web.filtering import page_asked, pages_of
from consult.web.finding import PAGE, look_for, named
from consult.web.guards import Here, guarded

pages = Blueprint("search", __name__, url_prefix="/<slug>/search")

LONGEST = 200
"""Characters of a query that are read."""


@pages.get("/")
@guarded(Act.READ_DRAFT)
def index(here: Here) -> Any:
    """A few results of every kind, or all of one kind in pages; the reference of a comment or question leads straight to it."""
    query = " ".join(request.args.get("q", "")[:LONGEST].split())
    if direct := named(here, query):
        return redirect(direct, 302)
    kind, terms, page = request.args.get("kind", ""), terms_of(query), page_asked(request.args)
    matter = Matter(kind) if kind in set(Matter) else None
    found = look_for(here, terms, matter, page)
    asked = {"q": query, "kind": matter.value} if matter else {"q": query}
    return render_template(
        "search/index.html",
        searched=query,
        terms=terms,
        matter=matter,
        found=found,
        total=sum(one.total for one in found),
        pages=pages_of(found[0].total if matter and found else 0, page, asked, PAGE),
    )
