"""An article → the meeting it reports, and the organisations that held it."""
