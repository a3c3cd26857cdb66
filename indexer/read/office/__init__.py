"""Files of Word, Excel, LibreOffice → paragraphs, one reader a format."""
