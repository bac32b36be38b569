"""The pages of programmes: for everybody, for owners, for officers, for assessors."""
