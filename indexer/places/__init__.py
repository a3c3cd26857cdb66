"""An article → the places it names, and where its meeting is held."""
