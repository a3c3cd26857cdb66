"""A report → what an engine is given of it, and what makes two indexes alike."""
