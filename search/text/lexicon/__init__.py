"""Word lists → abbreviations, names, numerals, provinces and input methods in a text."""
