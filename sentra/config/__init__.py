"""Config: settings from the environment, the root of the URLs, WSGI."""
