"""A regency to try Sentra with: businesses, people and applications of no real person, made by the real acts."""
