"""Which domain class lives in which table."""

from collections.abc import Mapping
from functools import cache

from sqlalchemy import Column, String, Table
from sqlalchemy.orm import registry

from domain.account import Account, Member
from domain.action import Action
from domain.activity import Activity
from domain.agreement import Agreement
from domain.channel import Channel
from domain.commitment import Asked, Commitment, Concern
from domain.draft import Draft
from domain.entity import Entity
from domain.goal import Goal
from domain.light import Light
from domain.milestone import Milestone
from domain.mute import Mute
from domain.notice import Notice
from domain.person import Person
from domain.progress import Progress
from domain.pulse import Pulse
from domain.quote import Quote
from domain.review import Review
from domain.routine import Routine
from domain.strategy import Strategy
from domain.workspace import AdminChange, Workspace
from storage import tables

VERSIONED = {
    Account: tables.accounts,
    Action: tables.actions,
    Agreement: tables.agreements,
    Commitment: tables.commitments,
    Concern: tables.concerns,
    Goal: tables.goals,
    Light: tables.lights,
    Milestone: tables.milestones,
    Mute: tables.mutes,
    Notice: tables.notices,
    Review: tables.reviews,
    Progress: tables.progress,
    Pulse: tables.pulses,
    Quote: tables.quotes,
    Routine: tables.routines,
    Strategy: tables.strategies,
    Workspace: tables.workspaces,
}
PLAIN = {
    Activity: tables.activities,
    AdminChange: tables.admin_changes,
    Asked: tables.asked,
    Channel: tables.channels,
    Draft: tables.drafts,
    Member: tables.members,
    Person: tables.people,
}

TABLES: Mapping[type[Entity], Table] = {**VERSIONED, **PLAIN}


@cache
def map_domain() -> None:
    """Map the domain classes, once a process; a version that moved on is a StaleDataError."""
    mapper = registry(metadata=tables.metadata)
    for entity, table in VERSIONED.items():
        mapper.map_imperatively(entity, table, version_id_col=table.c.version)
    for entity, table in PLAIN.items():
        mapper.map_imperatively(entity, table)
    # The shared criterion of a session is written against the base class, which has no table.
    Entity.workspace_id = Column("workspace_id", String)  # type: ignore[assignment]
