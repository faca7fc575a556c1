"""The office of the tests of outreach: announcements are sent from there, and nobody needs a classroom."""

from tests.webapp.conftest import app as app
from tests.webapp.conftest import settings as settings
from tests.webapp.enrolment.outreach.conftest import elsewhere as elsewhere
from tests.webapp.enrolment.outreach.conftest import office as office
