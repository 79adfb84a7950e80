"""What was due of an account and what became of it, told in Slack and on the command line."""
