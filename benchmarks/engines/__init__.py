"""The engines of the benchmark, a file each."""
