"""Test collections, the engines that rank them, and what their rankings are worth."""
