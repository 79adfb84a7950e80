"""Pictures of goals and lights: pure, from facts to SVG and to words; png.py renders them.

Nothing is told by colour alone: every state has a shape and a letter as well. Pictures bring
their own background, so that they read the same in Slack's light and dark theme.
"""
