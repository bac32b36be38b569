"""Every write of the register: one function for each act."""
