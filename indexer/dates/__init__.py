"""An article → the days it names, and the year of each."""
