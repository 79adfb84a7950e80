"""Key information as people see it: dated lines by area, and what is old on top."""

from collections.abc import Mapping, Sequence
from datetime import date

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from domain.account import Account
from domain.activity import Activity
from domain.knowledge import SOURCE_LIMIT, Area, KeyInformation, by_area
from handlers.blocks import inputs
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, header, section
from handlers.blocks.past import Tell, tells
from handlers.blocks.past import by_whom as lines_of_past
from handlers.blocks.payload import NOTHING, Versioned
from handlers.history.buttons import undoable
from handlers.knowledge.buttons import CONFIRM, EXPIRE, PUT, SAVE, TELL, PutUnder
from language.lists import cut, paragraphs
from language.speech import Speech, mark
from language.words import area_title
from services.knowledge import CONFIRMED, EXPIRED, PLACED, REWORDED, TOLD, KnowledgeChange

LINE, ASKED, SHOWN = 220, 5, 10
"""Characters of a line; old lines with buttons; lines of an area."""

Names = Mapping[str, str]


def headline(_: Speech, known: KeyInformation, limit: int = LINE) -> str:
    """*K2* They move to SAP in 2027 (Tue 12 May 2026, annual report)."""
    details = ", ".join(filter(None, [_.day(known.checked_on), escape(known.source or "")]))
    return f"*{known.ref}* {brief(known.text, limit)} ({details})"


def changed(_: Speech, account: Account, change: KnowledgeChange) -> Message:
    """The one line the actor gets after a change; of what is not sorted yet, what it is about."""
    known, activity = change.known, change.activity
    said = _("Noted: not true any more.") if activity.kind == EXPIRED else _("Noted.")
    place = area_title(_, known.area) if known.is_true else ""
    blocks = undoable(_, account, activity, f"{said} {headline(_, known)}", place)
    if known.is_true and known.area is None:
        blocks.append(actions(*_areas(_, account, known)))
    return Message(f"{said} {known.ref}: {known.text}", blocks)


def _areas(_: Speech, account: Account, known: KeyInformation) -> list[ButtonElement]:
    return [
        PUT.draw(_, account, PutUnder.of(known, area=area), label=area_title(_, area), beside=area)
        for area in Area
    ]


def overview(_: Speech, account: Account, found: Sequence[KeyInformation], today: date) -> Message:
    """Old lines, to be confirmed; then everything by area, the newest first."""
    title = _("{name}: key information", name=account.name)
    old = sorted((each for each in found if each.is_old(today)), key=lambda each: each.checked_on)
    blocks: list[Block] = [header(title)]
    for known in old[:ASKED]:
        blocks += asked(_, account, known)
    for area, lines in by_area(found).items():
        blocks += _area(_, area, lines)
    if not found:
        blocks.append(section(_("Nothing yet. What must one know of this customer?")))
    blocks.append(actions(TELL.draw(_, account)))
    return Message(f"{title}. {_.plural('{n} line', '{n} lines', len(found))}.", blocks)


def _area(_: Speech, area: Area | None, lines: Sequence[KeyInformation]) -> Sequence[Block]:
    shown = cut(_, [headline(_, each) for each in lines], SHOWN)
    return [section(text) for text in paragraphs([f"*{area_title(_, area)}*", *shown])]


def asked(_: Speech, account: Account, known: KeyInformation) -> list[Block]:
    """⏳ Is this still true? With the two answers."""
    this, number = Versioned.of(known), known.number
    return [
        section(f"⏳ {_('Still true?')} {headline(_, known)}"),
        actions(
            CONFIRM.draw(_, account, this, beside=number),
            EXPIRE.draw(_, account, this, beside=number),
        ),
    ]


def past(
    _: Speech, account: Account, known: KeyInformation, changes: Sequence[Activity], names: Names
) -> Message:
    """One line and what became of it."""
    state = area_title(_, known.area) if known.is_true else _("not true any more")
    blocks: list[Block] = [section(headline(_, known)), context(state)]
    blocks += lines_of_past(_, account, changes, names, WHAT)
    if known.is_true:
        this = Versioned.of(known)
        blocks.append(actions(CONFIRM.draw(_, account, this), EXPIRE.draw(_, account, this)))
    return Message(f"{known.ref}: {known.text}", blocks)


def form(_: Speech) -> View:
    """A line, what it is about, and where it is known from."""
    about, areas = _("What is it about?"), {each.value: area_title(_, each) for each in Area}
    label, example = _("What must one know of the customer?"), _("They move to SAP in 2027")
    source, known_from = _("Where do we know it from?"), _("Annual report")
    fields = (
        inputs.text("text", label, example, multiline=True),
        inputs.select("area", about, {NOTHING: area_title(_, None)} | areas, initial=NOTHING),
        inputs.text("source", source, known_from, optional=True, limit=SOURCE_LIMIT),
    )
    return inputs.form(_, SAVE, _("Add key information"), _("Keep it"), *fields)


# --------------------------------------------------------------------------------------- history


def _placed(_: Speech, change: Activity) -> str:
    area = area_title(_, Area((change.after or {})["area"]))
    return _("put {ref} under “{area}”", ref=change.subject, area=area)


WHAT: dict[str, Tell] = {
    TOLD: tells(mark("noted {ref}: {text}"), text="text"),
    PLACED: _placed,
    REWORDED: tells(mark("reworded {ref}: {text}"), text="text"),
    CONFIRMED: tells(mark("confirmed {ref}")),
    EXPIRED: tells(mark("noted that {ref} is not true any more")),
}
"""What each kind of change did, for the history."""
