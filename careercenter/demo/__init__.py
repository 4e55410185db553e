"""A believable board for a first look, and a large synthetic one for measuring."""
