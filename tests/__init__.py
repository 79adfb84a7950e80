"""The tests: they mirror the tree; slack/, e2e/, bench/ and chaos/ cut across it."""
