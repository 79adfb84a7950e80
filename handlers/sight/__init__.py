"""The line of sight and the charts in Slack."""
