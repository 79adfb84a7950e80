"""The sample workspace of `kam demo` and of the browser tests, as data."""

import json
from dataclasses import dataclass

Json = dict[str, object]

TEAM = "T0KAM"
APP = "A0KAM"
BOT_USER = "U0KAMBOT"


@dataclass(frozen=True, kw_only=True)
class DemoPerson:
    """Somebody to act as; `handle` is what one types after the @."""

    id: str
    handle: str
    name: str
    locale: str = "en-US"
    time_zone: str = "Europe/Berlin"
    team: str = TEAM
    is_guest: bool = False
    is_admin: bool = False

    def config(self) -> Json:
        """The configuration of the local Slack, which knows neither language nor guests."""
        email = f"{self.handle}@northwind.example"
        person: Json = {"id": self.id, "name": self.handle, "real_name": self.name}
        return person | {"email": email, "tz": self.time_zone}

    def facts(self) -> Json:
        """The fields of Slack's `users.info` that the configuration does not have."""
        return {
            "team_id": self.team,
            "locale": self.locale,
            "is_admin": self.is_admin,
            "is_owner": False,
            "is_restricted": self.is_guest,
            "is_ultra_restricted": False,
            "profile": {"real_name": self.name, "display_name": self.name},
        }


@dataclass(frozen=True)
class DemoChannel:
    """A channel and the ids of the people in it; the bot is in every one."""

    id: str
    name: str
    members: tuple[str, ...]

    def config(self) -> Json:
        """The channel as the local Slack is told about it."""
        return {"id": self.id, "name": self.name, "members": [*self.members, BOT_USER]}


@dataclass(frozen=True, kw_only=True)
class DemoWorld:
    """A workspace with one app in it; the first of its people is who one acts as at first.

    Its tokens open nothing: the local Slack takes any.
    """

    name: str
    people: tuple[DemoPerson, ...]
    channels: tuple[DemoChannel, ...]
    bot_token: str = "xoxb-demo"  # noqa: S105 - opens nothing
    app_token: str = "xapp-demo"  # noqa: S105 - likewise
    signing_secret: str = "demo-signing-secret"  # noqa: S105 - likewise

    def config(self) -> str:
        """The local Slack's configuration file, as JSON."""
        written = {
            "workspace": {"name": self.name, "domain": self.name.lower(), "teamId": TEAM},
            "apps": [self._app()],
            "users": [person.config() for person in self.people],
            "channels": [channel.config() for channel in self.channels],
        }
        return json.dumps(written, indent=2)

    def facts(self) -> dict[str, Json]:
        """The fields that `users.info` must have beyond the configuration, by user id."""
        return {person.id: person.facts() for person in self.people}

    def _app(self) -> Json:
        return {
            "appId": APP,
            "botUserId": BOT_USER,
            "botName": "kam",
            "botToken": self.bot_token,
            "appToken": self.app_token,
            "signingSecret": self.signing_secret,
            "mode": "socket",
        }


ANNA = DemoPerson(id="U0ANNA", handle="anna", name="Anna Berger", locale="de-DE")
BEN = DemoPerson(
    id="U0BEN", handle="ben", name="Ben Clark", locale="en-GB", time_zone="Europe/London"
)
# At home in both languages: works in Germany with Slack in English.
CHRIS = DemoPerson(id="U0CHRIS", handle="chris", name="Chris Weber", locale="en-GB")
# Leads sales and administers the workspace, so that one person can name leaders and be one.
DANA = DemoPerson(id="U0DANA", handle="dana", name="Dana Fox", is_admin=True)
GREG = DemoPerson(id="U0GREG", handle="greg", name="Greg Guest", is_guest=True)
# From another company's workspace: the bot must not tell him anything.
CARL = DemoPerson(id="U0CARL", handle="carl", name="Carl Customer", team="T0ACME")

ACME = DemoChannel("C0ACME", "acme-team", (ANNA.id, BEN.id, CHRIS.id))
GLOBEX = DemoChannel("C0GLOBEX", "globex-team", (BEN.id, CHRIS.id))
PARTNERS = DemoChannel("C0PARTNERS", "partners", (BEN.id, GREG.id))
LEADS = DemoChannel("C0LEADS", "sales-leads", (CHRIS.id, DANA.id))

SAMPLE = DemoWorld(
    name="Northwind",
    people=(BEN, ANNA, CHRIS, DANA, GREG, CARL),
    channels=(ACME, GLOBEX, LEADS, PARTNERS),
)
