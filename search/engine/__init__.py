"""THE SEAM: what an engine is asked and answers, in our nouns, and the engines behind it."""
