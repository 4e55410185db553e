"""Job reports: what readers say is wrong with a job, for staff alone."""

import sqlalchemy as sa
from alembic import op

revision = '20261125_job_reports'
down_revision = '20261124_employer_changes'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('job_report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('job_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('reporter_hash', sa.String(length=64), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('dismissed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_job_report_account_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['job_id'], ['job.id'], name=op.f('fk_job_report_job_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job_report')),
    sa.UniqueConstraint('job_id', 'reporter_hash', name=op.f('uq_job_report_job_id_reporter_hash'))
    )
    with op.batch_alter_table('job_report', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_job_report_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_job_report_created_at'), ['created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_job_report_dismissed_at'), ['dismissed_at'], unique=False)


def downgrade():
    op.drop_table('job_report')
