"""`/kam portfolio …`: every account in one line, its picture, and the leaders' channel."""

from domain.light import Colour
from domain.portfolio import Filter
from domain.workspace import Rhythm
from handlers.blocks.message import Message, said
from handlers.grammar.grammar import Buttons, Command, Form
from handlers.incoming import SlackLookupNeeded
from handlers.leaders import views as leader_views
from handlers.portfolio import buttons, views
from handlers.request import Request
from language.arguments.days import Hour, Weekday
from language.arguments.elements import ChannelMention, Choice, Literal, Option
from language.arguments.persons import PersonMention
from language.speech import mark
from language.vocabulary import COLOURS
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
FILTERS = (Option(Choice("colour", COLOURS)), Option(PersonMention("owner")))


# --------------------------------------------------------------------------------------- read


def show(request: Request, colour: Colour | None = None, owner: str | None = None) -> Message:
    """The portfolio from its top."""
    return _page(request, Filter(colour, owner), 1)


def press_page(request: Request, page: int, colour: Colour | None, owner: str | None) -> Message:
    """The buttons that turn the pages: the same filter, in the same message."""
    return _page(request, Filter(colour, owner), page, replace=True)


def picture(request: Request, colour: Colour | None = None, owner: str | None = None) -> Message:
    """Have the picture sent to the person; where there is nothing to draw, say so."""
    wanted, key = Filter(colour, owner), request.incoming.delivery
    if portfolio.mine(request.uow, request.person.id, wanted, request.now).is_empty:
        return _page(request, wanted, 1)
    portfolio.ask_picture(request.uow, request.person.id, wanted, key=key, now=request.now)
    return said(request.speech("The picture comes to you as a direct message in a moment."))


def _page(request: Request, wanted: Filter, number: int, *, replace: bool = False) -> Message:
    found = portfolio.mine(request.uow, request.person.id, wanted, request.now, number)
    return views.page(request.speech, found, wanted, request.person, replace=replace)


# ------------------------------------------------------------------------- the leaders' channel


def send_to(request: Request, channel: str, rhythm: Rhythm | None = None) -> Message:
    """Post the portfolio to a channel; Slack is asked first who would read it there."""
    workspace.must_suit(request.uow, request.admin(), channel)
    if channel not in request.incoming.asked:
        raise SlackLookupNeeded(channel)
    readers = request.incoming.asked[channel]
    posted = workspace.send_to(
        request.uow, request.admin(), channel, rhythm, request.now, readers=readers
    )
    return leader_views.posted(request.speech, posted)


def send(
    request: Request, rhythm: Rhythm, weekday: int | None = None, hour: int | None = None
) -> Message:
    """Post it more or less often, or at another time."""
    posted = workspace.send(
        request.uow, request.admin(), rhythm, request.now, weekday=weekday, hour=hour
    )
    return leader_views.posted(request.speech, posted)


def turn_off(request: Request) -> Message:
    """Post nothing any more."""
    posted = workspace.turn_off(request.uow, request.admin(), request.now)
    return leader_views.turned_off(request.speech, posted)


def settings(request: Request) -> Message:
    """Where it is posted now."""
    return leader_views.settings(request.speech, workspace.shown(request.uow, request.admin()))


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
BUTTONS: Buttons = {buttons.SHOW: show, buttons.PAGE: press_page, buttons.PICTURE: picture}
