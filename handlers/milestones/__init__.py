"""Milestones, progress and slips in Slack."""
