"""The form of key information."""

from slack_sdk.models.views import View

from domain.knowledge import SOURCE_LIMIT, Area
from handlers.blocks import inputs
from handlers.blocks.payload import NOTHING
from handlers.knowledge.buttons import SAVE
from language.speech import Speech
from language.words import area_title


def tell(_: Speech) -> View:
    """A line, what it is about, and where it is known from."""
    areas = {NOTHING: _("Not sorted yet")} | {each.value: area_title(_, each) for each in Area}
    return inputs.form(
        _,
        SAVE,
        _("Add key information"),
        _("Keep it"),
        inputs.text(
            "text",
            _("What must one know of the customer?"),
            _("They move to SAP in 2027"),
            multiline=True,
        ),
        inputs.select("area", _("What is it about?"), areas, initial=NOTHING),
        inputs.text(
            "source",
            _("Where do we know it from?"),
            _("Annual report"),
            optional=True,
            limit=SOURCE_LIMIT,
        ),
    )
