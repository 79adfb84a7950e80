"""What the views of every noun are made of: messages, inputs, windows, escaping."""
