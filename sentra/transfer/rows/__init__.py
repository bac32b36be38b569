"""From rows of cells to what they say of businesses and groups."""
