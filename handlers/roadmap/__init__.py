"""The road map in Slack: the picture of the whole strategy."""
