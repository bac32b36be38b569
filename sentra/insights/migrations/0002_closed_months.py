"""Let the database itself refuse that the figures of a closed month change."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION insights_keep_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept insights_tally;
BEGIN
    IF TG_OP = 'INSERT' THEN kept := NEW; ELSE kept := OLD; END IF;
    IF kept.seen = 'then'
        AND EXISTS (SELECT 1 FROM insights_month WHERE first = kept.month AND closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'The figures of % are closed', to_char(kept.month, 'YYYY-MM') USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER insights_tally_closed BEFORE INSERT OR UPDATE OR DELETE ON insights_tally
    FOR EACH ROW EXECUTE FUNCTION insights_keep_closed();
CREATE FUNCTION insights_keep_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'The figures of % are closed', to_char(OLD.first, 'YYYY-MM') USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER insights_month_closed BEFORE UPDATE OR DELETE ON insights_month
    FOR EACH ROW EXECUTE FUNCTION insights_keep_months();
"""
BACKWARD = """
DROP TRIGGER insights_month_closed ON insights_month;
DROP FUNCTION insights_keep_months();
DROP TRIGGER insights_tally_closed ON insights_tally;
DROP FUNCTION insights_keep_closed();
"""


class Migration(migrations.Migration):
    dependencies = [("insights", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
