"""A coordinator's hands: the way to what they work on, and what a list says."""

import re

from tests.journeys.lab import sign_in


def open_evening_course(page, platform):
    """Sign in as the coordinator and open the course that runs on whatever day it is."""
    sign_in(page, platform, "coordinator", then="office")
    page.locator("li", has=page.locator(".badge.running")).get_by_role(
        "link", name=re.compile("初級（夜間）")
    ).first.click()
