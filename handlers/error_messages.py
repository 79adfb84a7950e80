"""The type of what errors say."""

from collections.abc import Callable
from typing import Any

from domain.errors import KamError
from handlers.speech import Speech

Sayings = dict[type[KamError], Callable[[Speech, Any], str]]
