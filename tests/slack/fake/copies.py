"""Copies of JSON values: several times as fast as `copy.deepcopy`, and nothing else is stored."""

from typing import TypeVar, cast

Value = TypeVar("Value")


def clone(value: Value) -> Value:
    """A copy of a value that shares nothing that could be changed."""
    if isinstance(value, dict):
        return cast(Value, {key: clone(item) for key, item in value.items()})
    if isinstance(value, list):
        return cast(Value, [clone(item) for item in value])
    return value
