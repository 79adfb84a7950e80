"""The settings of an account: read as one, changed as one, taken back as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from domain.account import Account, time_zone
from domain.activity import Activity
from domain.confidence import BEFORE_REVIEW
from domain.permission import NotAllowed, Reason, Right
from domain.routine import Routine, RoutineKind
from domain.settings import AccountSettings, SettingsChanged, UnknownCountry
from services import confidentiality, history, holidays
from services.access import Acting
from services.occurrences import next_period
from storage.unit_of_work import UnitOfWork

CHANGED = "settings.changed"
REF = "settings"
"""What the history calls them."""

Facts = Mapping[str, Any]

Rows = dict[str, Any]
"""The account under "", its routines under their kinds."""

NAMES = tuple(field.name for field in fields(AccountSettings))
MOVING = frozenset({"time_zone", "country"})
"""What moves everything that is done by the clock."""

WHEN = ("hour", "weekday", "before")
"""What moves one routine."""

LOOKED_AT = 50
"""Changes looked through for who set something."""


@dataclass(frozen=True)
class Saved:
    """The settings after a change, and the change; None where everything was so already.

    `meanwhile`: what others have set since the person looked. `lift`: it was asked, and is not
    decided yet, that the account be confidential no more.
    """

    settings: AccountSettings
    activity: Activity | None
    meanwhile: dict[str, Any]
    lift: Activity | None = None


def look(uow: UnitOfWork, acting: Acting) -> AccountSettings:
    """The settings of the account, for who may change them; raises NotAllowed."""
    acting.must(Right.MANAGE)
    return of(uow, acting.account)


def of(uow: UnitOfWork, account: Account) -> AccountSettings:
    """The settings of an account."""
    return _settings(_rows(uow, account))


def change(uow: UnitOfWork, acting: Acting, changes: Facts, *, seen: Facts | None = None) -> Saved:
    """Set what `changes` names, as typed in Settings.

    `seen` is what the person had before them: what somebody else has set to something else since
    is not overwritten. Raises NotAllowed, SettingsChanged, UnknownTimeZone, UnknownCountry,
    HourOutOfRange and TooEarly.
    """
    acting.must(Right.MANAGE)
    rows = _rows(uow, acting.account)  # kept to the end: their versions are those that were read
    settings = _settings(rows)
    before = history.facts(settings)
    wanted = {
        name: value
        for name, value in changes.items()
        if getattr(settings, name) != value and (seen is None or value != seen.get(name))
    }
    moved = _moved_on(before, seen)
    _must_not_overwrite(uow, acting, {name: moved[name] for name in wanted if name in moved})
    if wanted.get("is_confidential"):
        confidentiality.must_be_private(uow, acting.account)
    lift = None
    if wanted.get("is_confidential") is False and not confidentiality.may_lift(acting):
        del wanted["is_confidential"]
        lift = confidentiality.ask_to_lift(uow, acting)
    if not wanted:
        return Saved(settings, None, moved, lift)
    with history.recorded(uow, acting, CHANGED, settings, ref=REF) as activity:
        _set(settings, wanted)
    _write(rows, settings, wanted, acting.now)
    if wanted.get("is_confidential") is False:
        acting.account.stop_lifting()
        confidentiality.tell_team(uow, acting.account, activity)
    return Saved(settings, activity, moved, lift)


def find(uow: UnitOfWork, account_id: int, _ref: str) -> AccountSettings | None:
    """The subject of an activity about settings."""
    account = uow.accounts.get(account_id)
    return of(uow, account) if account else None


def undone(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """Keep what was put back; who may not set it may not take it back either."""
    acting.must(Right.MANAGE)
    rows = _rows(uow, acting.account)
    settings = _settings(rows)
    if (activity.before or {}).get("is_confidential") is False:
        _must_lift(uow, acting, activity)
    history.put_back(activity, settings)
    _write(rows, settings, activity.before or {}, acting.now)


def _must_lift(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """Undo is no way around the owner either; raises NotAllowed."""
    if not confidentiality.may_lift(acting):
        raise NotAllowed(Reason.NOT_OWNER)
    confidentiality.tell_team(uow, acting.account, activity)


def _moved_on(now: Facts, seen: Facts | None) -> dict[str, Any]:
    """The settings that are not as they were when the person looked."""
    return {name: now[name] for name, value in (seen or {}).items() if now[name] != value}


def _must_not_overwrite(uow: UnitOfWork, acting: Acting, moved: dict[str, Any]) -> None:
    if not moved:
        return
    changes = history.latest_of(uow, acting, REF, limit=LOOKED_AT)
    latest = next((one for one in changes if moved.keys() & (one.after or {}).keys()), None)
    if latest is None:
        raise SettingsChanged(moved, None, None)
    raise SettingsChanged(moved, history.name(uow, latest.by), latest.at)


def _set(settings: AccountSettings, wanted: Facts) -> None:
    for name, value in wanted.items():
        setattr(settings, name, value)
    settings.time_zone = time_zone(settings.time_zone)
    if settings.country is not None and not holidays.are_known(settings.country):
        raise UnknownCountry(settings.country)
    settings.must_be_possible()


def _write(rows: Rows, settings: AccountSettings, changed: Facts, now: datetime) -> None:
    """Bring the rows up to date, and have the clock look anew at what moved."""
    periods = {kind: next_period(row, rows[""]) for kind, row in rows.items() if kind}
    for name in changed:
        row, field = _place(rows, name)
        if field == "is_on":
            row.switch(on=getattr(settings, name), now=now)
        else:
            setattr(row, field, getattr(settings, name))
    if "review_before" in changed:
        rows[RoutineKind.CONFIDENCE].before = settings.review_before + BEFORE_REVIEW
        rows[RoutineKind.CONFIDENCE].reschedule(now, periods[RoutineKind.CONFIDENCE])
    for kind, row in rows.items():
        if kind and (MOVING & changed.keys() or {f"{kind}_{f}" for f in WHEN} & changed.keys()):
            row.reschedule(now, periods[kind])


def _rows(uow: UnitOfWork, account: Account) -> Rows:
    found: Sequence[Routine] = uow.routines.of(account.saved_id)
    return {"": account, **{routine.kind.value: routine for routine in found}}


def _settings(rows: Rows) -> AccountSettings:
    return AccountSettings(**{name: getattr(*_place(rows, name)) for name in NAMES})


def _place(rows: Rows, name: str) -> tuple[Any, str]:
    """The row and field that keep a setting."""
    kind, _underscore, field = name.partition("_")
    return (rows[kind], field) if kind in set(RoutineKind) else (rows[""], name)
