"""What errors say: a sentence for each, a module a noun; `SAYINGS` of each is merged here.

A sentence tells what went wrong and what to do now, in the reader's language.
"""

from handlers.sayings import (
    accounts,
    actions,
    dates,
    general,
    goals,
    imports,
    lights,
    milestones,
    portfolio,
    reviews,
    settings,
    strategies,
)
from handlers.sayings.base import Sayings

MODULES = (
    general,
    accounts,
    lights,
    actions,
    reviews,
    goals,
    milestones,
    strategies,
    dates,
    settings,
    imports,
    portfolio,
)
SAYINGS: Sayings = {error: says for module in MODULES for error, says in module.SAYINGS.items()}
