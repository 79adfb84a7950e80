"""Past and coming notices of an account and their fate, in Slack and on the command line."""
