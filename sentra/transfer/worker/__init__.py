"""The long work on an import, done by the worker; each can be killed and goes on where it was."""
