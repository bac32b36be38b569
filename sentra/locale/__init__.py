"""How dates are written, for each language of the site; the words are in the catalogues."""
