"""Whether a dispute was answered; and the disputes that run already get rows of their own."""

from django.db import migrations, models

# What is known of them stands on the clause. When each rung began is in the chain only.
WRITE_DOWN = """
with written as (
    insert into disputes_dispute (id, subject_kind, subject_id, bargaining_table_id, visibility,
        side, back_to, kind, facts, requested, quote, author_side, organisation_id, raised_on,
        answer_due_on, level, ending, ended_subject, outcome, consequences, ruling)
    select gen_random_uuid(), 'clause', c.id, c.bargaining_table_id, 'parties', '',
        c.previous_state, c.dispute_kind, c.dispute_facts, c.dispute_requested, '',
        coalesce(o.side, ''), c.dispute_by_id, c.updated_at::date, c.dispute_answer_due_on,
        coalesce(nullif(c.dispute_level, ''), 'consultation'), '', false, '', '', ''
    from agreements_clause c left join parties_organisation o on o.id = c.dispute_by_id
    where c.state = 'disputed' and c.dispute_kind <> ''
    returning id, bargaining_table_id, level, raised_on, answer_due_on, author_side,
        organisation_id
)
insert into disputes_rung (id, dispute_id, bargaining_table_id, visibility, side, level, began_on,
    due_on, before, finding, finding_text, finding_source, author_side, organisation_id)
select gen_random_uuid(), id, bargaining_table_id, 'parties', '', level, raised_on, answer_due_on,
    '', '', '', '', author_side, organisation_id
from written
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0003_texts_at_the_table"),
        ("disputes", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="clause",
            name="dispute_answered",
            field=models.BooleanField(default=False),
        ),
        migrations.RunSQL(WRITE_DOWN, migrations.RunSQL.noop),
    ]
