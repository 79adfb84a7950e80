"""Use cases that sentences, buttons and windows carry out with nothing to add in between."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from domain.permission import Right
from handlers.blocks.message import Message
from handlers.request import Request
from services.access import Acting

C = TypeVar("C")


@dataclass(frozen=True)
class Change(Generic[C]):
    """A use case that changes something of an account, and the answer to its change.

    The use case gets what was typed, pressed or entered by the names of its own parameters.
    """

    use_case: Callable[..., C]
    answer: Callable[[Request, Acting, C], Message]

    def __call__(self, request: Request, **said: Any) -> Message:  # noqa: ANN401 - as it takes it
        acting = request.acting(Right.CHANGE)
        change = self.use_case(request.uow, acting, **said)
        request.uow.flush()
        return self.answer(request, acting, change)
