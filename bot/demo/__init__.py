"""`kam demo`: a local Slack in the browser, the bot in it, a sample team and its account."""
