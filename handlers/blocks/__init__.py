"""The parts of which the views of every noun are made: messages, inputs, windows, escaping."""
