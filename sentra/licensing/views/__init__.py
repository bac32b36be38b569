"""Pages of licensing: those of everybody, of the applicant, of the counter, of officers; nothing internal is shared."""
