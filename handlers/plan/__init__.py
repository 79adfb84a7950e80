"""The three-month plan in Slack."""
