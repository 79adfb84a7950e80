"""The tables, a module a noun; importing this package knows them all."""

from storage.tables.accounts import accounts, members, numbers
from storage.tables.actions import actions
from storage.tables.activities import activities
from storage.tables.base import metadata
from storage.tables.delivery import drafts, inbox, notices
from storage.tables.goals import agreements, goals, milestones, progress, pulses, quotes
from storage.tables.lights import lights
from storage.tables.people import channels, mutes, people
from storage.tables.reviews import reviews
from storage.tables.routines import routines
from storage.tables.strategies import asked, commitments, concerns, strategies
from storage.tables.workspaces import admin_changes, workspaces

__all__ = [
    "accounts",
    "actions",
    "activities",
    "admin_changes",
    "agreements",
    "asked",
    "channels",
    "commitments",
    "concerns",
    "drafts",
    "goals",
    "inbox",
    "lights",
    "members",
    "metadata",
    "milestones",
    "mutes",
    "notices",
    "numbers",
    "people",
    "progress",
    "pulses",
    "quotes",
    "reviews",
    "routines",
    "strategies",
    "workspaces",
]
