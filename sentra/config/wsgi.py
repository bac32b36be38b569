"""The WSGI application that granian serves."""

import multiprocessing
import os

from django.core.wsgi import get_wsgi_application

from sentra.ops.lifeline import end_with

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sentra.config.settings")
if server := multiprocessing.parent_process():
    end_with(server.pid or 0)
application = get_wsgi_application()
