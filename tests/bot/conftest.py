"""The bot's own tests use the office of the scenarios: a real bot, a fake Slack."""

from tests.slack.conftest import acme, fake_slack, globex, journal, office

__all__ = ["acme", "fake_slack", "globex", "journal", "office"]
