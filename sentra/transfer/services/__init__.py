"""Every write of the transfer."""
