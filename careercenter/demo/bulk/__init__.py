"""A large synthetic board, the same for the same seed: written with bulk inserts, with the columns that life would write."""
