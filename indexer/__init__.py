"""Files → documents → reports → index. Knows no engine by name."""
