"""App Home: drawn when somebody opens it, and after everything they do there.

The listener only notes who it is for. One thread draws for a person at a time, and takes the
newest wish when it is done: however often somebody opens their Home, at most one drawing waits.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from threading import Lock
from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View

from domain.language import Language
from domain.permission import NotAllowed
from handlers import payloads
from handlers.blocks.message import Message
from handlers.directory import Directory
from handlers.errors import sentence
from handlers.failures import attempt
from handlers.home import views
from handlers.home.pages import PAGE, Pages
from handlers.home.pictures import HomePictures, Uploads, draw, wanted_on
from handlers.outbox.slack_errors import UNANSWERED, reason
from language.speech import Speech, speech
from services import access, home
from storage.troubles import StorageTrouble
from storage.unit_of_work import OpenUnitOfWork

log = structlog.get_logger()

OPENED = "app_home_opened"
TURNED = re.compile(rf"{re.escape(PAGE.action)}#.*")


@dataclass(frozen=True)
class HomeRequest:
    """How somebody's Home shall look; `note` answers what they did there."""

    pages: Pages = field(default_factory=Pages)
    note: Message | None = None

    def after(self, earlier: "HomeRequest | None") -> "HomeRequest":
        """This one, with the answer that an earlier one had and nobody has read yet."""
        return HomeRequest(self.pages, self.note or (earlier.note if earlier else None))


@dataclass(frozen=True)
class DrawnHome:
    """A Home as it is published, and the pictures that belong on it, each with its state.

    `found` is None where it says nothing of any account.
    """

    view: View
    speech: Speech
    wish: HomeRequest
    found: home.Home | None = None
    wanted: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Newest:
    """The newest wish of each person, and for whom somebody is drawing."""

    waiting: dict[str, HomeRequest] = field(default_factory=dict)
    drawing: set[str] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)

    def put(self, person_id: str, wish: HomeRequest) -> bool:
        """Whether somebody must begin to draw; else who is drawing takes it next."""
        with self.lock:
            self.waiting[person_id] = wish.after(self.waiting.get(person_id))
            must_begin = person_id not in self.drawing
            self.drawing.add(person_id)
            return must_begin

    def take(self, person_id: str) -> HomeRequest | None:
        """The next person whose Home is drawn; None ends the drawing."""
        with self.lock:
            wish = self.waiting.pop(person_id, None)
            if wish is None:
                self.drawing.discard(person_id)
            return wish


@dataclass(frozen=True)
class Homes:
    """Draws the App Homes of one workspace. `later` runs work on the bot's own threads."""

    client: WebClient
    directory: Directory
    open_uow: OpenUnitOfWork
    clock: Callable[[], datetime]
    language: Language
    later: Callable[[Callable[[], None]], None]
    pictures: HomePictures
    newest: Newest = field(default_factory=Newest)

    def register(self, app: App) -> None:
        """Listen for Homes that are opened, and for their pages. To be called before others
        listen for every button.
        """
        app.event(OPENED)(self.opened)
        app.action(TURNED)(self.turned)

    def opened(self, event: dict[str, Any]) -> None:
        """Somebody opened the app: its Home or its messages."""
        if event.get("tab") == "home":
            self._wish(event["user"], HomeRequest())

    def turned(self, ack: Ack, body: dict[str, Any]) -> None:
        """Somebody turned a page."""
        incoming = payloads.of_action(body, self.directory.workspace_id)
        self._wish(incoming.person_id, HomeRequest(Pages.read(incoming.value)))
        ack()

    def show(self, person_id: str, kept: Mapping[str, Any], note: Message) -> None:
        """Draw somebody's Home where it stood, with an answer on top."""
        self._wish(person_id, HomeRequest(Pages.read(kept), note))

    def _wish(self, person_id: str, wish: HomeRequest) -> None:
        if self.newest.put(person_id, wish):
            self.later(partial(self._draw, person_id))

    def _draw(self, person_id: str) -> None:
        while (wish := self.newest.take(person_id)) is not None:
            attempt(partial(self._publish, person_id, wish), lambda _incident: None)

    def _publish(self, person_id: str, wish: HomeRequest) -> None:
        """Nobody loses anything when this fails: the Home stays as it was."""
        try:
            if not self._is_known(person_id):
                self.directory.person(person_id)
            drawn = self._drawn(person_id, wish)
            self._put(person_id, drawn)
            self._note(person_id, is_closed=drawn.found is None)
            if self._renew_pictures(person_id, drawn):
                self._put(person_id, self._drawn(person_id, wish))
        except (*UNANSWERED, StorageTrouble) as error:
            log.warning("home.refused", reason=reason(error))

    def _put(self, person_id: str, drawn: "DrawnHome") -> None:
        """Publish a Home; without its pictures where Slack does not take it with them."""
        try:
            self.client.views_publish(user_id=person_id, view=drawn.view.to_dict())
        except SlackApiError:
            if not self.pictures.shown(drawn.speech, drawn.wanted):
                raise
            self.pictures.drop(drawn.speech, drawn.wanted)
            bare = self._drawn_as(drawn, {})
            self.client.views_publish(user_id=person_id, view=bare.to_dict())

    def _renew_pictures(self, person_id: str, drawn: "DrawnHome") -> bool:
        """Draw and upload what has changed; whether the Home is to be published again."""
        _, is_new = drawn.speech, False
        for about in self.pictures.missing(_, drawn.wanted):
            with self.open_uow(self.directory.workspace_id) as uow:
                picture = draw(uow, _, person_id, about, self.clock())
            is_new |= self.pictures.renew(_, about, drawn.wanted[about], picture)
        return is_new

    def empty(self) -> None:
        """Draw the Homes anew of those who may not see any more all that stands on them."""
        with self.open_uow(self.directory.workspace_id) as uow:
            stale = uow.people.with_stale_homes()
        for person_id in stale:
            self._wish(person_id, HomeRequest())

    def _note(self, person_id: str, *, is_closed: bool) -> None:
        """Remember that something stands on somebody's Home, or nothing any more."""
        with self.open_uow(self.directory.workspace_id) as uow:
            person = access.known(uow, person_id)
            if person is not None and (person.has_home is is_closed or person.home_is_stale):
                person.has_home, person.home_is_stale = not is_closed, False
                uow.commit()

    def _is_known(self, person_id: str) -> bool:
        with self.open_uow(self.directory.workspace_id) as uow:
            return access.known(uow, person_id) is not None

    def _drawn(self, person_id: str, wish: HomeRequest) -> "DrawnHome":
        with self.open_uow(self.directory.workspace_id) as uow:
            person = access.known(uow, person_id)
            _ = speech(person.language if person else self.language)
            try:
                seen = home.look(uow, person_id, self.clock())
            except NotAllowed as error:
                return DrawnHome(views.closed(sentence(_, error)), _, wish)
        wanted = wanted_on(seen, views.versions_on_page(seen, wish.pages))
        drawn = DrawnHome(View(type="home"), _, wish, seen, wanted)
        return replace(drawn, view=self._drawn_as(drawn, self.pictures.shown(_, wanted)))

    @staticmethod
    def _drawn_as(drawn: "DrawnHome", pictures: Uploads) -> View:
        assert drawn.found is not None  # noqa: S101 - a closed Home has no pictures
        wish = drawn.wish
        return views.view(drawn.speech, drawn.found, wish.pages, wish.note, pictures)
