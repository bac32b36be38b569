"""Pictures drawn on the server: what is shared, with the regency's identity."""
