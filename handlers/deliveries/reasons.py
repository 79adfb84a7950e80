"""Why a message was not sent, in words: what the outbox records, as people read it."""

import re
from collections.abc import Callable, Mapping

from domain.channel import Obstacle
from handlers.accounts import held
from language.speech import Speech
from services import digests

CODE = re.compile(r"[a-z][a-z0-9_]*")

REASONS: Mapping[str, Callable[[Speech], str]] = {
    "too late": lambda _: _("by the time it could be sent it was too late to be of use"),
    "account archived": lambda _: _("the account is archived"),
    "muted": lambda _: _("its reader does not want such messages"),
    "snoozed": lambda _: _("its reader does not want such messages for a while"),
    "muted for the account": lambda _: _("such messages are turned off for the account"),
    "snoozed for the account": lambda _: _("such messages are snoozed for the account"),
    "turned off": lambda _: _("its reader has turned reminders off"),
    "quiet hours": lambda _: _("its reader keeps quiet hours"),
    "not announced": lambda _: _("the settings announce nothing in the channel"),
    "undone": lambda _: _("what it told of was taken back"),
    "waits for another message": lambda _: _("another message has to go out first"),
    "its message was never posted": lambda _: _("the message that it belongs to was never posted"),
    "its thread is posted again": lambda _: _("its thread was deleted and is posted once more"),
    "its thread was deleted twice": lambda _: _("its thread was deleted twice: somebody meant it"),
    "not in the team any more": lambda _: _("its reader has left the team"),
    "a later review is due": lambda _: _("a later review is already due"),
    "nothing is due any more": lambda _: _("nothing is due any more"),
    "ratelimited": lambda _: _("Slack asked us to wait"),
    "message_not_found": lambda _: _("the message to be rewritten was deleted"),
    "history unavailable": lambda _: _("the channel's history could not be read"),
    digests.NOTHING_TO_SAY: lambda _: _("there was nothing to tell"),
    "nothing needs doing": lambda _: _("nothing needs doing, and it comes only then"),
}


def in_words(_: Speech, reason: str | None) -> str:
    """The reason as half a sentence; Slack's own word for it where we have none."""
    if reason is None:
        return _("nobody noted why")
    if reason in {*Obstacle}:
        return held.why(_, Obstacle(reason)).rstrip(".")
    known = REASONS.get(reason)
    if known is not None:
        return known(_)
    if CODE.fullmatch(reason):
        return _("Slack answered `{code}`", code=reason)
    return reason
