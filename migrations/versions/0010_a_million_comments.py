"""Indexes for a million comments: what a version, a person or a lasting key leads to is found without reading every row

On PostgreSQL the words to search are kept in tables from here on, which consult.store.words lays after every migration.

Revision ID: 0010
Revises: 0009
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_comment_version_id_section_id"), "comment", ["version_id", "section_id"])
    op.create_index(op.f("ix_question_version_id"), "question", ["version_id"])
    op.create_index(op.f("ix_support_person_id"), "support", ["person_id"])
    op.create_index(op.f("ix_section_key"), "section", ["key"])


def downgrade() -> None:
    op.drop_index(op.f("ix_section_key"), table_name="section")
    op.drop_index(op.f("ix_support_person_id"), table_name="support")
    op.drop_index(op.f("ix_question_version_id"), table_name="question")
    op.drop_index(op.f("ix_comment_version_id_section_id"), table_name="comment")
