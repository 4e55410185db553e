"""The open jobs for machines: one serialiser a dialect, all over the same search."""
