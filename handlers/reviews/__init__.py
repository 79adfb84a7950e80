"""The monthly review in Slack."""
