"""The WSGI application that granian serves."""

import gc
import multiprocessing
import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from sentra.ops.lifeline import end_with
from sentra.reference.loading import current_pack

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sentra.config.settings")
if server := multiprocessing.parent_process():
    end_with(server.pid or 0)
application = get_wsgi_application()

# What a process keeps for good (all pages, the pack) is read now and left out of every later look for garbage: such a
# look stopped one request in some dozens for a tenth of a second.
current_pack()
reverse("web:home")
gc.collect()
gc.freeze()
