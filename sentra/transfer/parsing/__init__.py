"""Reading what people write into cells: numbers, dates, identifiers, places, kinds of goods. Pure."""
