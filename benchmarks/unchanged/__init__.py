"""Two states of the program → where their published answers differ; imports nothing of it."""
