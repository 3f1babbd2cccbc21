"""Packs that are issued and sealed, in two parts, with options

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op


revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("supplement_to", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("draft_version", sa.Integer(), nullable=False),
        sa.Column("meeting_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("urgency", sa.Text(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=False),
        sa.Column("gathered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("chain_sequence", sa.Integer(), nullable=False),
        sa.Column("chain_head", sa.String(length=64), nullable=False),
        sa.Column("contents", sa.JSON(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("(state = 'issued') = (issued_at is not null)", name=op.f("ck_issue_issued_whole")),
        sa.CheckConstraint("(withdrawn_at is null) = (withdrawn_reason = '')", name=op.f("ck_issue_withdrawn_whole")),
        sa.CheckConstraint("state in ('making', 'issued', 'failed')", name=op.f("ck_issue_state")),
        sa.CheckConstraint("supplement_to < number", name=op.f("ck_issue_supplement_order")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_issue_consultation_id")),
        sa.ForeignKeyConstraint(["requested_by_id"], ["person.id"], name=op.f("fk_issue_requested_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
        sa.UniqueConstraint("consultation_id", "number", name=op.f("uq_issue_consultation_id_number")),
    )
    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_issue_consultation_id"), ["consultation_id"], unique=False)

    with op.batch_alter_table("pack", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paper", sa.String(length=10), server_default="digest", nullable=False))
        batch_op.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("issue_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("part", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("options", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("pages", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_pack_issue_id"), ["issue_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pack_person_id"), ["person_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_pack_issue_id"), "issue", ["issue_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_pack_person_id"), "person", ["person_id"], ["id"])
        batch_op.drop_constraint(batch_op.f("ck_pack_state"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_pack_state"), "state in ('queued', 'making', 'ready', 'failed', 'cancelled')"
        )
        batch_op.create_check_constraint(batch_op.f("ck_pack_part"), "part in (1, 2)")
        batch_op.create_check_constraint(batch_op.f("ck_pack_paper"), "paper in ('digest', 'report', 'statement')")
        batch_op.create_check_constraint(
            batch_op.f("ck_pack_report_has_member"), "(paper = 'report') = (person_id is not null)"
        )


def downgrade() -> None:
    op.execute("UPDATE pack SET state = 'failed' WHERE state = 'cancelled'")
    with op.batch_alter_table("pack", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_pack_report_has_member"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_pack_paper"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_pack_part"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_pack_state"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_pack_state"), "state in ('queued', 'making', 'ready', 'failed')"
        )
        batch_op.drop_constraint(batch_op.f("fk_pack_person_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_pack_issue_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_pack_person_id"))
        batch_op.drop_index(batch_op.f("ix_pack_issue_id"))
        batch_op.drop_column("pages")
        batch_op.drop_column("options")
        batch_op.drop_column("part")
        batch_op.drop_column("issue_id")
        batch_op.drop_column("person_id")
        batch_op.drop_column("paper")

    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_issue_consultation_id"))

    op.drop_table("issue")
