"""The type of what errors say."""

from collections.abc import Callable
from typing import Any

from domain.errors import KamError
from language.speech import Speech

ErrorMessages = dict[type[KamError], Callable[[Speech, Any], str]]
