"""kam at a prompt, for machines for which there is no local Slack."""
