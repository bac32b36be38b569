"""What is printed of the catalogue: editions, cards, shop signs, fact sheets."""
