"""Whatever people type or attach: one kind sentence or an answer, never a fault, a ping or a hang."""
