"""Words to search

Nothing is changed here: the index of words is laid anew by env.py after every migration. That there is a version of
this number makes databases that have no such index yet be migrated.

Revision ID: 0002
Revises: 0001
"""

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
