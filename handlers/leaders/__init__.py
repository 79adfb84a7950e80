"""Leaders, who read every account, in Slack."""
