"""The manifest asks for what the code uses: no more, no less."""

import ast
import inspect
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk import WebClient

from bot import manifest
from handlers.grammar.table import SHORTCUTS
from tests.slack.fake.people import ALL_SCOPES
from tests.slack.office import ACME, BEN, Office

ROOT = Path(__file__).parents[2]
METHOD = re.compile(
    r"(auth|canvases|chat|conversations|files|reactions|users|views)(\.[a-z][A-Za-z]+)+"
)
API_CALL = re.compile(r'api_call\(\s*"([\w.]+)"')
KINDS = ("shortcut", "message_action")
BESIDE_THE_BOT = ("demo", "local_")
"""Modules that speak to the local Slack of the demo."""


def modules() -> Iterator[ast.Module]:
    for folder in ("bot", "handlers"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            if not file.name.startswith(BESIDE_THE_BOT) and file.name != "manifest.py":
                yield ast.parse(file.read_text(encoding="utf-8"))


def within(name: str) -> Iterator[str]:
    """The methods of Slack's that one of the SDK's calls, if it is one."""
    method = getattr(WebClient, name, None)
    if inspect.isfunction(method):
        source = inspect.getsource(method)
        yield from API_CALL.findall(source)
        for other in re.findall(r"self\.([a-z]+_\w+)\(", source):
            yield from within(other)


def named(node: ast.AST) -> Iterator[str]:
    """The methods of Slack's that a piece of code names, by attribute or by string."""
    if isinstance(node, ast.Attribute) and "_" in node.attr:
        yield from within(node.attr)
    if isinstance(node, ast.Call):
        texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
        yield from (text for text in texts if isinstance(text, str) and METHOD.fullmatch(text))


def called() -> set[str]:
    return {method for module in modules() for node in ast.walk(module) for method in named(node)}


def listened(app: App) -> set[str]:
    """The events for which the app has a listener."""
    found = set()
    for listener in app._listeners:  # noqa: SLF001 - Bolt shows them nowhere else
        for matcher in listener.matchers:
            cells = getattr(matcher.func, "__closure__", None) or ()  # type: ignore[attr-defined]
            found |= {cell.cell_contents for cell in cells if _is_event(cell.cell_contents)}
    return found


def _is_event(found: object) -> bool:
    return isinstance(found, str) and found in EVERY_EVENT


EVERY_EVENT = frozenset(
    [
        *("app_mention", "message", "app_home_opened", "app_uninstalled", "tokens_revoked"),
        *("member_joined_channel", "member_left_channel", "user_change", "team_join"),
        *("channel_shared", "channel_unshared", "channel_id_changed", "channel_created"),
        *(f"{kind}_{what}" for kind in ("channel", "group") for what in ("archive", "unarchive")),
        *(f"{kind}_{what}" for kind in ("channel", "group") for what in ("deleted", "left")),
        *(f"{kind}_rename" for kind in ("channel", "group")),
        *("reaction_added", "file_shared", "link_shared", "subteam_updated"),
    ]
)
"""Events of Slack's that a bot of this kind might listen to."""


def test_every_method_that_is_called_is_declared_and_the_other_way_round() -> None:
    assert called() == set(manifest.METHODS)


def test_every_event_that_is_listened_to_is_asked_for_and_the_other_way_round(
    office: Office,
) -> None:
    asked_for = {name.removesuffix(".im") for name in manifest.bot_events()}

    assert listened(office.kam.app) == asked_for


def test_the_declared_scopes_are_enough_for_everything_the_bot_does(acme: Office) -> None:
    acme.slack.set_scopes(*manifest.scopes(), *manifest.optional_scopes())
    acme.restart()
    acme.slack.fail("chat.postMessage", kind="accept_then_drop")
    acme.types('light red "finance director leaving"')
    acme.tick(minutes=2)
    acme.clock.forward(minutes=2)
    acme.slack.change_channel(ACME, is_ext_shared=True)
    acme.types("light L1 green")
    acme.tick(days=1)
    acme.mentions("lights")

    assert len(acme.told()) == 1
    assert acme.slack.direct_messages(BEN)


def test_no_scope_is_asked_for_that_slack_would_not_know() -> None:
    assert {*manifest.scopes(), *manifest.optional_scopes()} <= ALL_SCOPES


def test_without_the_optional_scopes_lights_are_logged_and_announced(acme: Office) -> None:
    acme.slack.set_scopes(*manifest.scopes())
    acme.restart()
    acme.types('light red "finance director leaving"')

    assert len(acme.told()) == 1


def test_no_two_shortcuts_have_the_same_name_and_the_app_is_described() -> None:
    made = manifest.manifest()
    names = [each["name"] for each in made["features"]["shortcuts"]]

    assert len(set(names)) == len(names)
    assert all(len(name) <= 24 for name in names)
    assert 174 <= len(made["display_information"]["long_description"]) <= 4_000


def test_for_socket_mode_no_address_is_needed() -> None:
    made = manifest.manifest()

    assert made["settings"]["socket_mode_enabled"] is True
    assert "url" not in json.dumps(made)


@pytest.mark.parametrize("url", ["https://kam.example", "https://kam.example/"])
def test_for_http_everything_goes_to_one_address(url: str) -> None:
    made = manifest.manifest(url=url)
    there = "https://kam.example/slack/events"

    assert made["settings"]["socket_mode_enabled"] is False
    assert made["features"]["slash_commands"][0]["url"] == there
    assert made["settings"]["event_subscriptions"]["request_url"] == there
    assert made["settings"]["interactivity"]["request_url"] == there


def test_mentions_in_a_command_arrive_as_ids() -> None:
    (command,) = manifest.manifest()["features"]["slash_commands"]

    assert (command["command"], command["should_escape"]) == ("/kam", True)


def test_what_is_printed_is_json_within_slacks_limits() -> None:
    made = json.loads(manifest.text())

    assert made == manifest.manifest()
    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    assert len(made["features"]["slash_commands"][0]["usage_hint"]) <= 1000


def test_every_shortcut_that_is_listened_for_is_declared_and_the_other_way_round(
    office: Office,
) -> None:
    declared = manifest.manifest()["features"]["shortcuts"]

    assert listened_shortcuts(office.kam.app) == {each["callback_id"] for each in declared}
    assert len(declared) == len({each["callback_id"] for each in declared})


def test_slack_takes_every_shortcut_as_it_is_declared() -> None:
    declared = manifest.manifest()["features"]["shortcuts"]

    assert len(declared) <= 10
    assert {each["type"] for each in declared} == {"message", "global"}
    assert max(len(each["name"]) for each in declared) <= 24
    assert max(len(each["description"]) for each in declared) <= 150


def test_the_home_tab_is_switched_on_for_there_is_a_home(office: Office) -> None:
    assert manifest.manifest()["features"]["app_home"]["home_tab_enabled"] is True
    assert office.opens_home()["type"] == "home"


def listened_shortcuts(app: App) -> set[str]:
    """The shortcuts for which the app has a listener."""
    known = {each.callback_id for each in SHORTCUTS} | {"an unknown one"}
    return {name for name in known if any(answers(app, name, kind) for kind in KINDS)}


def answers(app: App, callback_id: str, kind: str) -> bool:
    request = BoltRequest(body={"type": kind, "callback_id": callback_id}, mode="socket_mode")
    matchers = (listener.matchers for listener in app._listeners)  # noqa: SLF001 - as above
    return any(
        all(each.matches(request, BoltResponse(status=200)) for each in some) for some in matchers
    )
