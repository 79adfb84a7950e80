"""who reads in a channel, and since when what is known of people and channels is known.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENTS = {
    "people": ("updated_at", "told_at", "event_at"),
    "channels": ("audience_at", "told_at", "event_at", "claimed_at"),
    "accounts": ("lift_at",),
}

# Every home has a row, so that whoever asks anew finds it: nothing is known of it yet.
HOMES = """
    INSERT INTO channels (
        workspace_id, id, name, is_private, is_shared, is_archived, is_member, is_gone, checked_at
    )
    SELECT workspace_id, channel_id, '', FALSE, FALSE, FALSE, TRUE, FALSE, '1970-01-01 00:00:00'
    FROM accounts WHERE NOT EXISTS (
        SELECT 1 FROM channels
        WHERE channels.workspace_id = accounts.workspace_id AND channels.id = accounts.channel_id
    )
"""


def upgrade() -> None:
    """Forward; who reads where is asked before the next message, of every channel."""
    for table, moments in MOMENTS.items():
        for moment in moments:
            op.add_column(table, sa.Column(moment, sa.DateTime(timezone=True), nullable=True))
    for flag in ("has_home", "home_is_stale"):
        op.add_column(
            "people", sa.Column(flag, sa.Boolean(), nullable=False, server_default=sa.false())
        )
    # Whoever has used kam may have a Home: it is emptied when they may not see it any more.
    op.execute("UPDATE people SET has_home = TRUE")
    op.create_index("ix_people_workspace_id_checked_at", "people", ["workspace_id", "checked_at"])
    op.create_index(
        "ix_people_workspace_id_home_is_stale", "people", ["workspace_id", "home_is_stale"]
    )
    op.add_column("channels", sa.Column("member_count", sa.Integer(), nullable=True))
    op.execute(HOMES)
    op.create_index(
        "ix_channels_workspace_id_audience_at", "channels", ["workspace_id", "audience_at"]
    )
    op.add_column("accounts", sa.Column("lift_by", sa.String(), nullable=True))
    with op.batch_alter_table("accounts") as accounts:
        accounts.drop_constraint("uq_accounts_workspace_id_name_key", type_="unique")
    op.create_index("ix_accounts_workspace_id_lift_at", "accounts", ["workspace_id", "lift_at"])
    op.create_index("ix_accounts_workspace_id_name_key", "accounts", ["workspace_id", "name_key"])
    op.create_table(
        "readers",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("is_in", sa.Boolean(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("event_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "channel_id", "person_id", name=op.f("pk_readers")),
    )
    op.create_index("ix_readers_workspace_id_person_id", "readers", ["workspace_id", "person_id"])
    op.create_table(
        "companions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("is_allowed", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_companions_workspace_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companions")),
        sa.UniqueConstraint(
            "workspace_id",
            "account_id",
            "person_id",
            name=op.f("uq_companions_workspace_id_account_id_person_id"),
        ),
    )


def downgrade() -> None:
    """Back; accounts that share a name by then keep the first of them only its own."""
    op.drop_table("companions")
    op.drop_table("readers")
    op.drop_index("ix_accounts_workspace_id_name_key", "accounts")
    op.drop_index("ix_accounts_workspace_id_lift_at", "accounts")
    op.execute(
        "UPDATE accounts SET name_key = name_key || ' ' || id WHERE id NOT IN "
        "(SELECT MIN(id) FROM accounts GROUP BY workspace_id, name_key)"
    )
    with op.batch_alter_table("accounts") as accounts:
        accounts.create_unique_constraint(
            "uq_accounts_workspace_id_name_key", ["workspace_id", "name_key"]
        )
    with op.batch_alter_table("accounts") as accounts:
        accounts.drop_column("lift_by")
    op.drop_index("ix_channels_workspace_id_audience_at", "channels")
    with op.batch_alter_table("channels") as channels:
        channels.drop_column("member_count")
    op.drop_index("ix_people_workspace_id_home_is_stale", "people")
    op.drop_index("ix_people_workspace_id_checked_at", "people")
    with op.batch_alter_table("people") as people:
        people.drop_column("has_home")
        people.drop_column("home_is_stale")
    for table, moments in MOMENTS.items():
        for moment in moments:
            op.drop_column(table, moment)
