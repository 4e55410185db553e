"""Job changes: a counter that the database itself keeps, so that every process knows when its index is behind."""

import sqlalchemy as sa
from alembic import op

revision = '20261124_job_changes'
down_revision = '20261123_the_board'
branch_labels = None
depends_on = None

# Only listed jobs have a public face. Of an employer these columns are watched until `employer_changes` watches all.
SQLITE = (
    """
    CREATE TRIGGER job_listed AFTER INSERT ON job WHEN NEW.state = 'live'
    BEGIN INSERT INTO job_change (job_id, mark) VALUES (NEW.id, random()); END
    """,
    """
    CREATE TRIGGER job_changed AFTER UPDATE ON job WHEN OLD.state = 'live' OR NEW.state = 'live'
    BEGIN INSERT INTO job_change (job_id, mark) VALUES (NEW.id, random()); END
    """,
    """
    CREATE TRIGGER job_gone AFTER DELETE ON job WHEN OLD.state = 'live'
    BEGIN INSERT INTO job_change (job_id, mark) VALUES (OLD.id, random()); END
    """,
    """
    CREATE TRIGGER employer_changed AFTER UPDATE OF slug, name, words, proved_at, suspended_at ON employer
    BEGIN
        INSERT INTO job_change (job_id, mark) SELECT id, random() FROM job WHERE employer_id = NEW.id AND state = 'live';
    END
    """,
)

# Deferred to the commit and one transaction after the other, so that numbers become visible in their order; the lock is
# the last thing a transaction takes, so that it can't be part of a deadlock. 7263 is this counter's key and nobody else's.
POSTGRESQL = (
    """
    CREATE FUNCTION note_job() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock(7263);
        INSERT INTO job_change (job_id, mark)
        VALUES (CASE WHEN TG_OP = 'DELETE' THEN OLD.id ELSE NEW.id END, (random() * 9e15)::bigint);
        RETURN NULL;
    END $$
    """,
    """
    CREATE FUNCTION note_jobs_of_employer() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock(7263);
        INSERT INTO job_change (job_id, mark)
        SELECT id, (random() * 9e15)::bigint FROM job WHERE employer_id = NEW.id AND state = 'live';
        RETURN NULL;
    END $$
    """,
    """
    CREATE CONSTRAINT TRIGGER job_listed AFTER INSERT ON job DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state = 'live') EXECUTE FUNCTION note_job()
    """,
    """
    CREATE CONSTRAINT TRIGGER job_changed AFTER UPDATE ON job DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.state = 'live' OR NEW.state = 'live') EXECUTE FUNCTION note_job()
    """,
    """
    CREATE CONSTRAINT TRIGGER job_gone AFTER DELETE ON job DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.state = 'live') EXECUTE FUNCTION note_job()
    """,
    """
    CREATE CONSTRAINT TRIGGER employer_changed AFTER UPDATE OF slug, name, words, proved_at, suspended_at ON employer
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_jobs_of_employer()
    """,
)
TRIGGERS = (('job_listed', 'job'), ('job_changed', 'job'), ('job_gone', 'job'), ('employer_changed', 'employer'))


def upgrade() -> None:
    op.create_table(
        'job_change',
        sa.Column('seq', sa.Integer(), nullable=False),
        sa.Column('job_id', sa.Integer(), nullable=False),
        sa.Column('mark', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('seq', name=op.f('pk_job_change')),
        sqlite_autoincrement=True,
    )
    for statement in SQLITE if op.get_bind().dialect.name == 'sqlite' else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == 'sqlite'
    for trigger, table in TRIGGERS:
        op.execute(f'DROP TRIGGER {trigger}' if on_sqlite else f'DROP TRIGGER {trigger} ON {table}')
    if not on_sqlite:
        op.execute('DROP FUNCTION note_job()')
        op.execute('DROP FUNCTION note_jobs_of_employer()')
    op.drop_table('job_change')
