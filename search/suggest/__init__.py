"""A query and an index → corrections, completions, relaxations and examples that find something."""
