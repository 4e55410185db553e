"""How migrations run: in one transaction, on the site's own engine, alike on SQLite and PostgreSQL."""

from alembic import context
from flask import current_app

migrate = current_app.extensions["migrate"]


def run() -> None:
    engine = migrate.db.engine
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # A table is rebuilt to change it; with foreign keys on, dropping the old one would delete its children.
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys = OFF")
        context.configure(connection=connection, target_metadata=migrate.db.metadata, **migrate.configure_args)
        with context.begin_transaction():
            context.run_migrations()
        if engine.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            connection.commit()
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys = ON")
            if broken:
                raise RuntimeError(f"The migration left rows that point at nothing: {broken[:5]}")


def nothing_changed(_context, _revision, directives) -> None:
    """An empty migration is not written."""
    writing = getattr(context.config.cmd_opts, "autogenerate", False)
    if writing and directives[0].upgrade_ops is not None and directives[0].upgrade_ops.is_empty():
        directives[:] = []


migrate.configure_args.setdefault("process_revision_directives", nothing_changed)
run()
