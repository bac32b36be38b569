"""Web: base pages, components, home, errors."""
