"""The buttons of the App Home that are of no noun alone."""

from handlers.commands import actions, lights
from handlers.commands.grammar import Run
from handlers.views import home as views

BUTTONS: dict[str, Run] = {
    views.LOG: lights.ANYWHERE.open,
    views.PLAN: actions.FROM_MESSAGE.open,
}
