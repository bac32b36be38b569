"""What insights writes: one function for each act."""
