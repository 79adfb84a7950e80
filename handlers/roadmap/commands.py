"""`/kam map`: the whole strategy in one picture, for the one who asks, and for the channel."""

from domain.notice_kinds import Kind
from domain.permission import Right
from handlers.blocks.message import Message
from handlers.grammar.grammar import Buttons, Command, Form, Literal
from handlers.request import Request
from handlers.roadmap import views
from handlers.roadmap.buttons import SHARE, SHOW
from language.speech import mark
from services import pictures

IN_CHANNEL = Literal(("share", "post", "teilen", "zeigen"))


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


COMMANDS = (
    Command(
        word="map",
        also=("karte", "roadmap"),
        usage=(mark("map"), mark("map share")),
        example=mark("map"),
        about=mark("The road map: the whole strategy in one picture"),
        access=Right.READ,
        forms=(Form(share, (IN_CHANNEL,)), Form(show)),
    ),
)
BUTTONS: Buttons = {SHOW: show, SHARE: share}
