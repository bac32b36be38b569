"""Let the database itself see to it that a finished service is worth one answer.

A ticket that is closed stays closed. An answer is taken only in a transaction that closed a ticket for it: what was
closed and not yet spent is counted in a setting that ends with the transaction, so that nothing is left behind by which
an answer could be laid to a ticket.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION insights_skm_ticket_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.open AND NOT OLD.open THEN
        RAISE EXCEPTION 'a survey ticket that was closed is not opened again' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.open AND NOT NEW.open THEN
        PERFORM set_config(
            'sentra.skm_closed',
            (coalesce(nullif(current_setting('sentra.skm_closed', true), ''), '0')::int + 1)::text,
            true
        );
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER insights_skm_ticket_closed BEFORE UPDATE ON insights_skmticket
    FOR EACH ROW EXECUTE FUNCTION insights_skm_ticket_closed();

CREATE FUNCTION insights_skm_answer_costs_a_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    unspent int := coalesce(nullif(current_setting('sentra.skm_closed', true), ''), '0')::int;
BEGIN
    IF unspent < 1 THEN
        RAISE EXCEPTION 'an answer to the survey costs a ticket' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM set_config('sentra.skm_closed', (unspent - 1)::text, true);
    RETURN NEW;
END
$$;
CREATE TRIGGER insights_skm_answer_costs_a_ticket BEFORE INSERT ON insights_skmanswer
    FOR EACH ROW EXECUTE FUNCTION insights_skm_answer_costs_a_ticket();
"""
BACKWARD = """
DROP TRIGGER insights_skm_answer_costs_a_ticket ON insights_skmanswer;
DROP FUNCTION insights_skm_answer_costs_a_ticket();
DROP TRIGGER insights_skm_ticket_closed ON insights_skmticket;
DROP FUNCTION insights_skm_ticket_closed();
"""


class Migration(migrations.Migration):
    dependencies = [("insights", "0003_kept_data")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
