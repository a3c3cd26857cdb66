"""What was typed, and an index → what may be meant, what it may become, and what would find
something."""
