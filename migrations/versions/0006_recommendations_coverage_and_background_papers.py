"""Recommendations, statutory coverage and background papers

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "background_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("place <> '' or link <> ''", name=op.f("ck_background_paper_found_somewhere")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_background_paper_consultation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_background_paper")),
    )
    with op.batch_alter_table("background_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_background_paper_consultation_id"), ["consultation_id"], unique=False)

    op.create_table(
        "partner",
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.CheckConstraint("kind in ('responsible', 'co-operating')", name=op.f("ck_partner_kind")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_partner_body_id")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_partner_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "body_id", name=op.f("pk_partner")),
    )
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_body_id"), ["body_id"], unique=False)

    op.create_table(
        "coverage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(length=40), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["draft_version.id"], name=op.f("fk_coverage_version_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_coverage_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage")),
        sa.UniqueConstraint("version_id", "duty", name=op.f("uq_coverage_version_id_duty")),
    )
    op.create_table(
        "covering_section",
        sa.Column("coverage_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["coverage_id"], ["coverage.id"], name=op.f("fk_covering_section_coverage_id")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_covering_section_section_id")),
        sa.PrimaryKeyConstraint("coverage_id", "section_id", name=op.f("pk_covering_section")),
    )
    with op.batch_alter_table("covering_section", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_covering_section_section_id"), ["section_id"], unique=False)

    op.create_table(
        "recommendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("meeting_on", sa.Date(), nullable=False),
        sa.Column("minute", sa.String(length=40), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("form_key", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawal_reason", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("closing_note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(closed_at is null) = (closing_note = '') and (closed_at is null) = (closed_by_id is null)",
            name=op.f("ck_recommendation_closed_whole"),
        ),
        sa.CheckConstraint(
            "(withdrawn_at is null) = (withdrawal_reason = '') and (withdrawn_at is null) = (withdrawn_by_id is null)",
            name=op.f("ck_recommendation_withdrawn_whole"),
        ),
        sa.CheckConstraint(
            "(issued_on is null) = (issued_at is null) and (issued_at is null) = (issued_by_id is null)",
            name=op.f("ck_recommendation_issued_whole"),
        ),
        sa.CheckConstraint(
            "closed_at is null or issued_at is not null", name=op.f("ck_recommendation_issued_before_closing")
        ),
        sa.CheckConstraint(
            "issued_on is null or issued_on >= meeting_on", name=op.f("ck_recommendation_issued_after_meeting")
        ),
        sa.ForeignKeyConstraint(["closed_by_id"], ["person.id"], name=op.f("fk_recommendation_closed_by_id")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_recommendation_consultation_id")
        ),
        sa.ForeignKeyConstraint(["issued_by_id"], ["person.id"], name=op.f("fk_recommendation_issued_by_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_recommendation_question_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_recommendation_recorded_by_id")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_recommendation_section_id")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["person.id"], name=op.f("fk_recommendation_withdrawn_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint("consultation_id", "number", name=op.f("uq_recommendation_consultation_id_number")),
        sa.UniqueConstraint("recorded_by_id", "form_key", name=op.f("uq_recommendation_recorded_by_id_form_key")),
    )
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_question_id"), ["question_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_section_id"), ["section_id"], unique=False)

    op.create_table(
        "recipient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.CheckConstraint("kind in ('responsible', 'co-operating')", name=op.f("ck_recipient_kind")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_recipient_body_id")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name=op.f("fk_recipient_recommendation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipient")),
        sa.UniqueConstraint("recommendation_id", "body_id", name=op.f("uq_recipient_recommendation_id_body_id")),
    )
    with op.batch_alter_table("recipient", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recipient_body_id"), ["body_id"], unique=False)

    op.create_table(
        "reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("holding", sa.Boolean(), nullable=False),
        sa.Column("acts", sa.Boolean(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("came_on", sa.Date(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_by_id", sa.Integer(), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("(approved_at is null) = (approved_by_id is null)", name=op.f("ck_reply_approved_whole")),
        sa.CheckConstraint("(released_at is null) = (released_by_id is null)", name=op.f("ck_reply_released_whole")),
        sa.CheckConstraint("(returned_at is null) = (returned_by_id is null)", name=op.f("ck_reply_returned_whole")),
        sa.CheckConstraint("holding = (acts is null)", name=op.f("ck_reply_acts_or_holds")),
        sa.CheckConstraint(
            "released_at is null or approved_at is not null", name=op.f("ck_reply_approved_before_release")
        ),
        sa.CheckConstraint("returned_at is null or approved_at is null", name=op.f("ck_reply_returned_or_approved")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_reply_answered_by_id")),
        sa.ForeignKeyConstraint(["approved_by_id"], ["person.id"], name=op.f("fk_reply_approved_by_id")),
        sa.ForeignKeyConstraint(["recipient_id"], ["recipient.id"], name=op.f("fk_reply_recipient_id")),
        sa.ForeignKeyConstraint(["released_by_id"], ["person.id"], name=op.f("fk_reply_released_by_id")),
        sa.ForeignKeyConstraint(["returned_by_id"], ["person.id"], name=op.f("fk_reply_returned_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
        sa.UniqueConstraint("recipient_id", "holding", name=op.f("uq_reply_recipient_id_holding")),
    )
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reply_recipient_id"), ["recipient_id"], unique=False)

    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("meets_every", sa.Integer(), server_default="3", nullable=False))
        batch_op.add_column(sa.Column("recommendations_numbered", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_check_constraint(batch_op.f("ck_consultation_meets_every"), "meets_every between 1 and 12")

    with op.batch_alter_table("body", schema=None) as batch_op:
        batch_op.create_check_constraint(batch_op.f("ck_body_valid_order"), "valid_from <= valid_to")


def downgrade() -> None:
    with op.batch_alter_table("body", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_body_valid_order"), type_="check")

    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_consultation_meets_every"), type_="check")
        batch_op.drop_column("recommendations_numbered")
        batch_op.drop_column("meets_every")

    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reply_recipient_id"))

    op.drop_table("reply")
    with op.batch_alter_table("recipient", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recipient_body_id"))

    op.drop_table("recipient")
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_section_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_question_id"))

    op.drop_table("recommendation")
    with op.batch_alter_table("covering_section", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_covering_section_section_id"))

    op.drop_table("covering_section")
    op.drop_table("coverage")
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_body_id"))

    op.drop_table("partner")
    with op.batch_alter_table("background_paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_background_paper_consultation_id"))

    op.drop_table("background_paper")
