"""`/kam settings me`, `/kam settings quiet …`: what one wants for oneself."""

from collections.abc import Callable
from typing import Any

from domain.errors import KamError
from domain.notice import Kind
from domain.permission import NotAllowed, Reason, Right
from domain.person import QuietAllDay
from handlers.actions.reminders import switched
from handlers.blocks.fields import at_field
from handlers.blocks.message import Document, Message, Open, said
from handlers.blocks.payload import Rows
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.incoming import InvalidPayload
from handlers.outbox.composer import Composer, Composition, Moot
from handlers.request import Request
from handlers.settings import buttons, forms, views
from handlers.settings.of_person import SETTINGS
from handlers.settings.setting import SettingSentence, typed
from language.arguments.elements import Literal
from language.speech import mark
from services import access, mutes, people, privacy, questions, reminders, undelivered
from services.access import Acting, NoAccountHere
from services.mutes import Muted

OWN_INSTEAD = frozenset({Reason.NOT_OWNER, Reason.READ_ONLY, Reason.CONFIDENTIAL})
"""Who may not set anything for an account gets their own settings."""


def managing(request: Request) -> Acting | None:
    """The owner or an admin on the account; None for who has only settings of their own."""
    try:
        return request.acting(Right.MANAGE)
    except NoAccountHere:
        return None
    except NotAllowed as error:
        if error.reason not in OWN_INSTEAD:
            raise
        return None


def open_mine(request: Request) -> Open:
    """One's own settings."""
    muted = mutes.of(request.uow, request.person.id, request.now)
    return request.open(
        forms.mine(request.speech, request.person, muted, request.now), buttons.MINE
    )


def save_mine(
    request: Request,
    *,
    reminders: bool,
    question: bool | None,
    mute: Rows[bool],
    quiet_from: int | None,
    quiet_until: int | None,
) -> Message:
    """The window of one's own settings was sent; raises InvalidPayload and QuietAllDay."""
    person = request.person
    until = None if quiet_from is None else quiet_until
    if (quiet_from is None) is not (until is None):
        raise InvalidPayload
    with at_field("quiet_until", QuietAllDay):
        people.be_quiet(request.uow, person.id, quiet_from, until)
    lifted = [
        muted
        for muted in mutes.of(request.uow, person.id, request.now)
        if mute.get(forms.scope_of(muted)) is False
    ]
    for muted in lifted:
        mutes.lift(request.uow, person, muted.account.id if muted.account else None, muted.topic)
    switch(request, on=reminders)
    if question is not None:
        questions.switch(request.uow, person.id, on=question)
    return _saved(request, lifted)


def switch(request: Request, *, on: bool) -> Message:
    """Turn one's reminders on or off."""
    reminders.switch(request.uow, request.person.id, on=on)
    return switched(request.speech, on=on)


def tell_of_undelivered(request: Request, *, on: bool) -> Message:
    """Tell an admin of messages that can never be sent, or no more; raises NotAllowed."""
    undelivered.switch(request.uow, request.person.id, on=on)
    _ = request.speech
    if on:
        return said(_("I will tell you once a day at most of messages that can never be sent."))
    return said(_("I will not tell you any more of messages that can never be sent."))


def sets(sentence: SettingSentence) -> Callable[..., Message]:
    """The command that sets what this sentence names; it raises QuietAllDay."""

    def run(request: Request, **values: Any) -> Message:  # noqa: ANN401 - what was typed
        changes = typed(SETTINGS, sentence, values)
        if "wants_reminders" in changes:
            return switch(request, on=changes["wants_reminders"])
        if "wants_question" in changes:
            questions.switch(request.uow, request.person.id, on=changes["wants_question"])
            return _saved(request, [])
        if "wants_undelivered" in changes:
            return tell_of_undelivered(request, on=changes["wants_undelivered"])
        people.be_quiet(
            request.uow, request.person.id, changes["quiet_from"], changes["quiet_until"]
        )
        return _saved(request, [])

    return run


def _saved(request: Request, lifted: list[Muted]) -> Message:
    """The settings as they are now, with a way to the account's settings for who has one."""
    try:
        acting = managing(request)
    except NotAllowed:
        acting = None
    return views.saved_mine(
        request.speech, request.person, lifted, acting.account if acting else None
    )


def about_me(request: Request) -> Message:
    """Have what is kept about oneself sent to oneself."""
    privacy.ask(request.uow, request.person, request.now, key=request.incoming.delivery)
    return said(request.speech("I am sending it to you in a direct message."))


def written_down(composition: Composition) -> Message:
    """Everything that names this person; raises Moot for who may not use the product any more."""
    _ = composition.speech
    try:
        person = access.person(composition.uow, composition.notice.to)
    except KamError as error:
        raise Moot("not allowed any more") from error
    content = privacy.about_oneself(composition.uow, person, composition.now)
    day = composition.now.astimezone(person.zone).date()
    title = _("What I keep about you")
    return Message(
        _(
            "Here is everything that I keep about you. A workspace admin can have it erased, and "
            "docs/privacy.md says what is kept, why and for how long."
        ),
        files=[Document(content, f"kam-about-me-{day}", "json", title)],
    )


COMMANDS = (
    Command(
        word="settings",
        usage=(
            mark("settings me"),
            mark("settings about me"),
            *(usage for each in SETTINGS for usage in each.usage),
        ),
        forms=(
            Form(open_mine, (Literal(("me", "mine", "mich", "meine", "ich")),)),
            Form(about_me, (Literal(("about me", "about", "über mich")),)),
            *(
                Form(sets(sentence), sentence.arguments, sentence.options)
                for setting in SETTINGS
                for sentence in setting.sentences
            ),
        ),
    ),
)
BUTTONS: Buttons = {buttons.MINE: open_mine, buttons.ABOUT_ME: about_me}
MODALS: Windows = {buttons.SAVE_MINE: save_mine}
COMPOSERS: dict[Kind, Composer] = {Kind.ABOUT_ME: written_down}
