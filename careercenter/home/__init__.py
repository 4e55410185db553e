"""Pages made of several packages."""
