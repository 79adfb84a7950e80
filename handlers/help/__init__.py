"""Help in Slack."""
