"""Visions, relationship goals and business goals in Slack."""
