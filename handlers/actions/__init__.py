"""Actions in Slack."""
