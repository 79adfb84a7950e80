"""The use cases, each once: for Slack, the clock and the command line alike."""
