"""Delivery in a simulation: seeds draw what Discord does, when the bot dies and which of its tasks goes on first."""
