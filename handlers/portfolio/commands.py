"""`/kam portfolio …`: every account in one line, its picture, and the leaders' channel."""

from domain.light import Colour
from domain.portfolio import Filter
from domain.workspace import Rhythm
from handlers.blocks.message import Message, said
from handlers.grammar.arguments import Hour, Weekday
from handlers.grammar.grammar import (
    ChannelMention,
    Choice,
    Command,
    Form,
    Literal,
    Option,
    PersonMention,
    Run,
)
from handlers.incoming import InvalidPayload, SlackLookupNeeded
from handlers.leaders import views as leader_views
from handlers.lights.commands import COLOUR
from handlers.portfolio import views
from handlers.request import Request
from language.speech import mark
from services import portfolio, workspace

RHYTHM = Choice(
    "rhythm",
    {
        "weekly": Rhythm.WEEKLY,
        "wöchentlich": Rhythm.WEEKLY,
        "woechentlich": Rhythm.WEEKLY,
        "monthly": Rhythm.MONTHLY,
        "monatlich": Rhythm.MONTHLY,
    },
)
OFF = Literal(("off", "aus", "stop"))
CHANNEL = Literal(("channel", "kanal"))
PICTURE = Literal(("picture", "chart", "bild", "grafik", "diagramm"))
FILTERS = (Option(COLOUR), Option(PersonMention("owner")))


# --------------------------------------------------------------------------------------- read


def show(request: Request, colour: Colour | None = None, owner: str | None = None) -> Message:
    """The portfolio from its top."""
    return _page(request, Filter(colour, owner), 1)


def press_show(request: Request) -> Message:
    """The button under the leaders' digest: what the person themselves may read."""
    return show(request)


def press_page(request: Request) -> Message:
    """The buttons that turn the pages: the same filter, in the same message."""
    return _page(request, _filter(request), request.incoming.number("p"), replace=True)


def picture(request: Request, colour: Colour | None = None, owner: str | None = None) -> Message:
    """Have the picture sent to the person; where there is nothing to draw, say so."""
    wanted, key = Filter(colour, owner), request.incoming.delivery
    if portfolio.mine(request.uow, request.person.id, wanted, request.now).is_empty:
        return _page(request, wanted, 1)
    portfolio.ask_picture(request.uow, request.person.id, wanted, key=key, now=request.now)
    return said(request.speech("The picture comes to you as a direct message in a moment."))


def press_picture(request: Request) -> Message:
    """The button that asks for it, with the filter of the page."""
    wanted = _filter(request)
    return picture(request, wanted.light, wanted.owner_id)


def _page(request: Request, wanted: Filter, number: int, *, replace: bool = False) -> Message:
    found = portfolio.mine(request.uow, request.person.id, wanted, request.now)
    return views.page(request.speech, found, wanted, number, request.person, replace=replace)


def _filter(request: Request) -> Filter:
    """The filter that a button brought back; raises Garbled."""
    value = request.incoming.value
    owner = value.get("o")
    if not (owner is None or isinstance(owner, str)):
        raise InvalidPayload
    return Filter(request.incoming.word("c", Colour) if value.get("c") else None, owner)


# ------------------------------------------------------------------------- the leaders' channel


def send_to(request: Request, channel: str, rhythm: Rhythm | None = None) -> Message:
    """Post the portfolio to a channel; Slack is asked first who would read it there."""
    workspace.must_suit(request.uow, request.person.id, channel)
    if channel not in request.incoming.asked:
        raise SlackLookupNeeded(channel)
    readers = request.incoming.asked[channel]
    posted = workspace.send_to(
        request.uow, request.person.id, channel, rhythm, request.now, readers=readers
    )
    return leader_views.posted(request.speech, posted)


def send(
    request: Request, rhythm: Rhythm, weekday: int | None = None, hour: int | None = None
) -> Message:
    """Post it more or less often, or at another time."""
    posted = workspace.send(
        request.uow, request.person.id, rhythm, request.now, weekday=weekday, hour=hour
    )
    return leader_views.posted(request.speech, posted)


def turn_off(request: Request) -> Message:
    """Post nothing any more."""
    posted = workspace.turn_off(request.uow, request.person.id, request.now)
    return leader_views.turned_off(request.speech, posted)


def settings(request: Request) -> Message:
    """Where it is posted now."""
    return leader_views.settings(request.speech, workspace.shown(request.uow, request.person.id))


COMMANDS = (
    Command(
        word="portfolio",
        also=("übersicht", "uebersicht"),
        usage=(
            mark("portfolio [red|amber|green] [@owner]"),
            mark("portfolio picture [red|amber|green] [@owner]"),
            mark("portfolio channel #sales-leads [weekly|monthly]"),
            mark("portfolio channel"),
            mark("portfolio weekly|monthly [friday] [8]"),
            mark("portfolio off"),
        ),
        example=mark("portfolio red"),
        about=mark("Every account in one line, the one that needs you most on top"),
        forms=(
            Form(send_to, (CHANNEL, ChannelMention("channel")), (Option(RHYTHM),)),
            Form(settings, (CHANNEL,)),
            Form(send, (RHYTHM,), (Option(Weekday("weekday")), Option(Hour("hour")))),
            Form(turn_off, (OFF,)),
            Form(picture, (PICTURE,), FILTERS),
            Form(show, options=FILTERS),
        ),
        takes_channel=True,
    ),
)
BUTTONS: dict[str, Run] = {
    views.SHOW: press_show,
    views.PAGE: press_page,
    views.PICTURE: press_picture,
}
MODALS: dict[str, Run] = {}
