"""起動できない: what stops a start or a command, in one sentence and without a traceback."""

from click import ClickException


class CannotStart(ClickException):
    """A setting with which nothing may start; a command shows the sentence, without a traceback."""
