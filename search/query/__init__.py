"""A query as typed → the concepts that it asks for → a tree, clauses and notices."""
