"""Accounts in Slack: set one up, look after it, see it at a glance."""
