"""The ladder: from a Bolt app that does nothing to the whole bot, each rung with one thing more.

All rungs are served by the same web application behind the same signature guard, so none of them
checks signatures a second time.
"""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlalchemy import Engine, Integer, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from bot.app import Kam
from handlers.listeners import COMMAND


class Rung(StrEnum):
    """What is measured."""

    DEFAULT = "Bolt's default no-op"
    WITHIN = "Bolt no-op, process_before_response"
    FLOOR = "the same and one ORM insert + commit"
    WHOLE = '/kam light red "…"'


class Base(DeclarativeBase):
    """What the floor writes is no table of the product."""


class Line(Base):
    """One row, as plain as a durable one can be."""

    __tablename__ = "bench_lines"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    text: Mapped[str] = mapped_column(Text)


def prepare(engine: Engine) -> None:
    """Make the floor's table."""
    Base.metadata.create_all(engine)


def on_rung(kam: Kam, rung: Rung) -> Kam:
    """The bot with an app that does as much as this rung."""
    if rung is Rung.WHOLE:
        return kam
    listener = _inserting(kam.engine) if rung is Rung.FLOOR else _doing_nothing
    return replace(kam, app=_app(kam, listener, within=rung is not Rung.DEFAULT))


def _app(kam: Kam, listener: Callable[..., None], *, within: bool) -> App:
    """Bolt's own defaults; only `within` differs, and the guard's work is not done again."""
    token = kam.installation.token
    app = App(
        client=WebClient(token, base_url=kam.app.client.base_url),
        process_before_response=within,
        request_verification_enabled=False,
    )
    app.command(COMMAND)(listener)
    return app


def _doing_nothing(ack: Ack) -> None:
    ack("Logged.")


def _inserting(engine: Engine) -> Callable[..., None]:
    def listener(ack: Ack, body: dict[str, Any]) -> None:
        with Session(engine) as session:
            session.add(Line(text=body["text"]))
            session.commit()
        ack("Logged.")

    return listener
