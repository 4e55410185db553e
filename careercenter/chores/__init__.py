"""Timed work. The only package that knows APScheduler."""
