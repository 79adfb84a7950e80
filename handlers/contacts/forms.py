"""The forms of a contact: a new one, and what is said of one."""

from collections.abc import Collection, Sequence

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from domain.contact import NAME_LIMIT, ROLE_LIMIT, Attitude, Contact, Influence
from domain.goal import Goal
from domain.person import told_apart
from handlers.blocks import inputs
from handlers.blocks.message import context
from handlers.blocks.payload import NOTHING
from handlers.contacts.buttons import SAVE, SAVE_CHANGE
from handlers.request import Request
from language.speech import Speech
from language.words import attitude_status, influence_word
from services import accounts, goals
from services.access import Acting


def add(request: Request, acting: Acting) -> View:
    """Somebody new."""
    _ = request.speech
    return inputs.form(_, SAVE, _("Add a contact"), _("Add"), *_fields(request, acting, None))


def change(request: Request, acting: Acting, contact: Contact) -> View:
    """Somebody who is known, as they were described."""
    _ = request.speech
    title, fields = _("Change {ref}", ref=contact.ref), _fields(request, acting, contact)
    return inputs.form(_, SAVE_CHANGE, title, _("Save"), *fields)


def _fields(request: Request, acting: Acting, known: Contact | None) -> list[Block]:
    _, people = request.speech, accounts.team(request.uow, acting)
    return [
        *_words(_, known),
        *_standing(_, known),
        *_goals(_, goals.open_ones(request.uow, acting), known.goals if known else ()),
        inputs.select(
            "held_by",
            _("Who of us holds the link?"),
            {NOTHING: _("Nobody yet")} | told_apart(people),
            initial=(known and known.held_by) or NOTHING,
            hint=inputs.not_all(_, people, _("contact C5 @who")),
        ),
        context(_("No phone and no e-mail: this is no address book.")),
    ]


def _words(_: Speech, known: Contact | None) -> list[Block]:
    """Their name and their role."""
    name, role = (known.name, known.role) if known else ("", "")
    does, example = _("What do they do there?"), _("Finance director")
    return [
        inputs.text("name", _("Name"), _("Eva Leitner"), initial=name, limit=NAME_LIMIT),
        inputs.text("role", does, example, initial=role, optional=True, limit=ROLE_LIMIT),
    ]


def _standing(_: Speech, known: Contact | None) -> list[Block]:
    """How they stand to us, and which influence they have."""
    attitude, influence = (known.attitude, known.influence) if known else (Attitude.NEUTRAL, None)
    attitudes = {each.value: attitude_status(_, each) for each in Attitude}
    influences = {each.value: influence_word(_, each) for each in Influence}
    return [
        inputs.select("attitude", _("How do they stand to us?"), attitudes, initial=attitude),
        inputs.select(
            "influence",
            _("Which influence do they have?"),
            {NOTHING: _("Not known yet")} | influences,
            initial=influence or NOTHING,
        ),
    ]


def _goals(_: Speech, found: Sequence[Goal], known: Collection[int]) -> list[Block]:
    """One goal more, and one less where some are named."""
    more = inputs.of_goals(each for each in found if each.number not in known)
    texts = inputs.of_goals(found)
    less = {str(one): texts.get(str(one), f"G{one}") for one in known}
    which = _("On which goal? Without one, on all of them")
    off = _("Which goal do they have no influence on any more?")
    return [
        *([inputs.select("goal", which, more, optional=True)] if more else []),
        *([inputs.select("off", off, less, optional=True)] if less else []),
    ]
