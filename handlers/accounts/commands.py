"""`/kam start`, `/kam account …`, `/kam team`: the account itself and who looks after it."""

from domain.errors import Forbidden
from domain.language import Language
from domain.permission import Right
from handlers.accounts import buttons, moving, moving_views, succession, views
from handlers.accounts import glance as glance_views
from handlers.accounts.answers import done
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, Open
from handlers.blocks.windows import unopened, window
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.incoming import SlackLookupNeeded
from handlers.request import Request
from language.arguments.elements import ChannelMention, Literal, Text
from language.arguments.persons import AnyPerson
from language.speech import mark
from services import accounts, audience
from services import glance as glances
from services.access import Acting
from services.accounts import AccountWish

NO_NAMES = frozenset(
    (
        *("owner", "rename", "archive", "restore", "delete", "remove", "drop", "close", "reopen"),
        *("transfer", "move", "umziehen", "verschieben", "edit", "change", "show", "list"),
        *("name", "new", "help", "settings", "status"),
        *("inhaber", "verantwortlich", "besitzer", "umbenennen", "archivieren", "umbenenne"),
        *("wiederherstellen", "löschen", "lösche", "entfernen", "schließen", "ändern", "zeigen"),
        *("eigentümer", "eigentümerin", "neu", "hilfe", "einstellungen", "übergeben", "zeig"),
    )
)
"""Words that tell kam to do something: an account so named stands in quotes."""


class SaidElsewhere(Forbidden):
    """An account is set up in its own channel, not from another one."""


def start(request: Request) -> Open:
    """Open the modal that sets up this channel's account; raises SaidElsewhere."""
    _must_be_said_here(request)
    return request.open(views.form(request.speech, request.person), buttons.START)


def set_up(request: Request, name: str) -> Message:
    """Set up this channel's account in one line; raises SaidElsewhere."""
    _must_be_said_here(request)
    return _set_up(request, request.incoming.channel_id, AccountWish(name))


def save_form(
    request: Request, name: str, language: Language | None, time_zone: str | None
) -> Message:
    """The set-up modal was sent."""
    _ask_who_is_here(request)
    wish = AccountWish(name, language=language, time_zone=time_zone)
    return _set_up(request, request.incoming.channel_id, wish)


def _must_be_said_here(request: Request) -> None:
    """Raises where a channel is named: whoever sets an account up must be in it.

    Slack is asked who is in the channel.
    """
    if request.incoming.is_elsewhere:
        raise SaidElsewhere
    _ask_who_is_here(request)


def _ask_who_is_here(request: Request) -> None:
    incoming = request.incoming
    is_channel = incoming.channel_id.startswith(("C", "G"))
    is_known = accounts.is_asked_for(request.uow, incoming.channel_id, request.now)
    if is_channel and not is_known and incoming.channel_id not in incoming.asked:
        raise SlackLookupNeeded(incoming.channel_id)


def _set_up(request: Request, channel_id: str, wish: AccountWish) -> Message:
    acting = accounts.set_up(request.uow, request.person.id, channel_id, wish, request.now)
    seen = audience.of(request.uow, acting.account, request.now)
    return views.started(request.speech, acting.account, seen, request.workspace_name)


def glance(request: Request) -> Message:
    """The account at a glance."""
    acting = request.acting(Right.READ)
    seen = glances.look(request.uow, acting)
    return glance_views.glance(
        request.speech, acting.account, seen, acting.today, may_change=acting.may(Right.CHANGE)
    )


def press_show(request: Request) -> Open:
    """The account at a glance in a window, from a list of accounts."""
    return Open(window(glance(request)), unopened(request.speech))


def team(request: Request) -> Message:
    """Show the people who look after the account."""
    acting = request.acting(Right.READ)
    people = accounts.team(request.uow, acting)
    seen = audience.of(request.uow, acting.account, request.now)
    message = views.team(request.speech, acting.account, people, seen, request.workspace_name)
    return moving_views.with_way_out(request.speech, acting, message)


def rename(request: Request, name: str) -> Message:
    """Give the account another name."""
    acting = request.acting(Right.MANAGE)
    activity = accounts.rename(request.uow, acting, name)
    text = request.speech("The account is called {name} now.", name=_name(acting))
    return done(request, acting, text, activity)


def archive(request: Request) -> Message:
    """Put the account away."""
    acting = request.acting(Right.RESTORE)
    accounts.archive(request.uow, acting)
    text = request.speech(
        "{name} is archived: nothing is posted for it. `/kam account restore` brings it back.",
        name=_name(acting),
    )
    return done(request, acting, text)


def restore(request: Request) -> Message:
    """Bring an archived account back."""
    acting = request.acting(Right.RESTORE)
    accounts.restore(request.uow, acting)
    return done(request, acting, request.speech("{name} is back.", name=_name(acting)))


def _name(acting: Acting) -> str:
    return f"*{escape(acting.account.name)}*"


OWNER = (
    *("owner", "hand over to", "verantwortlich", "inhaber", "inhaberin", "übergeben an"),
    *("eigentümer", "eigentümerin"),
)

COMMANDS = (
    Command(
        word="start",
        also=("starten", "einrichten"),
        usage=(mark("start"),),
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
            mark("account move #acme-new"),
            mark("account archive|restore"),
        ),
        about=mark("Set up, rename, hand over, move, archive or restore the account"),
        channel_after=frozenset(word.split()[0] for word in moving.WORDS),
        forms=(
            Form(rename, (Literal(("rename", "umbenennen")), Text("name"))),
            Form(succession.hand_over, (Literal(OWNER), AnyPerson("to"))),
            Form(moving.move, (Literal(moving.WORDS), ChannelMention("channel"))),
            Form(moving.open_form, (Literal(moving.WORDS),)),
            Form(archive, (Literal(("archive", "archivieren")),)),
            Form(restore, (Literal(("restore", "wiederherstellen")),)),
            Form(set_up, (Text("name", never=NO_NAMES),)),
            Form(glance),
        ),
    ),
    Command(
        word="team",
        also=("mitglieder",),
        usage=(mark("team"),),
        about=mark("Who looks after the account, and who reads along"),
        access=Right.READ,
        forms=(Form(team),),
    ),
)
BUTTONS: Buttons = {buttons.START: start, buttons.SHOW: press_show}
MODALS: Windows = {buttons.SET_UP: save_form}
