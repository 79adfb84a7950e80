"""namesakes: everybody of one name is found by an index.

Revision ID: 0022
Revises: 0021
"""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_index(
        op.f("ix_people_workspace_id_name"), "people", ["workspace_id", "name"], unique=False
    )


def downgrade() -> None:
    """Back."""
    op.drop_index(op.f("ix_people_workspace_id_name"), table_name="people")
