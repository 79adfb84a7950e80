"""A quarter of three accounts, played by the clock.

story.txt      what people say, and what befalls them, from April to June 2026
play.py        plays a story: the clock jumps from one thing that falls due to the next
messages.txt   every message that came of it, in order: when, to whom, and how it begins
"""
