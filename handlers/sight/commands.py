"""`/kam check` and `/kam chart`: what is missing, and what it looks like."""

from domain.permission import Right
from handlers.commands.grammar import Command, Form, Option, Ref, Run
from handlers.speech import mark
from handlers.turn import Turn
from handlers.views import goal_forms as forms
from handlers.views import goals as goal_views
from handlers.views import lights as light_views
from handlers.views import sight as views
from handlers.views.message import Message, Open, opens, said
from services import charts, goals, lights, sight


def check(turn: Turn) -> Message:
    """What serves nothing, and what nothing serves."""
    acting = turn.acting(Right.READ)
    return views.findings(turn.speech, acting.account, sight.check(turn.uow, acting))


def chart(turn: Turn, number: int | None = None) -> Message:
    """Have a picture posted to the account's channel."""
    acting = turn.acting(Right.CHANGE)
    heard = turn.heard
    at_home = heard.channel_id == acting.account.channel_id and not heard.is_elsewhere
    charts.ask(
        turn.uow,
        acting,
        number,
        key=heard.delivery,
        thread_ts=heard.thread_ts if at_home else None,
    )
    return said(turn.speech("The chart appears in the account's channel in a moment."))


def press_chart(turn: Turn) -> Message:
    """The button that asks for a goal's picture."""
    return chart(turn, turn.heard.number("n"))


def open_blocks(turn: Turn) -> Open | Message:
    """The button that asks which goal a red light blocks."""
    acting, number = turn.acting(Right.CHANGE), turn.heard.number("n")
    light = lights.get(turn.uow, acting, number)
    found = goals.open_ones(turn.uow, acting)
    if not found:
        return said(
            turn.speech(
                'There is no goal yet: `/kam goal "Products sold" from 2 to 5 by 2027-12-31`'
            )
        )
    memo = turn.heard.memo(acting.account_id, n=number)
    form = forms.blocks(turn.speech, memo, light.ref, light.text, found)
    way_in = views.name_goal_button(turn.speech, acting.account, number)
    return Open(form, opens(turn.speech, way_in))


def save_blocks(turn: Turn) -> Message:
    """The form that names the goal was sent."""
    acting = turn.acting(Right.CHANGE)
    number, goal = turn.heard.remembered("n"), turn.heard.chosen("goal")
    change = lights.block(turn.uow, acting, number, goal)
    return light_views.changed(turn.speech, acting.account, change.light, change.activity)


COMMANDS = (
    Command(
        word="chart",
        also=("diagramm", "grafik"),
        usage=(mark("chart [G2]"),),
        example=mark("chart G2"),
        about=mark("A picture of a goal, or of the account's lights over time"),
        access=Right.CHANGE,
        forms=(Form(chart, options=(Option(Ref("number", "G")),)),),
    ),
    Command(
        word="check",
        also=("prüfen", "pruefen"),
        usage=(mark("check"),),
        example=mark("check"),
        about=mark("The line of sight: what serves nothing, and what nothing serves"),
        access=Right.READ,
        forms=(Form(check),),
    ),
)
BUTTONS: dict[str, Run] = {goal_views.CHART: press_chart, views.NAME_GOAL: open_blocks}
MODALS: dict[str, Run] = {forms.SAVE_BLOCKS: save_blocks}
