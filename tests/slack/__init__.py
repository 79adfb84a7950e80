"""Scenarios: real Bolt requests through a real App, against a fake of Slack."""
