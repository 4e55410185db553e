"""
Jobs from outside: one reader for each dialect of feed, one writer for all of them.

A reader turns a file into plain rows; it knows nothing of the database. The writer turns one row into a job, its
employer and its facts, inside a savepoint of its own.
"""
