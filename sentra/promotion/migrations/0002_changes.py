"""Let the database itself note whatever changes that a page of the catalogue may depend on.

A row for each statement, in the transaction of the change: nobody waits for another, and whoever sees the change sees
the row. Whatever writes these tables is noted, be it an act, an import by COPY or a hand on the database.
"""

from django.db import migrations

WATCHED = (
    "registry_business",
    "registry_owner",
    "registry_product",
    "registry_productphoto",
    "registry_legalpaper",
    "registry_group",
    "registry_membership",
    "cases_case",
    "cases_publicnotice",
    "programmes_call",
    "programmes_candidate",
    "programmes_stand",
    "programmes_brought",
    "programmes_callphoto",
    "programmes_candidate_members",
    "promotion_maker",
    "promotion_makerphoto",
    "promotion_showing",
    "promotion_rendition",
    "promotion_theme",
    "promotion_thememaker",
    "promotion_issue",
    "promotion_issueitem",
)
FORWARD = """
CREATE FUNCTION promotion_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO promotion_cataloguechange (at) VALUES (clock_timestamp());
    RETURN NULL;
END
$$;
""" + "".join(
    f"CREATE TRIGGER {table}_noted AFTER INSERT OR UPDATE OR DELETE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION promotion_note_change();\n"
    for table in WATCHED
)
BACKWARD = (
    "".join(f"DROP TRIGGER {table}_noted ON {table};\n" for table in WATCHED)
    + "DROP FUNCTION promotion_note_change();\n"
)


class Migration(migrations.Migration):
    dependencies = [
        ("promotion", "0001_initial"),
        ("cases", "0001_initial"),
        ("programmes", "0002_running"),
    ]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
