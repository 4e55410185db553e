"""Every change of an employer counts as a change of its live jobs: their pages say its kind, its website, its place and its proof."""

from alembic import op

revision = '20261124_employer_changes'
down_revision = '20261124_job_changes'
branch_labels = None
depends_on = None

LISTED_BEFORE = ' OF slug, name, words, proved_at, suspended_at'


def upgrade() -> None:
    _watch('')


def downgrade() -> None:
    _watch(LISTED_BEFORE)


def _watch(columns: str) -> None:
    if op.get_bind().dialect.name == 'sqlite':
        op.execute('DROP TRIGGER employer_changed')
        op.execute(f"""
            CREATE TRIGGER employer_changed AFTER UPDATE{columns} ON employer
            BEGIN
                INSERT INTO job_change (job_id, mark)
                SELECT id, random() FROM job WHERE employer_id = NEW.id AND state = 'live';
            END
        """)
    else:
        op.execute('DROP TRIGGER employer_changed ON employer')
        op.execute(f"""
            CREATE CONSTRAINT TRIGGER employer_changed AFTER UPDATE{columns} ON employer
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_jobs_of_employer()
        """)
