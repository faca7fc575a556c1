"""起案から公表まで: drafts, the steps of their approval, and releases that never change."""
