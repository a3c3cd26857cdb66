"""Bytes in an old encoding, or text that was decoded by a wrong one → text as it was meant."""
