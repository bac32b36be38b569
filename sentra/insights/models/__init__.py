"""What insights keeps: counts by month, and what people said of the service."""
