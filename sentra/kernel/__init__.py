"""Kernel: errors, clock, identifiers, text, money, workflow. No models; imports nothing of ours."""
