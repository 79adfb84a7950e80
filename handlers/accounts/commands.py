"""`/kam start`, `/kam account …`, `/kam team`: the account itself and who looks after it."""

from domain.activity import Activity
from domain.errors import Refused
from domain.language import Language
from domain.permission import Right
from handlers.commands.grammar import Command, Form, Literal, Person, Run, Text
from handlers.mrkdwn import escape
from handlers.speech import mark
from handlers.turn import Turn
from handlers.views import accounts as views
from handlers.views import glance as glance_views
from handlers.views.message import Message, Open, opens
from services import accounts, history
from services import glance as glances
from services.access import Acting
from services.accounts import Wish


class SaidElsewhere(Refused):
    """An account is set up in its own channel, not from another one."""


def start(turn: Turn) -> Open:
    """Open the modal that sets up this channel's account; raises SaidElsewhere."""
    _must_be_said_here(turn)
    form = views.form(turn.speech, turn.person, turn.heard.memo())
    return Open(form, opens(turn.speech, views.start_button(turn.speech)))


def set_up(turn: Turn, name: str) -> Message:
    """Set up this channel's account in one line; raises SaidElsewhere."""
    _must_be_said_here(turn)
    return _set_up(turn, turn.heard.channel_id, Wish(name))


def save_form(turn: Turn) -> Message:
    """The set-up modal was sent."""
    heard = turn.heard
    wish = Wish(
        heard.value.get("name") or "",
        language=heard.word("language", Language) if heard.value.get("language") else None,
        time_zone=heard.value.get("time_zone"),
    )
    return _set_up(turn, turn.heard.channel_id, wish)


def _must_be_said_here(turn: Turn) -> None:
    """Who sets an account up owns it: naming a channel must be no way into one."""
    if turn.heard.is_elsewhere:
        raise SaidElsewhere


def _set_up(turn: Turn, channel_id: str, wish: Wish) -> Message:
    acting = accounts.set_up(turn.uow, turn.person.id, channel_id, wish, turn.now)
    return views.started(turn.speech, acting.account)


def glance(turn: Turn) -> Message:
    """The account at a glance."""
    acting = turn.acting(Right.READ)
    seen = glances.look(turn.uow, acting)
    return glance_views.glance(turn.speech, acting.account, seen, acting.today)


def team(turn: Turn) -> Message:
    """Who looks after the account."""
    acting = turn.acting(Right.READ)
    return views.team(turn.speech, acting.account, accounts.team(turn.uow, acting))


def rename(turn: Turn, name: str) -> Message:
    """Give the account another name."""
    acting = turn.acting(Right.MANAGE)
    activity = accounts.rename(turn.uow, acting, name)
    _ = turn.speech
    said = _("The account is called {name} now.", name=_name(acting))
    return _done(turn, acting, said, activity)


def hand_over(turn: Turn, to: str) -> Message:
    """Make somebody else the owner."""
    acting = turn.acting(Right.MANAGE)
    activity = accounts.hand_over(turn.uow, acting, to)
    owner = history.name(turn.uow, to) or to
    _ = turn.speech
    said = _("{owner} owns {name} now.", owner=escape(owner), name=_name(acting))
    return _done(turn, acting, said, activity)


def archive(turn: Turn) -> Message:
    """Put the account away."""
    acting = turn.acting(Right.RESTORE)
    accounts.archive(turn.uow, acting)
    _ = turn.speech
    said = _(
        "{name} is archived: nothing is posted for it. `/kam account restore` brings it back.",
        name=_name(acting),
    )
    return _done(turn, acting, said)


def restore(turn: Turn) -> Message:
    """Bring an archived account back."""
    acting = turn.acting(Right.RESTORE)
    accounts.restore(turn.uow, acting)
    _ = turn.speech
    return _done(turn, acting, _("{name} is back.", name=_name(acting)))


def _name(acting: Acting) -> str:
    return f"*{escape(acting.account.name)}*"


def _done(turn: Turn, acting: Acting, said: str, activity: Activity | None = None) -> Message:
    turn.uow.flush()
    undo = activity.id if activity else None
    return views.done(turn.speech, acting.account, said, undo)


OWNER = ("owner", "hand over to", "verantwortlich", "inhaber", "inhaberin", "übergeben an")

COMMANDS = (
    Command(
        word="start",
        also=("starten", "einrichten"),
        usage=(mark("start"),),
        example=mark("start"),
        about=mark("Set up this channel's account"),
        forms=(Form(start),),
    ),
    Command(
        word="account",
        also=("konto", "kunde"),
        usage=(
            mark('account "Acme GmbH"'),
            mark('account rename "Acme AG"'),
            mark("account owner @anna"),
            mark("account archive|restore"),
        ),
        example=mark('account "Acme GmbH"'),
        about=mark("Set up, rename, hand over, archive or restore the account"),
        forms=(
            Form(rename, (Literal(("rename", "umbenennen")), Text("name"))),
            Form(hand_over, (Literal(OWNER), Person("to"))),
            Form(archive, (Literal(("archive", "archivieren")),)),
            Form(restore, (Literal(("restore", "wiederherstellen")),)),
            Form(set_up, (Text("name"),)),
            Form(glance),
        ),
    ),
    Command(
        word="team",
        also=("mitglieder",),
        usage=(mark("team"),),
        example=mark("team"),
        about=mark("Who looks after the account"),
        access=Right.READ,
        forms=(Form(team),),
    ),
)
BUTTONS: dict[str, Run] = {views.START: start}
MODALS: dict[str, Run] = {views.SET_UP: save_form}
