"""Contacts as people see them: attitude as colour and word, influence, link, last talked on."""

from collections.abc import Mapping, Sequence
from datetime import date

from slack_sdk.models.blocks import Block, ButtonElement

from domain.account import Account
from domain.activity import Activity
from domain.contact import Attitude, Contact, Influence, Relation
from domain.text import shorten
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, actions, context, header, section
from handlers.blocks.past import Tell, tells
from handlers.blocks.past import by_whom as lines_of_past
from handlers.blocks.payload import Numbered, Versioned
from handlers.contacts.buttons import ADD, CHANGE, HOLD, MEET
from handlers.history.buttons import undoable
from language.lists import rest
from language.speech import Speech, mark
from language.words import attitude_status, influence_word
from services.contacts import ADDED, DESCRIBED, LEFT, MET, ContactBoard

SHOWN = 20
"""Contacts with a button each; the rest is counted."""

Names = Mapping[str, str]


def somebody_there(_: Speech) -> str:
    """The words in place of a contact who was forgotten."""
    return _("somebody at the customer")


def headline(contact: Contact) -> str:
    """*C5* Eva Leitner, finance director."""
    role = f", {escape(contact.role)}" if contact.role else ""
    return f"*{contact.ref}* {escape(contact.name)}{role}"


def facts(_: Speech, relation: Relation, names: Names) -> list[str]:
    """🟢 for us · decides G2 · link: Anna · last talked Tue 12 May."""
    contact = relation.contact
    if not contact.is_here:
        return [_("has left")]
    return [
        attitude_status(_, contact.attitude),
        _influence(_, contact),
        _link(_, contact, names),
        _last(_, relation.met_on),
    ]


def _influence(_: Speech, contact: Contact) -> str:
    if contact.influence is None:
        return _("influence not known")
    goals = ", ".join(f"G{number}" for number in contact.goals)
    return f"{influence_word(_, contact.influence)} {goals}".strip()


def _link(_: Speech, contact: Contact, names: Names) -> str:
    if contact.held_by is None:
        return _("nobody holds the link")
    return _("link: {name}", name=escape(names.get(contact.held_by, _("somebody"))))


def _last(_: Speech, met_on: date | None) -> str:
    return _("last talked {day}", day=_.day(met_on)) if met_on else _("not talked yet")


def changed(
    _: Speech, account: Account, relation: Relation, activity: Activity, names: Names
) -> Message:
    """The one line the actor gets after a change, and the way to say more."""
    said = {ADDED: _("Added."), LEFT: _("Noted: has left.")}.get(activity.kind, _("Noted."))
    contact = relation.contact
    line, details = f"{said} {headline(contact)}", facts(_, relation, names)
    blocks = undoable(_, account, activity, line, *details)
    if contact.is_here:
        blocks.append(actions(*_buttons(_, account, contact)))
    return Message(f"{said} {contact.ref}: {contact.name}", blocks)


def _buttons(_: Speech, account: Account, contact: Contact) -> list[ButtonElement]:
    """To say more; and that one holds the link, where nobody does."""
    hold = [] if contact.held_by else [HOLD.draw(_, account, Numbered(contact.number))]
    return [*hold, CHANGE.draw(_, account, Versioned.of(contact))]


def board(_: Speech, account: Account, found: ContactBoard, today: date) -> Message:
    """Everybody we know: who decides and has waited for long first."""
    title = _("{name}: whom we know", name=account.name)
    blocks: list[Block] = [header(title)]
    for relation in found.relations[:SHOWN]:
        number = relation.contact.number
        button = MEET.draw(_, account, Numbered(number), beside=number)
        blocks.append(section(_line(_, relation, found.names, today), button))
    blocks += [context(each) for each in rest(_, len(found.relations) - SHOWN)]
    if not found.relations:
        blocks.append(section(_("Nobody yet. Who decides at the customer?")))
    blocks.append(actions(ADD.draw(_, account)))
    waiting = sum(relation.is_waiting(today) for relation in found.relations)
    return Message(f"{title}. {_counted(_, len(found.relations), waiting)}", blocks)


def _counted(_: Speech, count: int, waiting: int) -> str:
    known = _.plural("{n} contact", "{n} contacts", count)
    return _("{contacts}, {waiting} waiting.", contacts=known, waiting=waiting)


def _line(_: Speech, relation: Relation, names: Names, today: date) -> str:
    """A contact in two lines; of somebody who waits, the day one talked last stands out."""
    said = facts(_, relation, names)
    if relation.is_waiting(today):
        said[-1] = f"⏰ *{said[-1]}*"
    return f"{headline(relation.contact)}\n{' · '.join(said)}"


def past(
    _: Speech, account: Account, relation: Relation, changes: Sequence[Activity], names: Names
) -> Message:
    """One contact and what became of it."""
    contact = relation.contact
    blocks: list[Block] = [
        section(f"👤 {headline(contact)}\n{' · '.join(facts(_, relation, names))}"),
        *lines_of_past(_, account, changes, names, WHAT),
    ]
    if contact.is_here:
        change = CHANGE.draw(_, account, Versioned.of(contact))
        blocks.append(actions(MEET.draw(_, account, Numbered(contact.number)), change))
    return Message(f"{contact.ref}: {contact.name}", blocks)


# --------------------------------------------------------------------------------------- history


def _described(_: Speech, change: Activity) -> str:
    after = change.after or {}
    said = [after[key] for key in ("name", "role") if after.get(key)]
    if after.get("attitude"):
        said.append(attitude_status(_, Attitude(after["attitude"])))
    if after.get("influence"):
        said.append(influence_word(_, Influence(after["influence"])))
    details = ", ".join(shorten(each, 120) for each in said) or _("link or goals")
    return _("described {ref}: {what}", ref=change.subject, what=details)


def _met(_: Speech, change: Activity) -> str:
    day = _.day(date.fromisoformat((change.after or {})["met_on"]))
    return _("talked with {ref} on {day}", ref=change.subject, day=day)


WHAT: dict[str, Tell] = {
    ADDED: tells(mark("added {ref}: {name}"), name="name"),
    DESCRIBED: _described,
    MET: _met,
    LEFT: tells(mark("noted that {ref} has left")),
}
"""What each kind of change did, for the history."""
