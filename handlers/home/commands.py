"""The buttons of the App Home that are of no noun alone."""

from handlers.actions import commands as actions
from handlers.grammar.grammar import Buttons
from handlers.home import views
from handlers.lights import commands as lights

BUTTONS: Buttons = {
    views.LOG: lights.ANYWHERE.open,
    views.PLAN: actions.FROM_MESSAGE.open,
}
