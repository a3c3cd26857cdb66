"""Files and folders → documents, one reader a format."""
