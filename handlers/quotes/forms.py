"""The form of what the customer said."""

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from domain.goal import GoalKind
from domain.text import SENTENCE_LIMIT, shorten
from handlers.blocks import inputs
from handlers.quotes.buttons import SAVE
from handlers.request import Request
from services import goals
from services.access import Acting


def quote(request: Request, acting: Acting | None, text: str = "") -> View:
    """The modal for a quote, and the goal beside which it stands, once the account is known."""
    _ = request.speech
    wanted = goals.open_ones(request.uow, acting, GoalKind.RELATIONSHIP) if acting else []
    label, example = _("What did the customer say?"), _("They always bring us ideas")
    said = shorten(text, SENTENCE_LIMIT)
    blocks: list[Block] = [inputs.text("text", label, example, initial=said, multiline=True)]
    if wanted:
        options = inputs.of_goals(wanted)
        initial = next(iter(options)) if len(options) == 1 else None
        label = _("Beside what we want to hear")
        blocks.append(inputs.select("goal", label, options, initial=initial, optional=True))
    return inputs.form(_, SAVE, _("The customer said"), _("Save"), *blocks)
