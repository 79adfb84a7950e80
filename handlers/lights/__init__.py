"""Traffic lights in Slack."""
