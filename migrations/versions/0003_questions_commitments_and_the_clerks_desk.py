"""Questions with their rules, what authorities owe, and the clerk's desk

Questions there already were with their authorities, so they are taken as accepted when they were received.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op


revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "line_of_enquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_line_of_enquiry_consultation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_of_enquiry")),
    )
    with op.batch_alter_table("line_of_enquiry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_line_of_enquiry_consultation_id"), ["consultation_id"], unique=False)

    op.create_table(
        "pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resumed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("paused_at <= resumed_at", name=op.f("ck_pause_order")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_pause_consultation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pause")),
    )
    with op.batch_alter_table("pause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pause_consultation_id"), ["consultation_id"], unique=False)

    op.create_table(
        "incoming",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.Column("came_by", sa.String(length=20), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late_reason", sa.Text(), nullable=False),
        sa.Column("source_name", sa.String(length=255), nullable=False),
        sa.Column("source_sha256", sa.String(length=64), nullable=False),
        sa.Column("proposals", sa.JSON(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("discarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind in ('marked copy', 'response form')", name=op.f("ck_incoming_kind")),
        sa.CheckConstraint("taken_at is null or discarded_at is null", name=op.f("ck_incoming_taken_or_discarded")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_incoming_author_id")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_incoming_consultation_id")),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["person.id"], name=op.f("fk_incoming_uploaded_by_id")),
        sa.ForeignKeyConstraint(["version_id"], ["draft_version.id"], name=op.f("fk_incoming_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming")),
    )
    with op.batch_alter_table("incoming", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incoming_consultation_id"), ["consultation_id"], unique=False)

    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("response_id", sa.Integer(), nullable=True),
        sa.Column("promised_in_id", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("meeting_on", sa.Date(), nullable=True),
        sa.Column("minute", sa.String(length=40), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("form_key", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("closing_note", sa.Text(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("came_by", sa.String(length=20), server_default="", nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rejected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rejected_by_id", sa.Integer(), nullable=True),
        sa.Column("rejection", sa.String(length=40), server_default="", nullable=False),
        sa.Column("rejection_note", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "(entered_by_id is null) = (came_by = '') and (came_by = '') = (came_at is null)",
            name=op.f("ck_commitment_entered_whole"),
        ),
        sa.CheckConstraint(
            "(state = 'rejected') = (rejected_at is not null) and (rejected_at is null) = (rejected_by_id is null) and (rejected_at is null) = (rejection = '')",
            name=op.f("ck_commitment_rejected_whole"),
        ),
        sa.CheckConstraint("(state = 'withdrawn') = (withdrawn_at is not null)", name=op.f("ck_commitment_withdrawn")),
        sa.CheckConstraint("kind in ('request', 'undertaking')", name=op.f("ck_commitment_kind")),
        sa.CheckConstraint("(closed_at is null) = (closed_by_id is null)", name=op.f("ck_commitment_closed_whole")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_commitment_author_id")),
        sa.ForeignKeyConstraint(["authority_id"], ["body.id"], name=op.f("fk_commitment_authority_id")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_commitment_body_id")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["person.id"], name=op.f("fk_commitment_closed_by_id")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_commitment_comment_id")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_commitment_consultation_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_commitment_entered_by_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_commitment_owner_id")),
        sa.ForeignKeyConstraint(["promised_in_id"], ["commitment.id"], name=op.f("fk_commitment_promised_in_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_commitment_question_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_commitment_recorded_by_id")),
        sa.ForeignKeyConstraint(["rejected_by_id"], ["person.id"], name=op.f("fk_commitment_rejected_by_id")),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_commitment_response_id")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_commitment_section_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint(
            "consultation_id", "kind", "number", name=op.f("uq_commitment_consultation_id_kind_number")
        ),
        sa.UniqueConstraint("recorded_by_id", "form_key", name=op.f("uq_commitment_recorded_by_id_form_key")),
    )
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commitment_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_commitment_authority_id"), ["authority_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_commitment_comment_id"), ["comment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_commitment_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_commitment_promised_in_id"), ["promised_in_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_commitment_question_id"), ["question_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_commitment_response_id"), ["response_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_commitment_section_id"), ["section_id"], unique=False)

    op.create_table(
        "exemption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.Column("response_id", sa.Integer(), nullable=True),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("marked_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(paragraph is null) = (reason = '')", name=op.f("ck_exemption_reason")),
        sa.CheckConstraint(
            "(case when comment_id is null then 0 else 1 end) + (case when question_id is null then 0 else 1 end) + (case when commitment_id is null then 0 else 1 end) + (case when response_id is null then 0 else 1 end) = 1",
            name=op.f("ck_exemption_one_thing"),
        ),
        sa.CheckConstraint("paragraph is null or paragraph between 1 and 7", name=op.f("ck_exemption_paragraph")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_exemption_comment_id")),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitment.id"], name=op.f("fk_exemption_commitment_id")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_exemption_consultation_id")),
        sa.ForeignKeyConstraint(["marked_by_id"], ["person.id"], name=op.f("fk_exemption_marked_by_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_exemption_question_id")),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_exemption_response_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exemption")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_exemption_comment_id")),
        sa.UniqueConstraint("commitment_id", name=op.f("uq_exemption_commitment_id")),
        sa.UniqueConstraint("question_id", name=op.f("uq_exemption_question_id")),
        sa.UniqueConstraint("response_id", name=op.f("uq_exemption_response_id")),
    )
    with op.batch_alter_table("exemption", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exemption_consultation_id"), ["consultation_id"], unique=False)

    op.create_table(
        "redaction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("sealed", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("redacted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("redacted_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(case when comment_id is null then 0 else 1 end) + (case when question_id is null then 0 else 1 end) + (case when commitment_id is null then 0 else 1 end) = 1",
            name=op.f("ck_redaction_one_item"),
        ),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_redaction_comment_id")),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitment.id"], name=op.f("fk_redaction_commitment_id")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_redaction_consultation_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_redaction_question_id")),
        sa.ForeignKeyConstraint(["redacted_by_id"], ["person.id"], name=op.f("fk_redaction_redacted_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction")),
    )
    with op.batch_alter_table("redaction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_redaction_comment_id"), ["comment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_redaction_commitment_id"), ["commitment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_redaction_consultation_id"), ["consultation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_redaction_question_id"), ["question_id"], unique=False)

    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitment.id"], name=op.f("fk_reminder_commitment_id")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_reminder_consultation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reminder_person_id")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["person.id"], name=op.f("fk_reminder_sent_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
    )
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminder_commitment_id"), ["commitment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reminder_consultation_id"), ["consultation_id"], unique=False)

    op.create_table(
        "supply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("delay_reason", sa.Text(), nullable=False),
        sa.Column("depersonalised", sa.Boolean(), nullable=True),
        sa.Column("identification_reason", sa.Text(), nullable=False),
        sa.Column("no_prejudice", sa.Boolean(), nullable=True),
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
        sa.CheckConstraint("(approved_at is null) = (approved_by_id is null)", name=op.f("ck_supply_approved_whole")),
        sa.CheckConstraint("(released_at is null) = (released_by_id is null)", name=op.f("ck_supply_released_whole")),
        sa.CheckConstraint("(returned_at is null) = (returned_by_id is null)", name=op.f("ck_supply_returned_whole")),
        sa.CheckConstraint(
            "released_at is null or approved_at is not null", name=op.f("ck_supply_approved_before_release")
        ),
        sa.CheckConstraint("returned_at is null or approved_at is null", name=op.f("ck_supply_returned_or_approved")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_supply_answered_by_id")),
        sa.ForeignKeyConstraint(["approved_by_id"], ["person.id"], name=op.f("fk_supply_approved_by_id")),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitment.id"], name=op.f("fk_supply_commitment_id")),
        sa.ForeignKeyConstraint(["released_by_id"], ["person.id"], name=op.f("fk_supply_released_by_id")),
        sa.ForeignKeyConstraint(["returned_by_id"], ["person.id"], name=op.f("fk_supply_returned_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supply")),
    )
    with op.batch_alter_table("supply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supply_commitment_id"), ["commitment_id"], unique=False)

    op.create_table(
        "supplied_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supply_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["supply_id"], ["supply.id"], name=op.f("fk_supplied_file_supply_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplied_file")),
    )
    with op.batch_alter_table("supplied_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supplied_file_supply_id"), ["supply_id"], unique=False)

    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("late_reason", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("entered_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("came_by", sa.String(length=20), server_default="", nullable=False))
        batch_op.add_column(sa.Column("came_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("rejected_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("rejected_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("rejection", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("rejection_note", sa.Text(), server_default="", nullable=False))
        batch_op.create_foreign_key(batch_op.f("fk_comment_rejected_by_id"), "person", ["rejected_by_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_comment_entered_by_id"), "person", ["entered_by_id"], ["id"])
        batch_op.create_check_constraint(
            batch_op.f("ck_comment_entered_whole"),
            "(entered_by_id is null) = (came_by = '') and (came_by = '') = (came_at is null)",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_comment_rejected_whole"),
            "(state = 'rejected') = (rejected_at is not null) and (rejected_at is null) = (rejected_by_id is null)"
            " and (rejected_at is null) = (rejection = '')",
        )

    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("pause_reason", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("questions_each", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("question_notice", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("question_parts", sa.Integer(), server_default="6", nullable=False))
        batch_op.add_column(sa.Column("supplementaries", sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.add_column(sa.Column("requests_numbered", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("undertakings_numbered", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_check_constraint(
            batch_op.f("ck_consultation_paused_whole"), "(paused_at is null) = (pause_reason = '')"
        )

    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paragraph_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("wants", sa.String(length=10), server_default="written", nullable=False))
        batch_op.add_column(sa.Column("supplementary_to_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("line_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("line_position", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("accepted_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("late_reason", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("entered_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("came_by", sa.String(length=20), server_default="", nullable=False))
        batch_op.add_column(sa.Column("came_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("rejected_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("rejected_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("rejection", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("rejection_note", sa.Text(), server_default="", nullable=False))
        batch_op.create_index(batch_op.f("ix_question_line_id"), ["line_id"], unique=False)
        batch_op.create_unique_constraint(batch_op.f("uq_question_supplementary_to_id"), ["supplementary_to_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_question_supplementary_to_id"), "question", ["supplementary_to_id"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_question_paragraph_id"), "paragraph", ["paragraph_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_question_accepted_by_id"), "person", ["accepted_by_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_question_rejected_by_id"), "person", ["rejected_by_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_question_line_id"), "line_of_enquiry", ["line_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_question_entered_by_id"), "person", ["entered_by_id"], ["id"])
        batch_op.create_check_constraint(batch_op.f("ck_question_wants"), "wants in ('written', 'oral', 'both')")
        batch_op.create_check_constraint(
            batch_op.f("ck_question_accepted_whole"), "accepted_at is not null or accepted_by_id is null"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_question_paragraph_in_section"), "paragraph_id is null or section_id is not null"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_question_entered_whole"),
            "(entered_by_id is null) = (came_by = '') and (came_by = '') = (came_at is null)",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_question_rejected_whole"),
            "(state = 'rejected') = (rejected_at is not null) and (rejected_at is null) = (rejected_by_id is null)"
            " and (rejected_at is null) = (rejection = '')",
        )

    op.execute("UPDATE question SET accepted_at = received_at")


def downgrade() -> None:
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_question_rejected_whole"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_question_entered_whole"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_question_paragraph_in_section"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_question_accepted_whole"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_question_wants"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_question_entered_by_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_question_line_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_question_rejected_by_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_question_accepted_by_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_question_paragraph_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_question_supplementary_to_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_question_supplementary_to_id"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_question_line_id"))
        batch_op.drop_column("rejection_note")
        batch_op.drop_column("rejection")
        batch_op.drop_column("rejected_by_id")
        batch_op.drop_column("rejected_at")
        batch_op.drop_column("came_at")
        batch_op.drop_column("came_by")
        batch_op.drop_column("entered_by_id")
        batch_op.drop_column("late_reason")
        batch_op.drop_column("accepted_by_id")
        batch_op.drop_column("accepted_at")
        batch_op.drop_column("line_position")
        batch_op.drop_column("line_id")
        batch_op.drop_column("supplementary_to_id")
        batch_op.drop_column("wants")
        batch_op.drop_column("paragraph_id")

    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_consultation_paused_whole"), type_="check")
        batch_op.drop_column("undertakings_numbered")
        batch_op.drop_column("requests_numbered")
        batch_op.drop_column("supplementaries")
        batch_op.drop_column("question_parts")
        batch_op.drop_column("question_notice")
        batch_op.drop_column("questions_each")
        batch_op.drop_column("pause_reason")
        batch_op.drop_column("paused_at")

    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_comment_rejected_whole"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_comment_entered_whole"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_comment_entered_by_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_comment_rejected_by_id"), type_="foreignkey")
        batch_op.drop_column("rejection_note")
        batch_op.drop_column("rejection")
        batch_op.drop_column("rejected_by_id")
        batch_op.drop_column("rejected_at")
        batch_op.drop_column("came_at")
        batch_op.drop_column("came_by")
        batch_op.drop_column("entered_by_id")
        batch_op.drop_column("late_reason")

    with op.batch_alter_table("supplied_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supplied_file_supply_id"))

    op.drop_table("supplied_file")
    with op.batch_alter_table("supply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supply_commitment_id"))

    op.drop_table("supply")
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reminder_consultation_id"))
        batch_op.drop_index(batch_op.f("ix_reminder_commitment_id"))

    op.drop_table("reminder")
    with op.batch_alter_table("redaction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_redaction_question_id"))
        batch_op.drop_index(batch_op.f("ix_redaction_consultation_id"))
        batch_op.drop_index(batch_op.f("ix_redaction_commitment_id"))
        batch_op.drop_index(batch_op.f("ix_redaction_comment_id"))

    op.drop_table("redaction")
    with op.batch_alter_table("exemption", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exemption_consultation_id"))

    op.drop_table("exemption")
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commitment_section_id"))
        batch_op.drop_index(batch_op.f("ix_commitment_response_id"))
        batch_op.drop_index(batch_op.f("ix_commitment_question_id"))
        batch_op.drop_index(batch_op.f("ix_commitment_promised_in_id"))
        batch_op.drop_index(batch_op.f("ix_commitment_owner_id"))
        batch_op.drop_index(batch_op.f("ix_commitment_comment_id"))
        batch_op.drop_index(batch_op.f("ix_commitment_authority_id"))
        batch_op.drop_index(batch_op.f("ix_commitment_author_id"))

    op.drop_table("commitment")
    with op.batch_alter_table("incoming", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incoming_consultation_id"))

    op.drop_table("incoming")
    with op.batch_alter_table("pause", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pause_consultation_id"))

    op.drop_table("pause")
    with op.batch_alter_table("line_of_enquiry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_line_of_enquiry_consultation_id"))

    op.drop_table("line_of_enquiry")
