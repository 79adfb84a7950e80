"""History and undo in Slack."""
