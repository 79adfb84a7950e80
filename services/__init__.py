"""What can be done? Each use case once, for Slack, the clock and the command line alike."""
