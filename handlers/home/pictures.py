"""The pictures on a Home: each is uploaded once for a state of what it shows, and named by its id.

They are kept in the memory of this process: another, or one that was started anew, uploads again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

import structlog
from slack_sdk import WebClient

from documents.charts.png import render_png
from documents.charts.portfolio import portfolio_alt, portfolio_chart
from documents.charts.roadmap.drawing import draw_map
from documents.charts.roadmap.facts import road_map
from documents.charts.roadmap.words import map_alt
from domain.errors import KamError
from domain.permission import Right
from domain.portfolio import Filter
from handlers.blocks.escaping import inert
from handlers.blocks.message import Picture
from handlers.outbox.slack_errors import UNANSWERED, reason
from language.speech import Speech
from services import access, glance, portfolio
from services.home import Home
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()

MOST = 1_000
"""Pictures of which the ids are kept; the oldest are forgotten, and uploaded again when needed."""

PORTFOLIO = "portfolio"
SMALL = 1.0
"""Pixels a unit of a picture gets: on a Home it is small."""


@dataclass(frozen=True)
class PictureKey:
    """A picture: of an account or of somebody's portfolio, in a language."""

    about: str
    language: str


@dataclass(frozen=True)
class UploadedPicture:
    """A picture that Slack has, and the state that it shows; without an id there is none to show.

    `alt` says in words what it shows.
    """

    version: str
    file_id: str = ""
    alt: str = ""


Uploads = Mapping[str, UploadedPicture]
"""Pictures by what they are about."""


@dataclass
class HomePictures:
    """Draws, uploads and keeps the pictures of Homes."""

    client: WebClient
    clock: Callable[[], datetime]
    kept: dict[PictureKey, UploadedPicture] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def shown(self, _: Speech, wanted: Mapping[str, str]) -> dict[str, UploadedPicture]:
        """The pictures that there are of what is wanted, the latest of each."""
        return {about: one for about, one in self._kept(_, wanted).items() if one.file_id}

    def missing(self, _: Speech, wanted: Mapping[str, str]) -> list[str]:
        """The subjects that changed since their picture was drawn, or have none."""
        known = {about: one.version for about, one in self._kept(_, wanted).items()}
        return [about for about, version in wanted.items() if known.get(about) != version]

    def _kept(self, _: Speech, wanted: Mapping[str, str]) -> dict[str, UploadedPicture]:
        with self.lock:
            found = {about: self.kept.get(PictureKey(about, _.language)) for about in wanted}
        return {about: one for about, one in found.items() if one is not None}

    def drop(self, _: Speech, wanted: Mapping[str, str]) -> None:
        """Forget pictures that Slack does not show."""
        with self.lock:
            for about in wanted:
                self.kept.pop(PictureKey(about, _.language), None)

    def renew(self, _: Speech, about: str, version: str, drawn: Picture | None) -> bool:
        """Upload a picture; whether there is another to show than before."""
        try:
            made = self._uploaded(version, drawn)
        except UNANSWERED as error:
            log.warning("home.picture_refused", reason=reason(error))
            return False
        key = PictureKey(about, _.language)
        with self.lock:
            before = self.kept.pop(key, None)
            self.kept[key] = made
            if len(self.kept) > MOST:
                del self.kept[next(iter(self.kept))]
        return bool(made.file_id or (before and before.file_id))

    def _uploaded(self, version: str, drawn: Picture | None) -> UploadedPicture:
        """Uploaded to nobody: it is seen on the Homes that show it, and nowhere else."""
        if drawn is None:
            return UploadedPicture(version)
        answer = self.client.files_upload_v2(
            content=render_png(drawn.svg, SMALL),
            filename=f"{drawn.name}.png",
            title=drawn.title,
            alt_txt=drawn.alt,
        )
        return UploadedPicture(version, str(answer["files"][0]["id"]), drawn.alt)


def wanted_on(found: Home, on_page: Mapping[int, str]) -> dict[str, str]:
    """The subjects of the pictures on a Home, each with the state that it is in."""
    wanted = {str(account_id): version for account_id, version in on_page.items()}
    if found.portfolio is not None and not found.portfolio.is_empty:
        wanted[PORTFOLIO + found.person.id] = found.version
    return wanted


def draw(uow: UnitOfWork, _: Speech, person_id: str, about: str, now: datetime) -> Picture | None:
    """A picture as things stand; None where there is nothing to draw or to see any more."""
    try:
        if about.startswith(PORTFOLIO):
            return _portfolio(uow, _, person_id, now)
        return _map(uow, _, person_id, int(about), now)
    except KamError:
        return None


def _portfolio(uow: UnitOfWork, _: Speech, person_id: str, now: datetime) -> Picture | None:
    found = portfolio.my_pasts(uow, person_id, Filter(), now)
    if found.is_empty:
        return None
    title = _("Portfolio, week by week")
    return Picture(portfolio_chart(_, found), inert(portfolio_alt(_, found)), "portfolio", title)


def _map(
    uow: UnitOfWork, _: Speech, person_id: str, account_id: int, now: datetime
) -> Picture | None:
    """The road map of an account that has a goal: before, it would show nothing."""
    acting = access.on_account(uow, person_id, account_id, Right.READ, now)
    seen = glance.look(uow, acting)
    if seen.goals.is_empty:
        return None
    found = road_map(acting.account, seen, acting.today)
    title = _("Road map of {account}", account=inert(acting.account.name))
    return Picture(draw_map(_, found), inert(map_alt(_, found)), "roadmap", title)
