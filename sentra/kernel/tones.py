"""Tones: which class colours the badge of a state, the same on every page."""

_TONES = {
    "draft": "calm",
    "correction": "wait",
    "granted": "good",
    "refused": "bad",
    "withdrawn": "calm",
    "lapsed": "calm",
    "active": "good",
    "suspended": "wait",
    "revoked": "bad",
    "expired": "bad",
    "superseded": "calm",
    "smooth": "good",
    "halting": "wait",
    "stopped": "bad",
    "not_yet": "wait",
    "unknown": "calm",
    "sent": "good",
    "failed": "bad",
    "waiting": "wait",
    "legal": "good",
    "expiring": "wait",
    "in_process": "wait",
    "none": "calm",
    "submitted": "wait",
    "returned": "bad",
    "accepted": "good",
    "closed": "bad",
    "planned": "wait",
    "done": "good",
    "cancelled": "calm",
    "open": "wait",
    "minor": "calm",
    "major": "wait",
    "critical": "bad",
}


def tone_of(state: str) -> str:
    """Give the class that colours the badge of a state; "" for one without a colour of its own."""
    return _TONES.get(str(state), "")
