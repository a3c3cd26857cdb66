"""Real nodes of OpenSearch for tests: installed, started, killed and stopped."""
