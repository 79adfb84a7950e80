"""The methods of the Web API the fake answers, by name."""

from collections.abc import Callable
from typing import Any

from tests.slack.fake.call import Call
from tests.slack.fake.methods import canvases, chat, conversations, files, history, users, views
from tests.slack.fake.world import World

Method = Callable[[World, Call], dict[str, Any]]

METHODS: dict[str, Method] = {
    **canvases.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **history.METHODS,
    **users.METHODS,
    **views.METHODS,
}
