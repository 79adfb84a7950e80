"""Exports, imports and calendar files in Slack."""
