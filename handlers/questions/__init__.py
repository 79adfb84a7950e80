"""The monthly question in Slack: how sure we are, and whether everybody did their part."""
