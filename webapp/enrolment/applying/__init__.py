"""申込から受講決定まで: the form, the consents, the queue and every move of an application."""
