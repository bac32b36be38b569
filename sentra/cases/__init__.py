"""Problem products: reports, cases from triage to the end, notices to the public."""
