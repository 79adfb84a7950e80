"""`/kam map`: the whole strategy in one picture, for the one who asks, and for the channel."""

from domain.notice_kinds import Kind
from domain.page import PagePlace
from domain.permission import Right
from handlers.blocks.message import Message
from handlers.grammar.grammar import Buttons, Command, Form
from handlers.request import Request
from handlers.roadmap import views
from handlers.roadmap.buttons import ADD_SECTION, MAKE_PAGE, OWN_PAGE, SHARE, SHOW
from language.arguments.elements import Literal
from language.speech import mark
from services import pages, pictures

IN_CHANNEL = Literal(("share", "post", "teilen", "zeigen"))
PAGE = Literal(("page", "canvas", "seite"))


def show(request: Request) -> Message:
    """Have the road map sent to the person in a direct message."""
    acting = request.acting(Right.READ)
    pictures.show(request.uow, acting, Kind.MAP, key=request.incoming.delivery)
    return views.on_its_way(request.speech, acting)


def share(request: Request) -> Message:
    """Have the road map posted in the account's channel."""
    acting = request.acting(Right.CHANGE)
    pictures.share(request.uow, acting, Kind.MAP, key=request.incoming.delivery)
    return views.shared(request.speech, acting.account)


def make_page(request: Request) -> Message:
    """Have the account's page made in the canvas of its channel, or looked through."""
    return _page(request, PagePlace.CHANNEL)


def add_section(request: Request) -> Message:
    """Have the page written at the end of the canvas that the team has made."""
    return _page(request, PagePlace.SECTION)


def make_own_page(request: Request) -> Message:
    """Have a canvas of its own made for the page, in a tab of the channel."""
    return _page(request, PagePlace.OWN)


def _page(request: Request, place: PagePlace) -> Message:
    acting = request.acting(Right.CHANGE)
    page = pages.ask(request.uow, acting, place, key=request.incoming.delivery)
    return views.page_asked(request.speech, acting.account, page)


COMMANDS = (
    Command(
        word="map",
        also=("karte", "roadmap", "landkarte"),
        usage=(mark("map"), mark("map share"), mark("map page")),
        about=mark("The road map: the whole strategy in one picture"),
        access=Right.READ,
        forms=(Form(share, (IN_CHANNEL,)), Form(make_page, (PAGE,)), Form(show)),
    ),
)
BUTTONS: Buttons = {
    SHOW: show,
    SHARE: share,
    MAKE_PAGE: make_page,
    ADD_SECTION: add_section,
    OWN_PAGE: make_own_page,
}
