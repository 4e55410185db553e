"""How fast the site is, beside plain SQL, the same server's simplest page, and what the engine alone can do."""
