"""架空のデモ: an invented partnership with five fiscal years of courses, so that every page has something to show."""

from webapp.demo.accounts import ACCOUNTS, PASSWORD, Account
from webapp.demo.seed import NotEmpty, Seeded, seed_demo

__all__ = ["ACCOUNTS", "PASSWORD", "Account", "NotEmpty", "Seeded", "seed_demo"]
