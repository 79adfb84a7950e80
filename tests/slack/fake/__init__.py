"""The parts of the fake Slack; `tests.slack.fake_slack` puts them together."""
