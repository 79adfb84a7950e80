"""Which domain class lives in which table."""

from collections.abc import Mapping
from functools import cache

from sqlalchemy import Column, String, Table
from sqlalchemy.orm import configure_mappers, registry

from domain.account import Account, Member
from domain.action import Action
from domain.activity import Activity, AdminChange
from domain.agreement import Agreement, AskedToAgree
from domain.audience import Companion
from domain.channel import Channel
from domain.commitment import Asked, Commitment, Concern
from domain.confidence import Confidence, PartReport
from domain.contact import Contact
from domain.draft import Draft
from domain.entity import Entity
from domain.goal import Goal
from domain.guard import GuardReading
from domain.knowledge import KeyInformation
from domain.light import Light
from domain.milestone import Milestone
from domain.mute import Mute
from domain.notice import Notice
from domain.page import Page
from domain.person import Person
from domain.progress import Progress
from domain.pulse import Pulse
from domain.quote import Quote
from domain.review import Review
from domain.routine import Routine
from domain.strategy import Strategy
from domain.workspace import Workspace
from storage.accounts import accounts, members
from storage.actions import actions
from storage.activities import activities
from storage.agreements import agreements, asked_to_agree
from storage.channels import channels
from storage.confidence import confidences, part_reports
from storage.contacts import contacts
from storage.drafts import drafts
from storage.goals import goals
from storage.inbox import inbox
from storage.knowledge import key_information
from storage.lights import lights
from storage.metadata import metadata
from storage.milestones import guard_readings, milestones, progress
from storage.mutes import mutes
from storage.notices import notices
from storage.numbers import numbers
from storage.pages import pages
from storage.people import people, readers
from storage.quotes import pulses, quotes
from storage.rate_limits import channel_paces, closed_methods
from storage.readers import companions
from storage.reviews import reviews
from storage.routines import routines
from storage.strategies import asked, commitments, concerns, strategies
from storage.workspaces import admin_changes, workspaces

TABLES: Mapping[type[Entity], Table] = {
    Account: accounts,
    Action: actions,
    Activity: activities,
    AdminChange: admin_changes,
    Agreement: agreements,
    Asked: asked,
    AskedToAgree: asked_to_agree,
    Channel: channels,
    Commitment: commitments,
    Companion: companions,
    Concern: concerns,
    Confidence: confidences,
    Contact: contacts,
    Draft: drafts,
    Goal: goals,
    GuardReading: guard_readings,
    KeyInformation: key_information,
    Light: lights,
    Member: members,
    Milestone: milestones,
    Mute: mutes,
    Notice: notices,
    Page: pages,
    PartReport: part_reports,
    Person: people,
    Progress: progress,
    Pulse: pulses,
    Quote: quotes,
    Review: reviews,
    Routine: routines,
    Strategy: strategies,
    Workspace: workspaces,
}

OF_NO_ENTITY = (channel_paces, closed_methods, inbox, numbers, readers)
"""Tables whose rows are no objects of the domain."""

SCHEMA = metadata
"""Every table: the nouns whose tables it holds are imported above."""


@cache
def map_domain() -> None:
    """Map the domain classes, once a process; a version that moved on is a StaleDataError."""
    mapper = registry(metadata=metadata)
    for entity, table in TABLES.items():
        mapper.map_imperatively(entity, table, version_id_col=table.c.get("version"))
    # The shared criterion of a session is written against the base class, which has no table.
    Entity.workspace_id = Column("workspace_id", String)  # type: ignore[assignment]
    configure_mappers()  # now, and not while the first transaction holds SQLite's lock
