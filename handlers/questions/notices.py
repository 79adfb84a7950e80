"""The monthly question as a notice: as true as it is when it is sent."""

from datetime import date

from domain.notice import Kind
from domain.person import Person
from handlers.blocks.message import Message
from handlers.outbox.composer import Composer, Composition, Moot, still
from handlers.questions import views
from services import access, agreeing, asking, questions, reminders


def question(composition: Composition) -> Message:
    """The question to one person over all their accounts, and what else is due this morning."""
    person = access.known(composition.uow, composition.notice.to)
    if person is None or not person.is_colleague or not person.wants_question:
        raise Moot("turned off")
    month = questions.month_of(composition.notice)
    found = still(questions.of(composition.uow, person.id, month), "nothing to ask")
    day = composition.notice.due_at.astimezone(person.zone).date()
    return views.question(composition.speech, month, found, _beside(composition, person, day))


def _beside(composition: Composition, person: Person, day: date) -> list[str]:
    """A line for each thing that the reminders of this morning would have said."""
    due = reminders.due(composition.uow, person.id, day, composition.now)
    wanted = due if person.wants_reminders else []
    waiting = asking.due(composition.uow, person.id, day)
    to_agree = agreeing.due(composition.uow, person.id, day)
    return views.beside(composition.speech, wanted, waiting, to_agree)


COMPOSERS: dict[Kind, Composer] = {Kind.QUESTION: question}
