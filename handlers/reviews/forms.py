"""The modals of a review: the preview of rolling the plan, and putting it off."""

from slack_sdk.models.views import View

from domain.account import Account
from domain.action import ASK_AT
from domain.agenda import Agenda
from handlers.actions.views import headline
from handlers.blocks import inputs
from handlers.blocks.message import sections
from handlers.lights.views import account_name
from handlers.plan.views import month_alone
from handlers.reviews import agenda as agenda_views
from handlers.reviews.buttons import (
    ROLL_NOW,
    SAVE_LATER,
)
from language.lists import cut
from language.speech import Speech
from services.reviews import ReviewView


def preview(_: Speech, account: Account, sight: ReviewView) -> View:
    """The preview of rolling the plan."""
    return View(
        type="modal",
        callback_id=ROLL_NOW.callback,
        title=_("Roll the plan"),
        submit=_("Roll the plan"),
        close=_("Not yet"),
        blocks=sections(_what_happens(_, account, sight.agenda)),
    )


def _what_happens(_: Speech, account: Account, agenda: Agenda) -> list[str]:
    first, _second, last = agenda.months
    lines = [
        _(
            "*{name}*: the plan covers {first} to {last} from now on.",
            name=account_name(account),
            first=month_alone(_, first),
            last=month_alone(_, last),
        )
    ]
    lines += _left_over(_, agenda) + _carried_often(_, agenda)
    if agenda.check.undetailed:
        lines.append(f"⚠️ {agenda_views.missing(_, agenda.check.undetailed)}")
    lines.append(_("The plan is kept as it stands then, and posted in the thread."))
    return lines


def _left_over(_: Speech, agenda: Agenda) -> list[str]:
    if not agenda.left:
        return []
    title = _.plural(
        "{n} action left over moves to {month}:",
        "{n} actions left over move to {month}:",
        len(agenda.left),
        month=month_alone(_, agenda.months[0]),
    )
    moved = [f"➡️ {headline(action, agenda_views.LINE)}" for action in agenda.left]
    return [title, *cut(_, moved, agenda_views.SHOWN)]


def _carried_often(_: Speech, agenda: Agenda) -> list[str]:
    often = [action.ref for action in agenda.left if action.is_carried_often]
    if not often:
        return []
    asked = _(
        "⚠️ Carried over {times} times or more: {refs}. Drop it, or a red light?",
        times=ASK_AT,
        refs=_.listing(cut(_, often, agenda_views.SHOWN)),
    )
    return [asked]


def later_form(_: Speech) -> View:
    """The modal that asks why it is not rolled this month."""
    return inputs.form(
        _,
        SAVE_LATER,
        _("Not this month"),
        _("Save"),
        inputs.text(
            "text", _("Why is the plan not rolled this month?"), _("The customer decides in June")
        ),
    )
