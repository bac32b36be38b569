"""The words by which businesses are found, each once: what a misspelt word is compared with."""

from django.db import models

from sentra.kernel import clock


class SearchWord(models.Model):
    """A word of the register's search texts, without numbers.

    `lexeme` is what the stemmer makes of it, so that the beginning of a word finds it too where the stemmer takes that
    beginning away (`keripik` is kept as `ripik`). `businesses` tells in how many it occurs.
    """

    word = models.CharField(max_length=40, primary_key=True)
    lexeme = models.CharField(max_length=40)
    businesses = models.PositiveIntegerField(default=1)
    learned_at = models.DateTimeField(default=clock.now, db_index=True)

    def __str__(self) -> str:
        return self.word
