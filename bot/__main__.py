"""`python -m bot` is `kam`."""

from bot.cli import main

main()
