"""Text → terms, for both sides: what is indexed and what is asked."""
