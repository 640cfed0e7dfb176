"""The domain's values: frozen, without behaviour beyond what follows from their own fields."""
