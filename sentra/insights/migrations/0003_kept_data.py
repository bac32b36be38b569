"""Let the database itself refuse that open data change after they were published."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION insights_keep_data() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Open data of % are published', to_char(OLD.month, 'YYYY-MM') USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER insights_data_kept BEFORE UPDATE OR DELETE ON insights_dataversion
    FOR EACH ROW EXECUTE FUNCTION insights_keep_data();
CREATE TRIGGER insights_left_out_kept BEFORE UPDATE OR DELETE ON insights_leftout
    FOR EACH ROW EXECUTE FUNCTION insights_keep_data();
"""
BACKWARD = """
DROP TRIGGER insights_left_out_kept ON insights_leftout;
DROP TRIGGER insights_data_kept ON insights_dataversion;
DROP FUNCTION insights_keep_data();
"""


class Migration(migrations.Migration):
    dependencies = [("insights", "0002_closed_months")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
