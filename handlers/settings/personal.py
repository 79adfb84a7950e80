"""`/kam settings me`, `/kam settings quiet …`: what one wants for oneself."""

from domain.permission import NotAllowed, Reason, Right
from domain.person import QuietAllDay
from handlers.commands.grammar import Command, Form, Literal, Run
from handlers.commands.plan import SWITCH, switch
from handlers.commands.times import Hour
from handlers.fields import at_field
from handlers.speech import mark
from handlers.turn import Garbled, Turn
from handlers.views import settings as views
from handlers.views import settings_forms as forms
from handlers.views.message import Message, Open, opens
from services import mutes, people, reminders
from services.access import Acting, NoAccountHere
from services.mutes import Muted

OWN_INSTEAD = frozenset({Reason.NOT_OWNER, Reason.READ_ONLY, Reason.CONFIDENTIAL})
"""Who may not set anything for an account gets their own settings."""


def managing(turn: Turn) -> Acting | None:
    """The owner or an admin on the account; None for who has only settings of their own."""
    try:
        return turn.acting(Right.MANAGE)
    except NoAccountHere:
        return None
    except NotAllowed as error:
        if error.reason not in OWN_INSTEAD:
            raise
        return None


def open_mine(turn: Turn) -> Open:
    """One's own settings."""
    muted = mutes.of(turn.uow, turn.person.id, turn.now)
    account = turn.look.account
    memo = turn.heard.memo(account.id if account else None)
    form = forms.mine(turn.speech, turn.person, muted, memo)
    return Open(form, opens(turn.speech, views.mine_button(turn.speech)))


def save_mine(turn: Turn) -> Message:
    """The window of one's own settings was sent; raises Garbled and QuietAllDay."""
    heard, person = turn.heard, turn.person
    start: int | None = None
    if heard.value.get("quiet_from") != forms.NONE:
        start = number(turn, "quiet_from")
    with at_field("quiet_until", QuietAllDay):
        end = None if start is None else number(turn, "quiet_until")
        people.be_quiet(turn.uow, person.id, start, end)
    lifted = [
        muted
        for muted in mutes.of(turn.uow, person.id, turn.now)
        if heard.value.get(forms.mute_key(muted)) == forms.OFF
    ]
    for muted in lifted:
        mutes.lift(turn.uow, person, muted.account.id if muted.account else None, muted.topic)
    reminders.switch(turn.uow, person.id, on=is_on(turn, "reminders"))
    return _saved(turn, lifted)


def set_quiet(turn: Turn, start: int, end: int) -> Message:
    """Quiet hours; raises QuietAllDay."""
    return _quiet(turn, start, end)


def no_quiet(turn: Turn) -> Message:
    """No quiet hours."""
    return _quiet(turn, None, None)


def _quiet(turn: Turn, start: int | None, end: int | None) -> Message:
    people.be_quiet(turn.uow, turn.person.id, start, end)
    return _saved(turn, [])


def _saved(turn: Turn, lifted: list[Muted]) -> Message:
    """What is set now, with a way to the account's settings for who has one."""
    try:
        acting = managing(turn)
    except NotAllowed:
        acting = None
    return views.saved_mine(turn.speech, turn.person, lifted, acting.account if acting else None)


def number(turn: Turn, field: str) -> int:
    """A small number among options, 0 included; raises Garbled."""
    found = str(turn.heard.value.get(field))
    if not (found.isdecimal() and len(found) <= 2):  # noqa: PLR2004 - hours and days
        raise Garbled
    return int(found)


def is_on(turn: Turn, field: str) -> bool:
    """A switch among options; raises Garbled."""
    found = turn.heard.value.get(field)
    if found not in (forms.ON, forms.OFF):
        raise Garbled
    return bool(found == forms.ON)


QUIET = Literal(("quiet hours", "quiet", "ruhezeiten", "ruhe"))
OFF = Literal(("off", "aus", "never", "nie"))
FROM = ("from", "von")
TO = ("to", "until", "till", "bis")

COMMANDS = (
    Command(
        word="settings",
        also=("setting", "einstellungen", "einstellung"),
        usage=(
            mark("settings me"),
            mark("settings reminders on|off"),
            mark("settings quiet 18 8"),
            mark("settings quiet off"),
        ),
        example=mark("settings me"),
        about=mark("What you want to be told, and when"),
        forms=(
            Form(open_mine, (Literal(("me", "mine", "mich", "meine", "ich")),)),
            Form(switch, (Literal(("reminders", "erinnerungen")), SWITCH)),
            Form(no_quiet, (QUIET, OFF)),
            Form(set_quiet, (QUIET, Hour("start"), Hour("end"))),
            Form(set_quiet, (QUIET, Hour("start"), Literal(TO), Hour("end"))),
            Form(set_quiet, (QUIET, Literal(FROM), Hour("start"), Literal(TO), Hour("end"))),
        ),
    ),
)
BUTTONS: dict[str, Run] = {views.MINE: open_mine}
MODALS: dict[str, Run] = {forms.SAVE_MINE: save_mine}
