"""`/kam check` and `/kam chart`: what is missing, and what it looks like."""

from domain.notice_kinds import Kind
from domain.permission import Right
from handlers.blocks.message import Message, Open, said
from handlers.blocks.payload import Numbered
from handlers.goals import forms
from handlers.goals.buttons import CHART
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.lights import views as light_views
from handlers.request import Request
from handlers.sight import buttons, views
from language.arguments.elements import Literal, Option, Ref
from language.speech import mark
from services import charts, goals, lights, pictures, sight

GOAL = Ref("number", "G")
IN_CHANNEL = Literal(("share", "post", "teilen", "zeigen"))


def check(request: Request) -> Message:
    """Show the gaps in the line of sight: things that serve nothing, or that nothing serves."""
    acting = request.acting(Right.READ)
    return views.findings(request.speech, acting.account, sight.check(request.uow, acting))


def chart(request: Request, number: int | None = None) -> Message:
    """Have a picture sent to the person in a direct message."""
    acting = request.acting(Right.READ)
    subject = charts.subject(request.uow, acting, number)
    pictures.show(request.uow, acting, Kind.CHART, key=request.incoming.delivery, subject=subject)
    return views.chart_comes(request.speech, acting, number)


def share_chart(request: Request, number: int | None = None) -> Message:
    """Have the picture posted to the account's channel, or into the thread it was asked for in."""
    acting = request.acting(Right.CHANGE)
    incoming = request.incoming
    at_home = incoming.channel_id == acting.account.channel_id and not incoming.is_elsewhere
    pictures.share(
        request.uow,
        acting,
        Kind.CHART,
        key=incoming.delivery,
        subject=charts.subject(request.uow, acting, number),
        thread_ts=incoming.thread_ts if at_home else None,
    )
    return said(request.speech("The chart appears in the account's channel in a moment."))


def open_blocks(request: Request, number: int) -> Open | Message:
    """The button that asks which goal a light speaks for or against."""
    acting = request.acting(Right.CHANGE)
    light = lights.get(request.uow, acting, number)
    found = goals.open_ones(request.uow, acting)
    if not found:
        return said(
            request.speech(
                'There is no goal yet: `/kam goal "Products sold" from 2 to 5 by 2027-12-31`'
            )
        )
    form = forms.about_goal(request.speech, light, found)
    return request.open(form, buttons.NAME_GOAL, Numbered(number))


def save_blocks(request: Request, number: int, goal: int) -> Message:
    """The form that names the goal was sent."""
    acting = request.acting(Right.CHANGE)
    change = lights.name_goal(request.uow, acting, number, goal)
    return light_views.changed(request.speech, acting.account, change)


COMMANDS = (
    Command(
        word="chart",
        also=("diagramm", "grafik"),
        usage=(mark("chart [G2]"), mark("chart [G2] share")),
        example=mark("chart G3"),
        about=mark("A picture of a goal, or of the account's lights over time"),
        access=Right.READ,
        forms=(
            Form(share_chart, (GOAL, IN_CHANNEL)),
            Form(share_chart, (IN_CHANNEL,), (Option(GOAL),)),
            Form(chart, options=(Option(GOAL),)),
        ),
    ),
    Command(
        word="check",
        also=("prüfen", "pruefen"),
        usage=(mark("check"),),
        about=mark("The line of sight: what has no purpose yet, and what nothing is planned for"),
        access=Right.READ,
        forms=(Form(check),),
    ),
)
BUTTONS: Buttons = {CHART: chart, buttons.SHARE: share_chart, buttons.NAME_GOAL: open_blocks}
MODALS: Windows = {buttons.SAVE_BLOCKS: save_blocks}
