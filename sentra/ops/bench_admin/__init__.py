"""What a small team would build in a day: Django's admin with django-import-export over the same tables.

Only `make bench` runs it, in a process of its own; `django-import-export` comes from the bench's own environment.
"""
