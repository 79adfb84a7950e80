"""The composers of all kinds of notices: each message is composed when it is sent.

A module a noun; each declares its `COMPOSERS`.
"""

from collections.abc import Mapping

from domain.notice import Kind
from handlers.accounts import confidentiality, moving, succession
from handlers.accounts import notices as accounts
from handlers.actions import notices as actions
from handlers.deliveries import notices as undelivered
from handlers.digests import notices as digests
from handlers.files import calendars
from handlers.files import notices as exports
from handlers.goals import notices as goals
from handlers.lights import notices as lights
from handlers.milestones import notices as slips
from handlers.outbox.composer import Composer
from handlers.portfolio import notices as portfolio
from handlers.questions import notices as questions
from handlers.reviews import notices as reviews
from handlers.roadmap import notices as roadmap
from handlers.settings import personal as settings
from handlers.sight import notices as charts
from handlers.strategies import notices as strategies

MODULES = (
    accounts,
    confidentiality,
    moving,
    succession,
    lights,
    actions,
    reviews,
    goals,
    questions,
    slips,
    strategies,
    charts,
    roadmap,
    digests,
    exports,
    calendars,
    portfolio,
    settings,
    undelivered,
)
COMPOSERS: Mapping[Kind, Composer] = {
    kind: composer for module in MODULES for kind, composer in module.COMPOSERS.items()
}
