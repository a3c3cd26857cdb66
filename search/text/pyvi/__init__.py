"""The only room that knows pyvi: text → its words as pyvi joins them."""
