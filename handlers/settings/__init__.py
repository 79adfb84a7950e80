"""Settings of an account and of a person in Slack."""
