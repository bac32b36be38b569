"""Whether two records mean the same. Pure: `names` brings words to comparable form, `comparison` holds the weights."""
