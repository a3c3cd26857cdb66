"""The distributed engine: a generation is an index of a cluster of OpenSearch."""
