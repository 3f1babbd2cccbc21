"""When a pack was begun, so that the time left can be told

Issued packs are sealed by triggers, which consult.store.seals lays after every migration.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("pack", schema=None) as batch_op:
        batch_op.add_column(sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("pack", schema=None) as batch_op:
        batch_op.drop_column("begun_at")
