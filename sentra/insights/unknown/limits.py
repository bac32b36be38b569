"""When there are too few data: each limit with its source. A figure that can't be trusted is not shown."""

LEAST_OVERLAP = 7
"""So many must stand on two lists at least: from seven on the bias of Chapman's estimate is negligible
(Robson & Regier 1964, Transactions of the American Fisheries Society 93; Seber 1982, The Estimation of Animal
Abundance, section 3.1.1). A list of three or four must share as many with the others together."""

LEAST_ON_LIST = 10
"""So many must a list hold in a place: the office's own rule, as with fewer one chance entry changes all."""

MOST_SPREAD = 1 / 3
"""The standard error may be a third of the estimate at most: Statistics Canada publishes no figure with a coefficient
of variation above 33.3 percent (Quality Guidelines; "too unreliable to be published")."""

MOST_LISTS = 4
"""So many lists are taken together: with five there are 6,893 hierarchical models, and nobody could weigh them."""

CLOSE_MODEL = 2.0
"""Models whose AICc is within two of the best fit nearly as well (Burnham & Anderson 2002, section 2.6)."""

Z95 = 1.959964
"""The 97.5th percentile of the standard normal distribution."""

CHI95 = 3.841459
"""The 95th percentile of chi-squared with one degree of freedom: how far a likelihood may fall."""
