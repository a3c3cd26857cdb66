"""Files → documents → index. Knows no engine by name."""
