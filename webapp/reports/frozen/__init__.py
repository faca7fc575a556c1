"""確定した表と報告書: what is printed, and nothing else; screen, PDF, xlsx and CSV are all made from these."""
