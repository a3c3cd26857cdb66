"""A sentence → the quantities it states, each with its indicator, period and modality."""
