"""What Slack checks in a button, a menu, an input or any other block element."""

import re
from collections.abc import Callable, Collection
from typing import Any

from tests.slack.fake.texts import PLAIN, Problems, count, problem, string, text_itself, text_object

Element = dict[str, Any]

_CHOICES = ("initial_option", "initial_options")
_STATIC = ("static_select", "multi_static_select")
_EXTERNAL = ("external_select", "multi_external_select")
_BY_SLACK = (
    "users_select",
    "multi_users_select",
    "conversations_select",
    "multi_conversations_select",
    "channels_select",
    "multi_channels_select",
)
_TYPED = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
_TICKED = ("checkboxes", "radio_buttons")
_TIMED = ("datepicker", "timepicker", "datetimepicker")

SELECTS = (*_STATIC, *_EXTERNAL, *_BY_SLACK)
IN_ACTIONS = frozenset(
    {"button", "overflow", "workflow_button", "rich_text_input", *SELECTS, *_TICKED, *_TIMED},
)
IN_SECTION = frozenset({"image", *IN_ACTIONS} - {"rich_text_input"})
IN_INPUT = frozenset({"rich_text_input", "file_input", *_TYPED, *SELECTS, *_TICKED, *_TIMED})


def check_element(element: object, at: str, allowed: Collection[str]) -> Problems:
    """Everything wrong with one element at the pointer `at`."""
    if not isinstance(element, dict) or element.get("type") not in allowed:
        kind = element.get("type") if isinstance(element, dict) else element
        yield problem(f"unsupported type: {kind}", f"{at}/type")
        return
    yield from string(element, "action_id", at, 255)
    if "confirm" in element:
        yield from _confirm(element["confirm"], f"{at}/confirm")
    if "placeholder" in element:
        yield from text_object(element, "placeholder", at, 150, kinds=PLAIN)
    check = _CHECKS.get(element["type"])
    if check is not None:
        yield from check(element, at)


def check_image(element: Element, at: str) -> Problems:
    """An image needs an address and the words that stand in for it."""
    yield from string(element, "alt_text", at, 2000, needed=True)
    yield from string(element, "image_url", at, 3000)
    if not element.get("image_url") and not element.get("slack_file"):
        yield problem("missing required field: image_url", at)


def check_options(options: object, at: str, most: int = 100) -> Problems:
    """A list of options: how many, and what each says; also used for option lists on demand."""
    yield from count(options, at, most)
    for number, option in enumerate(options if isinstance(options, list) else []):
        yield from _option(option, f"{at}/{number}")


def check_groups(groups: object, at: str) -> Problems:
    """Options in groups, each with a label."""
    yield from count(groups, at, 100)
    for number, group in enumerate(groups if isinstance(groups, list) else []):
        yield from text_object(group, "label", f"{at}/{number}", 75, kinds=PLAIN)
        yield from check_options(group.get("options"), f"{at}/{number}/options")


def _option(option: object, at: str) -> Problems:
    if not isinstance(option, dict):
        yield problem("must provide an object", at)
        return
    yield from text_object(option, "text", at, 75)
    yield from string(option, "value", at, 150, needed=True)
    yield from text_object(option, "description", at, 75, needed=False)


def _confirm(dialog: object, at: str) -> Problems:
    if not isinstance(dialog, dict):
        yield problem("must provide an object", at)
        return
    yield from text_object(dialog, "title", at, 100, kinds=PLAIN, needed=False)
    yield from text_object(dialog, "text", at, 300)
    yield from text_object(dialog, "confirm", at, 30, kinds=PLAIN, needed=False)
    yield from text_object(dialog, "deny", at, 30, kinds=PLAIN, needed=False)


def _button(element: Element, at: str) -> Problems:
    yield from text_object(element, "text", at, 75, kinds=PLAIN)
    yield from string(element, "value", at, 2000)
    yield from string(element, "url", at, 3000)
    yield from string(element, "accessibility_label", at, 75)
    if element.get("style", "primary") not in {"primary", "danger"}:
        yield problem("must be one of: primary, danger", f"{at}/style")


def _menu(element: Element, at: str) -> Problems:
    if "option_groups" in element:
        yield from check_groups(element["option_groups"], f"{at}/option_groups")
    else:
        yield from check_options(element.get("options"), f"{at}/options")
    yield from _initial(element, at)


def _ticks(element: Element, at: str) -> Problems:
    yield from check_options(element.get("options"), f"{at}/options", 10)
    yield from _initial(element, at)


def _overflow(element: Element, at: str) -> Problems:
    yield from check_options(element.get("options"), f"{at}/options", 5)


def _initial(element: Element, at: str) -> Problems:
    offered = [option.get("value") for option in all_options(element)]
    for key in _CHOICES:
        chosen = element.get(key)
        if chosen == []:
            yield problem("no fewer than 1 items required", f"{at}/{key}")
        for option in chosen if isinstance(chosen, list) else [chosen]:
            if option is not None and option.get("value") not in offered:
                yield problem("must be one of the provided options", f"{at}/{key}")


def all_options(element: Element) -> list[Element]:
    """Every option an element offers, grouped or not."""
    options = list(element.get("options") or [])
    for group in element.get("option_groups") or []:
        options.extend(group.get("options") or [])
    return [option for option in options if isinstance(option, dict)]


def _typed(element: Element, at: str) -> Problems:
    most = element.get("max_length", 3000)
    if not isinstance(most, int) or not 1 <= most <= 3000:
        yield problem("must be between 1 and 3000", f"{at}/max_length")
        return
    yield from string(element, "initial_value", at, most)


def _number(element: Element, at: str) -> Problems:
    if not isinstance(element.get("is_decimal_allowed"), bool):
        yield problem("missing required field: is_decimal_allowed", at)
    for key in ("initial_value", "min_value", "max_value"):
        if key in element and not isinstance(element[key], str):
            yield problem("must be a string", f"{at}/{key}")


def _day(element: Element, at: str) -> Problems:
    yield from _pattern(element, "initial_date", at, r"\d{4}-\d\d-\d\d", "YYYY-MM-DD")


def _hour(element: Element, at: str) -> Problems:
    yield from _pattern(element, "initial_time", at, r"([01]\d|2[0-3]):[0-5]\d", "HH:mm")


def _pattern(element: Element, key: str, at: str, pattern: str, wanted: str) -> Problems:
    if key in element and not re.fullmatch(pattern, str(element[key])):
        yield problem(f"must be in the format {wanted}", f"{at}/{key}")


def _nothing_empty(element: Element, at: str) -> Problems:
    for key in ("initial_user", "initial_conversation", "initial_channel"):
        yield from string(element, key, at, 255)


def check_context(element: object, at: str) -> Problems:
    """A context block holds texts and images."""
    if isinstance(element, dict) and element.get("type") == "image":
        yield from check_image(element, at)
    else:
        yield from text_itself(element, at, 3000)


_CHECKS: dict[str, Callable[[Element, str], Problems]] = {
    "button": _button,
    "image": check_image,
    "overflow": _overflow,
    "number_input": _number,
    "datepicker": _day,
    "timepicker": _hour,
    "plain_text_input": _typed,
    **dict.fromkeys(_STATIC, _menu),
    **dict.fromkeys(_TICKED, _ticks),
    **dict.fromkeys(_BY_SLACK, _nothing_empty),
}
