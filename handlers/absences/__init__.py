"""Absences in Slack: somebody stands in for a time."""
