"""The public API: the search and its jobs as JSON, described in OpenAPI."""
