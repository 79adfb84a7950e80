"""A bot that repeats what it hears: enough to prove the stage before the play."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from slack_bolt import Ack, App, Respond, Say
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.models import blocks as kit
from slack_sdk.models.views import View

from bot.demo.local_slack import LocalSlack
from bot.demo.world import SAMPLE

Json = Mapping[str, Any]


@contextmanager
def echo_bot(slack: LocalSlack) -> Iterator[WebClient]:
    """Connected in Socket Mode while the block runs; what comes out is the bot's own client."""
    client = WebClient(SAMPLE.bot_token, base_url=slack.api_url, retry_handlers=[])
    app = App(client=client, process_before_response=True)
    app.command("/kam")(_echo)
    app.action("open")(_open)
    app.view("form")(_save)
    app.event("app_mention")(_answer)
    app.event("app_home_opened")(_welcome)
    app.event("message")(_ignore)
    handler = SocketModeHandler(app, SAMPLE.app_token)
    handler.connect()  # type: ignore[no-untyped-call]
    try:
        yield client
    finally:
        handler.close()  # type: ignore[no-untyped-call]


def _echo(ack: Ack, command: Json) -> None:
    heard = kit.SectionBlock(text=kit.MarkdownTextObject(text=f"Heard: {command['text']}"))
    button = kit.ButtonElement(text="Open", action_id="open", value=command["text"])
    shown = [heard, kit.ActionsBlock(elements=[button])]
    ack(response_type="ephemeral", text=f"Heard: {command['text']}", blocks=shown)


def _open(ack: Ack, body: Json, client: WebClient, respond: Respond) -> None:
    client.views_open(trigger_id=body["trigger_id"], view=_form(body["channel"]["id"]))
    respond(replace_original=True, text="The form is open.")
    ack()


def _form(channel: str) -> View:
    name = kit.PlainTextInputElement(action_id="value", initial_value="Acme")
    colours = [kit.Option(value=colour, label=colour) for colour in ("green", "red")]
    colour = kit.StaticSelectElement(action_id="value", options=colours)
    day = kit.DatePickerElement(action_id="value")
    fields = {"Name": name, "Colour": colour, "Day": day}
    inputs = [kit.InputBlock(block_id=key, label=key, element=fields[key]) for key in fields]
    return View(
        type="modal",
        callback_id="form",
        title="A form",
        submit="Save",
        private_metadata=channel,
        blocks=inputs,
    )


def _save(ack: Ack, view: Json, client: WebClient) -> None:
    entered = {key: field["value"] for key, field in view["state"]["values"].items()}
    name, colour = entered["Name"]["value"], entered["Colour"]["selected_option"]
    if not colour:
        ack(response_action="errors", errors={"Colour": "Which one?"})
        return
    text = f"{name} is {colour['value']} until {entered['Day']['selected_date']}"
    client.chat_postMessage(channel=view["private_metadata"], text=text)
    ack()


def _answer(event: Json, say: Say) -> None:
    said = event["text"].partition("> ")[2]
    say(text=f"You said {said}", thread_ts=event.get("thread_ts"))


def _welcome(event: Json, client: WebClient) -> None:
    hello = kit.SectionBlock(text=kit.MarkdownTextObject(text=f"Welcome <@{event['user']}>"))
    client.views_publish(user_id=event["user"], view=View(type="home", blocks=[hello]))


def _ignore() -> None:
    """Every mention arrives as a message too."""
