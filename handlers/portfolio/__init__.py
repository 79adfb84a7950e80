"""The portfolio of all accounts in Slack."""
