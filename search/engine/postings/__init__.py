"""Terms of documents ↔ arrays of postings, and a request evaluated over them."""
