"""`/kam portfolio …`: every account in one line, its picture, and the leaders' channel."""

from domain.light import Colour
from domain.portfolio import Filter
from domain.workspace import Rhythm
from handlers.commands.grammar import Channel, Choice, Command, Form, Literal, Option, Person, Run
from handlers.commands.lights import COLOUR
from handlers.commands.times import Hour, Weekday
from handlers.speech import mark
from handlers.turn import Garbled, Turn, Unfamiliar
from handlers.views import leaders as leader_views
from handlers.views import portfolio as views
from handlers.views.message import Message, said
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
FILTERS = (Option(COLOUR), Option(Person("owner")))


# --------------------------------------------------------------------------------------- read


def show(turn: Turn, colour: Colour | None = None, owner: str | None = None) -> Message:
    """The portfolio from its top."""
    return _page(turn, Filter(colour, owner), 1)


def press_show(turn: Turn) -> Message:
    """The button under the leaders' digest: what the person themselves may read."""
    return show(turn)


def press_page(turn: Turn) -> Message:
    """The buttons that turn the pages: the same filter, in the same message."""
    return _page(turn, _filter(turn), turn.heard.number("p"), replace=True)


def picture(turn: Turn, colour: Colour | None = None, owner: str | None = None) -> Message:
    """Have the picture sent to the person; where there is nothing to draw, say so."""
    wanted, key = Filter(colour, owner), turn.heard.delivery
    if portfolio.mine(turn.uow, turn.person.id, wanted, turn.now).is_empty:
        return _page(turn, wanted, 1)
    portfolio.ask_picture(turn.uow, turn.person.id, wanted, key=key, now=turn.now)
    return said(turn.speech("The picture comes to you as a direct message in a moment."))


def press_picture(turn: Turn) -> Message:
    """The button that asks for it, with the filter of the page."""
    wanted = _filter(turn)
    return picture(turn, wanted.light, wanted.owner_id)


def _page(turn: Turn, wanted: Filter, number: int, *, replace: bool = False) -> Message:
    found = portfolio.mine(turn.uow, turn.person.id, wanted, turn.now)
    return views.page(turn.speech, found, wanted, number, turn.person, replace=replace)


def _filter(turn: Turn) -> Filter:
    """The filter that a button brought back; raises Garbled."""
    value = turn.heard.value
    owner = value.get("o")
    if not (owner is None or isinstance(owner, str)):
        raise Garbled
    return Filter(turn.heard.word("c", Colour) if value.get("c") else None, owner)


# ------------------------------------------------------------------------- the leaders' channel


def send_to(turn: Turn, channel: str, rhythm: Rhythm | None = None) -> Message:
    """Post the portfolio to a channel; Slack is asked first who would read it there."""
    workspace.must_suit(turn.uow, turn.person.id, channel)
    if channel not in turn.heard.asked:
        raise Unfamiliar(channel)
    readers = turn.heard.asked[channel]
    posted = workspace.send_to(turn.uow, turn.person.id, channel, rhythm, turn.now, readers=readers)
    return leader_views.posted(turn.speech, posted)


def send(
    turn: Turn, rhythm: Rhythm, weekday: int | None = None, hour: int | None = None
) -> Message:
    """Post it more or less often, or at another time."""
    posted = workspace.send(turn.uow, turn.person.id, rhythm, turn.now, weekday=weekday, hour=hour)
    return leader_views.posted(turn.speech, posted)


def turn_off(turn: Turn) -> Message:
    """Post nothing any more."""
    posted = workspace.turn_off(turn.uow, turn.person.id, turn.now)
    return leader_views.turned_off(turn.speech, posted)


def settings(turn: Turn) -> Message:
    """Where it is posted now."""
    return leader_views.settings(turn.speech, workspace.shown(turn.uow, turn.person.id))


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
            Form(send_to, (CHANNEL, Channel("channel")), (Option(RHYTHM),)),
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
