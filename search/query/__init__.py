"""What was typed → the concepts it asks for → a tree and clauses that an engine can evaluate."""
