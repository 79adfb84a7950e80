"""How is kam put together and started? The only reader of the clock and the environment."""
