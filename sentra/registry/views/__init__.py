"""The register's pages: for officers, for owners, and the forms that both fill in."""
