"""From one version of the draft to the next: what became of paragraphs and of comments

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op


revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "section_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(length=500), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_section_edit_author_id")),
        sa.ForeignKeyConstraint(["version_id"], ["draft_version.id"], name=op.f("fk_section_edit_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_edit")),
    )
    with op.batch_alter_table("section_edit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_section_edit_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_section_edit_version_id"), ["version_id"], unique=False)

    op.create_table(
        "change_log_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_change_log_entry_section_id")),
        sa.ForeignKeyConstraint(["version_id"], ["draft_version.id"], name=op.f("fk_change_log_entry_version_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_change_log_entry_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_log_entry")),
        sa.UniqueConstraint("section_id", name=op.f("uq_change_log_entry_section_id")),
    )
    with op.batch_alter_table("change_log_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_log_entry_version_id"), ["version_id"], unique=False)

    op.create_table(
        "paragraph_fate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=True),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column("was", sa.String(length=10), nullable=False),
        sa.Column("likeness", sa.Double(), nullable=False),
        sa.CheckConstraint(
            "was in ('same', 'edited', 'moved', 'split', 'merged', 'deleted', 'new')",
            name=op.f("ck_paragraph_fate_was"),
        ),
        sa.CheckConstraint("from_id is not null or to_id is not null", name=op.f("ck_paragraph_fate_one_end")),
        sa.ForeignKeyConstraint(["from_id"], ["paragraph.id"], name=op.f("fk_paragraph_fate_from_id")),
        sa.ForeignKeyConstraint(["to_id"], ["paragraph.id"], name=op.f("fk_paragraph_fate_to_id")),
        sa.ForeignKeyConstraint(["version_id"], ["draft_version.id"], name=op.f("fk_paragraph_fate_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paragraph_fate")),
        sa.UniqueConstraint("version_id", "from_id", "to_id", name=op.f("uq_paragraph_fate_version_id_from_id_to_id")),
    )
    with op.batch_alter_table("paragraph_fate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paragraph_fate_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paragraph_fate_to_id"), ["to_id"], unique=False)

    op.create_table(
        "applied_wording",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("paragraph_id", sa.Integer(), nullable=False),
        sa.Column("applied", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_applied_wording_comment_id")),
        sa.ForeignKeyConstraint(["paragraph_id"], ["paragraph.id"], name=op.f("fk_applied_wording_paragraph_id")),
        sa.ForeignKeyConstraint(["version_id"], ["draft_version.id"], name=op.f("fk_applied_wording_version_id")),
        sa.PrimaryKeyConstraint("version_id", "comment_id", name=op.f("pk_applied_wording")),
    )
    op.create_table(
        "comment_place",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("paragraph_id", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("quote_prefix", sa.Text(), nullable=False),
        sa.Column("quote_suffix", sa.Text(), nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=True),
        sa.Column("quote_end", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("review", sa.Boolean(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state in ('made', 'placed', 'moved', 'orphaned')", name=op.f("ck_comment_place_state")),
        sa.CheckConstraint(
            "(quote is null) = (quote_start is null) and (quote is null) = (quote_end is null) and (quote is null or paragraph_id is not null)",
            name=op.f("ck_comment_place_quote_whole"),
        ),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_comment_place_comment_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_comment_place_decided_by_id")),
        sa.ForeignKeyConstraint(["paragraph_id"], ["paragraph.id"], name=op.f("fk_comment_place_paragraph_id")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_comment_place_section_id")),
        sa.ForeignKeyConstraint(["version_id"], ["draft_version.id"], name=op.f("fk_comment_place_version_id")),
        sa.PrimaryKeyConstraint("comment_id", "version_id", name=op.f("pk_comment_place")),
    )
    with op.batch_alter_table("comment_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_place_paragraph_id"), ["paragraph_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_place_section_id"), ["section_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_place_version_id"), ["version_id"], unique=False)

    op.create_table(
        "planned_place",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("section", sa.Integer(), nullable=True),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("margin", sa.Double(), nullable=False),
        sa.Column("review", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("proposal", sa.JSON(), nullable=False),
        sa.Column("decision", sa.String(length=10), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("decision in ('accepted', 'picked', 'orphaned')", name=op.f("ck_planned_place_decision")),
        sa.CheckConstraint("state in ('placed', 'moved', 'orphaned')", name=op.f("ck_planned_place_state")),
        sa.CheckConstraint("(decision is null) = (decided_at is null)", name=op.f("ck_planned_place_decided_whole")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_planned_place_comment_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_planned_place_decided_by_id")),
        sa.ForeignKeyConstraint(["version_id"], ["draft_version.id"], name=op.f("fk_planned_place_version_id")),
        sa.PrimaryKeyConstraint("version_id", "comment_id", name=op.f("pk_planned_place")),
    )
    with op.batch_alter_table("draft_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin", sa.String(length=20), server_default="imported", nullable=False))
        batch_op.add_column(sa.Column("based_on_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("planned_revision", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("planned_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("withdrawal_reason", sa.Text(), server_default="", nullable=False))
        batch_op.create_check_constraint(
            batch_op.f("ck_draft_version_origin"), "origin in ('imported', 'written', 'accepted wordings')"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_draft_version_withdrawn_after_publishing"),
            "withdrawn_at is null or published_at is not null",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_draft_version_based_on_id"), "draft_version", ["based_on_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("draft_version", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_draft_version_withdrawn_after_publishing"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_draft_version_origin"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_draft_version_based_on_id"), type_="foreignkey")
        batch_op.drop_column("withdrawal_reason")
        batch_op.drop_column("withdrawn_at")
        batch_op.drop_column("planned_at")
        batch_op.drop_column("planned_revision")
        batch_op.drop_column("based_on_id")
        batch_op.drop_column("origin")

    op.drop_table("planned_place")
    with op.batch_alter_table("comment_place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_place_version_id"))
        batch_op.drop_index(batch_op.f("ix_comment_place_section_id"))
        batch_op.drop_index(batch_op.f("ix_comment_place_paragraph_id"))

    op.drop_table("comment_place")
    op.drop_table("applied_wording")
    with op.batch_alter_table("paragraph_fate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paragraph_fate_to_id"))
        batch_op.drop_index(batch_op.f("ix_paragraph_fate_from_id"))

    op.drop_table("paragraph_fate")
    with op.batch_alter_table("change_log_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_log_entry_version_id"))

    op.drop_table("change_log_entry")
    with op.batch_alter_table("section_edit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_section_edit_version_id"))
        batch_op.drop_index(batch_op.f("ix_section_edit_author_id"))

    op.drop_table("section_edit")
