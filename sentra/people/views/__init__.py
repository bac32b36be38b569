"""Pages of people: everybody's own account, and the administrator's."""
