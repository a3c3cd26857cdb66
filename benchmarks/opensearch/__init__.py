"""The same reports in the embedded engine and in a cluster, and what is compared of them."""
