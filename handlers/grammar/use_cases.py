"""Use cases that sentences, buttons and windows carry out with nothing to add in between."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from domain.account import Account
from domain.permission import Right
from handlers.blocks.message import Message
from handlers.request import Request
from language.speech import Speech
from services.access import Acting

C = TypeVar("C")
Answer = Callable[[Request, Acting, C], Message]


@dataclass(frozen=True)
class ChangeRun(Generic[C]):
    """A use case that changes something of an account, and the answer to its change.

    The use case gets what was typed, pressed or entered by the names of its own parameters.
    """

    use_case: Callable[..., C]
    answer: Answer[C]

    def __call__(self, request: Request, **said: Any) -> Message:  # noqa: ANN401 - as it takes it
        acting = request.acting(Right.CHANGE)
        change = self.use_case(request.uow, acting, **said)
        request.uow.flush()
        return self.answer(request, acting, change)


def drawn(view: Callable[[Speech, Account, C], Message]) -> Answer[C]:
    """The answer of a view that needs nothing but the change."""
    return lambda request, acting, change: view(request.speech, acting.account, change)
