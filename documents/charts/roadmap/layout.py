"""The measures of a road map, in units of the picture; the picture has two pixels a unit."""

WIDTH = 1200.0
MARGIN = 32.0
INNER = WIDTH - 2 * MARGIN
TITLE, HEADING, BODY, SMALL, TINY = 26.0, 16.0, 14.0, 12.5, 11.5

BAND_FILL, BAND_EDGE = "#f7f8fa", "#e4e7ec"
ROAD_FILL, AHEAD_FILL = "#98a2b3", "#d0d5dd"
GOAL_FILL = "#344054"

DESTINATION = 216.0
"""Width of the column at the end of all roads."""

PASSED = 104.0
"""Room for the stops that lie behind us."""

GATE = 92.0
"""Room right ahead of us for the lights that stand on a road."""

LANES_LEFT = MARGIN
LANES_RIGHT = WIDTH - MARGIN - DESTINATION - 18
HERE = LANES_LEFT + PASSED
SCALE_LEFT = HERE + GATE
SCALE_RIGHT = LANES_RIGHT - 40
PAD = 14.0

MARK = 10.0
"""Radius of a stop."""
