"""Tables compared cell by cell: nothing lost either way, rows and columns where a person would see them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from consult.domain.table_changes import Kept, after, before, compare, table_html, whole
from consult.domain.tables import Table, table

HEAD = '<thead><tr><th scope="col">Action</th>\t<th scope="col">Owner</th>\t<th scope="col">By</th></tr></thead>'
TRAINING = "<tr><td>Training</td>\t<td>County council</td>\t<td>May</td></tr>"
LIGHTS = "<tr><td>Lights</td>\t<td>Districts</td>\t<td>June</td></tr>"
CAMERAS = "<tr><td>Cameras</td>\t<td>Constabulary</td>\t<td>July</td></tr>"


def written(*rows: str, head: str = HEAD) -> str:
    inner = "\n".join(rows)
    return f"<table><caption>Actions</caption>\n{head}\n<tbody>{inner}</tbody></table>"


def shown(old: str, new: str) -> str:
    return table_html(compare(table(old), table(new)))


def test_an_unchanged_table_is_shown_as_it_is() -> None:
    held = written(TRAINING, LIGHTS)
    assert shown(held, held) == held == table_html(whole(table(held), Kept.BOTH))


def test_a_cell_changed() -> None:
    changed = LIGHTS.replace("Districts", "Districts and <strong>parishes</strong>")
    words = "Districts<ins> and </ins><strong><ins>parishes</ins></strong>"
    expected = written(TRAINING, LIGHTS.replace("Districts", words))
    assert shown(written(TRAINING, LIGHTS), written(TRAINING, changed)) == expected


def test_rows_put_in_and_taken_out() -> None:
    gone = "<tr><td><del>Lights</del></td>\t<td><del>Districts</del></td>\t<td><del>June</del></td></tr>"
    come = "<tr><td><ins>Lights</ins></td>\t<td><ins>Districts</ins></td>\t<td><ins>June</ins></td></tr>"
    assert shown(written(TRAINING, LIGHTS, CAMERAS), written(TRAINING, CAMERAS)) == written(TRAINING, gone, CAMERAS)
    assert shown(written(TRAINING, CAMERAS), written(TRAINING, LIGHTS, CAMERAS)) == written(TRAINING, come, CAMERAS)


def test_a_row_keeps_its_identity_by_its_first_cell() -> None:
    changed = LIGHTS.replace("Districts", "Parishes").replace("June", "August")
    words = LIGHTS.replace("Districts", "<del>Districts</del><ins>Parishes</ins>")
    words = words.replace("June", "<del>June</del><ins>August</ins>")
    assert shown(written(TRAINING, LIGHTS), written(TRAINING, changed)) == written(TRAINING, words)


def test_a_column_put_in_keeps_the_others_under_their_heads() -> None:
    head = HEAD.replace('<th scope="col">By', '<th scope="col">Cost</th>\t<th scope="col">By')
    training = TRAINING.replace("<td>May", "<td>£1,200</td>\t<td>May")
    expected = written(
        training.replace("£1,200", "<ins>£1,200</ins>"),
        "<tr><td><del>Lights</del></td>\t<td><del>Districts</del></td>\t<td></td>\t<td><del>June</del></td></tr>",
        head=head.replace("Cost", "<ins>Cost</ins>"),
    )
    assert shown(written(TRAINING, LIGHTS), written(training, head=head)) == expected


def test_a_table_read_into_rows_and_cells() -> None:
    held = table(written(TRAINING))
    assert [row.head for row in held.rows] == [True, False]
    assert [cell.text for cell in held.rows[0].cells] == ["Action", "Owner", "By"]
    assert [cell.text for cell in held.rows[1].cells] == ["Training", "County council", "May"]
    assert [cell.tag for cell in held.rows[0].cells] == ['<th scope="col">'] * 3


def tables() -> st.SearchStrategy[Table]:
    words = st.sampled_from(["", "a", "b c", "<strong>b</strong> d", "x<br> y", "12", "a &lt; b"])
    tags = st.sampled_from(["td", "th", 'th scope="row"', 'td colspan="2"'])
    cells = st.builds(lambda tag, inner: f"<{tag}>{inner}</{tag.split()[0]}>", tags, words)
    rows = st.lists(cells, max_size=4).map(lambda held: f"<tr>{''.join(held)}</tr>")
    heads = st.lists(rows, max_size=2).map(lambda held: f"<thead>{''.join(held)}</thead>" if held else "")
    bodies = st.lists(rows, max_size=5).map("".join)
    captions = st.sampled_from(["", "<caption>c <em>d</em></caption>"])
    return st.builds(lambda *parts: table(f"<table>{''.join(parts)}</table>"), captions, heads, bodies)


@settings(deadline=None)
@given(tables(), tables())
def test_nothing_is_lost_either_way(old: Table, new: Table) -> None:
    change = compare(old, new)
    assert before(change) == old
    assert after(change) == new
    assert len(table(table_html(change)).rows) == len(change.rows)


@settings(max_examples=40, deadline=None)
@given(tables())
def test_a_whole_table_put_in_or_taken_out(held: Table) -> None:
    assert after(whole(held, Kept.INSERTED)) == before(whole(held, Kept.DELETED)) == held
    assert before(whole(held, Kept.INSERTED)) == after(whole(held, Kept.DELETED)) == Table((), ())
