"""`/kam account move #channel`: an account moves to another channel, once it is said who reads."""

from domain.notice import Kind
from domain.permission import Right
from handlers.accounts import moving_views
from handlers.accounts.answers import done
from handlers.accounts.moving_views import CHOSEN, MOVE
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, Open
from handlers.blocks.past import Tell, tells
from handlers.grammar.grammar import Buttons, Windows
from handlers.incoming import SlackLookupNeeded
from handlers.outbox.composer import Composer, Composition, Moot
from handlers.request import Request
from language.speech import mark
from services import moves

WORDS = ("move to", "move", "umziehen nach", "umziehen", "verschieben nach", "verschieben")
"""The words after which the new channel is named."""


def open_form(request: Request) -> Open:
    """The window in which the channel is chosen."""
    request.acting(Right.MANAGE)
    return request.open(moving_views.form(request.speech), MOVE)


def move(request: Request, channel: str) -> Message:
    """Say who would read there; move the account once they are sure. Slack is asked each time."""
    acting = request.acting(Right.MANAGE)
    if channel not in request.incoming.asked:
        raise SlackLookupNeeded(channel)
    home = moves.look(request.uow, acting, channel)
    if not request.incoming.is_sure:
        return moving_views.before(request.speech, acting.account, home, request.workspace_name)
    activity = moves.move(request.uow, acting, channel)
    text = request.speech(
        "{name} lives in {channel} now. Both channels are told.",
        name=escape(acting.account.name),
        channel=moving_views.named(home.channel),
    )
    return done(request, acting, text, activity)


def arrived(composition: Composition) -> Message:
    """The new channel is told; raises Moot where the account has moved on."""
    home, notice = composition.home, composition.notice
    if home.channel_id != notice.facts["home"]:
        raise Moot("it has moved on")
    who, had_page = composition.called(notice.facts["by"]), bool(notice.facts["page"])
    return moving_views.arrived(composition.speech, home, who, had_page=had_page)


def left(composition: Composition) -> Message:
    """The old channel is told; raises Moot where the account is back."""
    _must_be_away(composition)
    who = composition.called(composition.notice.facts["by"])
    return moving_views.left(composition.speech, composition.home, who)


def withdrawn(composition: Composition) -> Message:
    """A card in the old channel says no more; raises Moot where the account is back."""
    _must_be_away(composition)
    return moving_views.withdrawn(composition.speech)


def _must_be_away(composition: Composition) -> None:
    if composition.home.channel_id == composition.notice.to:
        raise Moot("the account is back")


WHAT: dict[str, Tell] = {
    moves.MOVED: tells(mark("moved the account to another channel")),
}
"""What each kind of change did, for the history."""

BUTTONS: Buttons = {MOVE: open_form}
MODALS: Windows = {CHOSEN: move}
COMPOSERS: dict[Kind, Composer] = {
    Kind.ACCOUNT_MOVED: arrived,
    Kind.ACCOUNT_GONE: left,
    Kind.WITHDRAWN: withdrawn,
}
