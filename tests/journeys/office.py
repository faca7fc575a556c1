"""A coordinator's hands and eyes: the way to what they work on, and the figures of a page."""

import re

from tests.journeys.lab import sign_in


def open_evening_course(page, platform):
    """Sign in as the coordinator and open the course that runs on whatever day it is."""
    sign_in(page, platform, "coordinator", then="office")
    page.locator("li", has=page.locator(".badge.running")).get_by_role(
        "link", name=re.compile("初級（夜間）")
    ).first.click()


def figures(page, *labels):
    """The numbers that stand beside these words."""
    of_labels = [page.locator("dl.figures div", has=page.get_by_text(label, exact=True)) for label in labels]
    return [int(each.locator("dd").inner_text()) for each in of_labels]
