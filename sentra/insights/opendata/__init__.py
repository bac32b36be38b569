"""Open data: what everybody may take along and use, at addresses that stay.

`sets` describes the data sets, `register` draws those of the register from the tallies and leaves out what tells of
single businesses (`insights.suppression`), `counting` counts what the tallies don't know, `services.opendata` makes
versions, `files` writes them as CSV and JSON, `dcat` tells other catalogues of them.
"""
