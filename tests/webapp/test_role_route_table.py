"""Who may open what: role × route → status, typed by hand; a route that nobody typed here fails."""

import re
import shutil
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from tests.webapp.small_hub import small_hub
from webapp import create_app
from webapp.auth import HUB_SESSION_COOKIE
from webapp.config import Settings
from webapp.db import Database
from webapp.enrolment.models import Learner, Role, RoleGrant
from webapp.enrolment.teaching import give_to
from webapp.programme.audience import Audience
from webapp.programme.models import Offering, OfferingState, Partner, Programme
from webapp.schema import whole_metadata

# `coordinator` belongs to the partner that hosts the offering (主催), `other_host` to another partner;
# `token` is a learner's server with its hub token and no cookie, `coordinators_token` a coordinator's.
CALLERS = (
    "anonymous", "learner", "instructor", "coordinator", "other_host", "operator", "token", "coordinators_token",
)  # fmt: skip
# 302 for anonymous is the way to the sign-in page; on the sign-in pages themselves, to the hub or back.
# fmt: off
TABLE = {
    #                                                   anon  lrnr  inst  coor  othr  oper  tokn  ctok
    ("GET", "/"):                                      (200,  200,  200,  200,  200,  200,  401,  401),
    ("GET", "/courses/<slug>"):                        (200,  200,  200,  200,  200,  200,  401,  401),
    # What a teachers' module gives away is open to all; a beginners' lesson gives nothing.
    ("GET", "/courses/<slug>/<lesson_slug>/lesson-plan.pdf"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/courses/<slug>/<lesson_slug>/posters.pdf"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/courses/<slug>/<lesson_slug>/worksheet.pdf"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/courses/<slug>/<lesson_slug>/worksheet-answers.pdf"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    # Open to all where it was built; no page was, here.
    ("GET", "/materials/<path:material>"):             (404,  404,  404,  404,  404,  404,  401,  401),
    # Who is enrolled in the lesson's course alone works on the plain page; a press without an answer changes nothing.
    ("GET", "/plain/<course>/<lesson>"):
                                                       (302,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/plain/<course>/<lesson>/<question>"):
                                                       (302,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/plain/<course>/<lesson>/<question>/shown"):
                                                       (302,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/plain/<course>/<lesson>/<question>/draft"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("POST", "/plain/<course>/<lesson>/<question>/run"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("POST", "/plain/<course>/<lesson>/<question>/grade"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("POST", "/plain/<course>/<lesson>/<question>/reopen"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("POST", "/plain/<course>/<lesson>/<question>/aside"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("POST", "/plain/<course>/<lesson>/grade"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("POST", "/plain/<course>/<lesson>/begin"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    # Who may open a class: a teacher enrolled in a teachers' offering of the course, or its instructor; nobody here.
    ("GET", "/plain/<course>/<lesson>/class"):
                                                       (302,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/plain/<course>/<lesson>/class/open"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("POST", "/plain/<course>/<lesson>/class/end"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    # Pupils have no account: the code opens a class, and without a seat there is nothing.
    ("GET", "/class"):                                 (200,  200,  200,  200,  200,  200,  401,  401),
    ("POST", "/class"):                                (422,  422,  422,  422,  422,  422,  400,  400),
    ("POST", "/class/leave"):                          (200,  200,  200,  200,  200,  200,  400,  400),
    ("GET", "/class/exercises"):                       (303,  303,  303,  303,  303,  303,  401,  401),
    ("GET", "/class/exercises/<question>"):            (303,  303,  303,  303,  303,  303,  401,  401),
    ("POST", "/class/exercises/<question>"):           (303,  303,  303,  303,  303,  303,  400,  400),
    ("GET", "/class/exercises/<question>/shown"):      (303,  303,  303,  303,  303,  303,  401,  401),
    ("POST", "/class/exercises/<question>/run"):       (303,  303,  303,  303,  303,  303,  400,  400),
    ("POST", "/class/exercises/<question>/grade"):     (303,  303,  303,  303,  303,  303,  400,  400),
    # Open to everybody, before there is an account; without a file or an address there is nothing to try.
    ("GET", "/check"):                                 (200,  200,  200,  200,  200,  200,  401,  401),
    ("GET", "/check/paper"):                           (200,  200,  200,  200,  200,  200,  401,  401),
    ("GET", "/check/download"):                        (200,  200,  200,  200,  200,  200,  401,  401),
    ("POST", "/check/upload"):                         (422,  422,  422,  422,  422,  422,  400,  400),
    ("POST", "/check/mail"):                           (422,  422,  422,  422,  422,  422,  400,  400),
    # Anybody may apply; without the form's or mail's token there is nothing to open.
    ("GET", "/offerings/<int(max=2147483647):offering_id>"):
                                                       (200,  200,  200,  200,  200,  200,  401,  401),
    ("GET", "/offerings/<int(max=2147483647):offering_id>/draw"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/offerings/<int(max=2147483647):offering_id>/apply"):
                                                       (303,  303,  303,  303,  303,  303,  401,  401),
    ("POST", "/offerings/<int(max=2147483647):offering_id>/apply"):
                                                       (422,  422,  422,  422,  422,  422,  400,  400),
    ("GET", "/applications/code"):
                                                       (303,  303,  303,  303,  303,  303,  401,  401),
    ("POST", "/applications/code"):
                                                       (303,  303,  303,  303,  303,  303,  400,  400),
    ("POST", "/applications/code/again"):
                                                       (303,  303,  303,  303,  303,  303,  400,  400),
    ("GET", "/applications/confirm/<token>"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/applications/confirm/<token>"):
                                                       (404,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/applications/begin/<token>"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/applications/begin/<token>"):
                                                       (404,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/approvals/<token>"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/approvals/<token>"):
                                                       (404,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/invited/<token>"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/invited/<token>"):
                                                       (404,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/invitations/<token>"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/invitations/<token>/apply"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/invitations/<token>/apply"):
                                                       (404,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/invitations/<token>/group"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/invitations/<token>/group"):
                                                       (404,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/my-page/applications/<int(max=2147483647):application_id>"):
                                                       (302,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/my-page/applications/<int(max=2147483647):application_id>/accept"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/my-page/applications/<int(max=2147483647):application_id>/leave"):
                                                       (302,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/my-page/applications/<int(max=2147483647):application_id>/leave"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/my-page/consents"):
                                                       (302,  200,  200,  200,  200,  200,  401,  401),
    ("POST", "/my-page/consents"):
                                                       (401,  303,  303,  303,  303,  303,  400,  400),
    # 周知: contacts are their partner's; their links are everybody's.
    ("GET", "/office/outreach"):
                                                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/office/outreach/contacts.csv"):
                                                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/office/outreach/new"):
                                                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("POST", "/office/outreach/new"):
                                                       (401,  403,  403,  422,  422,  403,  400,  400),
    ("GET", "/office/outreach/batch"):
                                                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("POST", "/office/outreach/batch"):
                                                       (401,  403,  403,  422,  422,  403,  400,  400),
    ("GET", "/office/outreach/<int(max=2147483647):contact_id>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/office/outreach/<int(max=2147483647):contact_id>"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/office/outreach/<int(max=2147483647):contact_id>/qr.<any(svg, png):picture>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("GET", "/office/outreach/<int(max=2147483647):contact_id>/flyer.pdf"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("GET", "/office/recruiting"):
                                                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/recruiting"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/announcement"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/announcement"):
                                                       (401,  403,  403,  422,  404,  403,  400,  400),
    ("GET", "/l/<contact_code>"):
                                                       (302,  302,  302,  302,  302,  302,  401,  401),
    ("GET", "/l/<contact_code>/share"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/courses/<slug>/notice"):
                                                       (200,  200,  200,  200,  200,  200,  401,  401),
    ("POST", "/courses/<slug>/notice"):
                                                       (422,  422,  422,  422,  422,  422,  400,  400),
    ("GET", "/notices/<token>"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/notices/<token>/confirm"):
                                                       (404,  404,  404,  404,  404,  404,  400,  400),
    ("POST", "/notices/<token>/remove"):
                                                       (404,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/coordinator/contacts"):
                                                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/static/<path:filename>"):                (200,  200,  200,  200,  200,  200,  401,  401),
    ("GET", "/region/icon.svg"):                       (200,  200,  200,  200,  200,  200,  401,  401),
    ("GET", "/health"):                                (200,  200,  200,  200,  200,  200,  401,  401),
    # For Prometheus's own token only.
    ("GET", "/metrics"):                               (401,  401,  401,  401,  401,  401,  401,  401),
    ("GET", "/help"):                                  (200,  200,  200,  200,  200,  200,  401,  401),
    ("GET", "/privacy"):                               (200,  200,  200,  200,  200,  200,  401,  401),
    ("GET", "/accessibility"):                         (200,  200,  200,  200,  200,  200,  401,  401),
    ("GET", "/my-page"):                               (302,  200,  200,  200,  200,  200,  401,  401),
    # Anybody may check a certificate, and programs an issuer; without the code there is nothing to see.
    ("GET", "/c/<check_code>"):                        (404,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/issuers/<slug>"):                        (404,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/issuers/<slug>/did.json"):               (404,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/issuers/<slug>/jwks.json"):              (404,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/issuers/<slug>/status/<int(max=16383):list_number>"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/certificate-programmes"):                (200,  200,  200,  200,  200,  200,  401,  401),
    ("GET", "/my-page/certificates"):                  (302,  200,  200,  200,  200,  200,  401,  401),
    ("POST", "/my-page/certificates/name"):            (401,  422,  422,  422,  422,  422,  400,  400),
    ("POST", "/my-page/certificates/of/<int(max=2147483647):offering_id>"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("POST", "/my-page/certificates/programme/<int(max=2147483647):programme_id>"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/my-page/certificates/<int(max=2147483647):certificate_id>.pdf"):
                                                       (302,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/my-page/certificates/<int(max=2147483647):certificate_id>/badge"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/my-page/certificates/<int(max=2147483647):certificate_id>/badge.<any(jwt, json, svg):form>"):
                                                       (302,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/my-page/records/of/<int(max=2147483647):offering_id>/<int(max=2147483647):recipient_id>"):
                                                       (302,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/my-page/records/of/<int(max=2147483647):offering_id>/<int(max=2147483647):recipient_id>"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/my-page/records/<int(max=2147483647):record_id>"):
                                                       (302,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/my-page/records/<int(max=2147483647):record_id>/withdraw"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/teaching/<int(max=2147483647):offering_id>/completion"):
                                                       (302,  403,  200,  200,  404,  403,  401,  401),
    ("POST", "/teaching/<int(max=2147483647):offering_id>/completion/<int(max=2147483647):enrolment_id>"):
                                                       (401,  403,  404,  404,  404,  403,  400,  400),
    ("POST", "/teaching/<int(max=2147483647):offering_id>/certificates/<int(max=2147483647):certificate_id>"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/office/records"):                        (302,  403,  403,  200,  200,  403,  401,  401),
    ("POST", "/office/records/recipients"):            (401,  403,  403,  422,  422,  403,  400,  400),
    ("POST", "/office/records/recipients/<int(max=2147483647):recipient_id>"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/office/records/recipients/<int(max=2147483647):recipient_id>/hand-over"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/office/records/recipients/<int(max=2147483647):recipient_id>/mapping.toml"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("GET", "/office/records/hand-overs/<int(max=2147483647):hand_over_id>.csv"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("GET", "/office/certificate-programmes"):         (302,  403,  403,  200,  200,  403,  401,  401),
    ("POST", "/office/certificate-programmes"):        (401,  403,  403,  422,  422,  403,  400,  400),
    ("POST", "/office/certificate-programmes/<int(max=2147483647):programme_id>/publish"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/teaching/<int(max=2147483647):offering_id>/regrades"):
                                                       (302,  403,  200,  200,  404,  403,  401,  401),
    ("POST", "/teaching/<int(max=2147483647):offering_id>/regrades"):
                                                       (401,  403,  422,  422,  404,  403,  400,  400),
    ("GET", "/teaching/<int(max=2147483647):offering_id>/regrades/<int(max=2147483647):regrade_id>"):
                                                       (302,  403,  404,  404,  404,  403,  401,  401),
    ("POST", "/teaching/<int(max=2147483647):offering_id>/regrades/<int(max=2147483647):regrade_id>/apply"):
                                                       (401,  403,  404,  404,  404,  403,  400,  400),
    ("POST", "/teaching/<int(max=2147483647):offering_id>/regrades/<int(max=2147483647):regrade_id>/drop"):
                                                       (401,  403,  404,  404,  404,  403,  400,  400),
    ("POST", "/my-page/score-changes/<int(max=2147483647):change_id>"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/teaching/<int(max=2147483647):offering_id>/deadlines"):
                                                       (302,  403,  200,  200,  404,  403,  401,  401),
    ("POST", "/teaching/<int(max=2147483647):offering_id>/deadlines"):
                                                       (401,  403,  404,  404,  404,  403,  400,  400),
    ("GET", "/office"):                                (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/meetings"):
                                                       (302,  403,  200,  200,  404,  403,  401,  401),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/meetings/<int(max=2147483647):meeting_id>/<change>"):
                                                       (302,  403,  404,  404,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/meetings/<int(max=2147483647):meeting_id>/<change>"):
                                                       (401,  403,  404,  404,  404,  403,  400,  400),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/meetings/<int(max=2147483647):meeting_id>/held"):
                                                       (401,  403,  404,  404,  404,  403,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/letters"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/letters"):
                                                       (401,  403,  403,  422,  404,  403,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/letters/acceptances.pdf"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/letters/<int(max=2147483647):letter_id>.pdf"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/letters/nomination"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/letters/nomination"):
                                                       (401,  403,  403,  422,  404,  403,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/letters/roster"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/letters/roster"):
                                                       (401,  403,  403,  422,  404,  403,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/letters/head"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/letters/head"):
                                                       (401,  403,  403,  422,  404,  403,  400,  400),
    ("GET", "/my-page/letters/<int(max=2147483647):letter_id>"):
                                                       (302,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/my-page/calendar"):
                                                       (401,  303,  303,  303,  303,  303,  400,  400),
    # The address itself is the key; a server's token opens nothing here.
    ("GET", "/calendar/<token>.ics"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/offerings/<int(max=2147483647):offering_id>.ics"):
                                                       (200,  200,  200,  200,  200,  200,  401,  401),
    ("GET", "/office/offerings/new"):                  (302,  403,  403,  200,  200,  403,  401,  401),
    ("POST", "/office/offerings/new"):                 (401,  403,  403,  422,  422,  403,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/edit"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/edit"):
                                                       (401,  403,  403,  422,  404,  403,  400,  400),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/copy"):
                                                       (401,  403,  403,  303,  404,  403,  400,  400),
    ("GET", "/office/mail"):                           (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/office/mail/<int(max=2147483647):message_id>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/office/mail/<int(max=2147483647):message_id>/again"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/office/mail/templates"):                 (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/office/mail/templates/<name>"):          (302,  403,  403,  404,  404,  403,  401,  401),
    # With a token that nobody signed; test_stopping.py has one that was.
    ("GET", "/mail/stop/<stop_token>"):                (404,  404,  404,  404,  404,  404,  401,  401),
    # It looks for the CSRF token itself, after a server's token was turned away.
    ("POST", "/mail/stop/<stop_token>"):               (404,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/mail/stop/<stop_token>/resume"):        (404,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/applications"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/applications/check"):
                                                       (401,  403,  403,  422,  404,  403,  400,  400),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/applications/decide"):
                                                       (401,  403,  403,  422,  404,  403,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/applications/<int(max=2147483647):application_id>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/applications/<int(max=2147483647):application_id>/take-back"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    # Not drawn by lot; see test_lottery_views.py for one that is.
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/invitations"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/invitations"):
                                                       (401,  403,  403,  422,  404,  403,  400,  400),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/invitations/<int(max=2147483647):invitation_id>/renew"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/invitations/<int(max=2147483647):invitation_id>/end"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/approvals"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/approvals/<int(max=2147483647):approval_id>/remind"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/approvals/<int(max=2147483647):approval_id>/paper"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/instructors"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/instructors"):
                                                       (401,  403,  403,  422,  404,  403,  400,  400),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/instructors/remove"):
                                                       (401,  403,  403,  422,  404,  403,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/call-off"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/call-off"):
                                                       (401,  403,  403,  422,  404,  403,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/applications.<any(xlsx, csv):ending>"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/lottery"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/lottery"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/coordinator"):                           (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/coordinator.csv"):                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/coordinator/rows/<indicator>"):          (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/coordinator/definitions"):               (200,  200,  200,  200,  200,  200,  401,  401),
    # Drafts and releases belong to the whole partnership: there are none in this world.
    ("GET", "/coordinator/reports"):                   (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/coordinator/reports/new"):               (302,  403,  403,  200,  200,  403,  401,  401),
    ("POST", "/coordinator/reports/new"):              (401,  403,  403,  422,  422,  403,  400,  400),
    ("GET", "/coordinator/reports/<int(max=2147483647):draft_id>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/coordinator/reports/<int(max=2147483647):draft_id>/sentences"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/coordinator/reports/<int(max=2147483647):draft_id>/coarser"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/coordinator/reports/<int(max=2147483647):draft_id>/preview"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("GET", "/coordinator/reports/<int(max=2147483647):draft_id>/protection"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/coordinator/reports/<int(max=2147483647):draft_id>/protection"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/coordinator/reports/<int(max=2147483647):draft_id>/<any(hand_in, confirm, decide, send_back, release):step>"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/coordinator/releases/<int(max=2147483647):release_id>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("GET", "/coordinator/releases/<int(max=2147483647):release_id>/files/<path:file_name>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/coordinator/releases/<int(max=2147483647):release_id>/copies/<table_key>"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/coordinator/releases/<int(max=2147483647):release_id>/open-data.zip"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/coordinator/releases/<int(max=2147483647):release_id>/open-data/propose"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/coordinator/releases/<int(max=2147483647):release_id>/open-data/take-back"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/coordinator/releases/<int(max=2147483647):release_id>/open-data/release"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/reports"):                               (200,  200,  200,  200,  200,  200,  401,  401),
    ("GET", "/reports/<int(max=2147483647):release_id>"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/reports/<int(max=2147483647):release_id>/files/<path:file_name>"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    # The whole partnership keeps a year together; a share is one partner's, here the coordinator's (id 1).
    ("GET", "/coordinator/programme"):                 (302,  403,  403,  200,  200,  403,  401,  401),
    ("POST", "/coordinator/programme"):                (401,  403,  403,  422,  422,  403,  400,  400),
    ("POST", "/coordinator/programme/shares/<int(max=2147483647):partner_id>"):
                                                       (401,  403,  403,  303,  404,  403,  400,  400),
    ("POST", "/coordinator/programme/copy"):           (401,  403,  403,  303,  303,  403,  400,  400),
    ("GET", "/coordinator/programme/logic-model.pdf"):
                                                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/coordinator/programme/boxes/new"):       (302,  403,  403,  200,  200,  403,  401,  401),
    ("POST", "/coordinator/programme/boxes/new"):      (401,  403,  403,  422,  422,  403,  400,  400),
    ("GET", "/coordinator/programme/boxes/<int(max=2147483647):box_id>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/coordinator/programme/boxes/<int(max=2147483647):box_id>"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/coordinator/programme/targets/<int(max=2147483647):target_id>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/coordinator/programme/targets/<int(max=2147483647):target_id>"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/coordinator/councils"):                  (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/coordinator/councils/new"):              (302,  403,  403,  200,  200,  403,  401,  401),
    ("POST", "/coordinator/councils/new"):             (401,  403,  403,  422,  422,  403,  400,  400),
    ("GET", "/coordinator/councils/<int(max=2147483647):council_id>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("GET", "/coordinator/councils/<int(max=2147483647):council_id>/edit"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/coordinator/councils/<int(max=2147483647):council_id>/edit"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/coordinator/councils/<int(max=2147483647):council_id>/papers"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/coordinator/councils/<int(max=2147483647):council_id>/papers/<int(max=2147483647):paper_id>/withdraw"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/coordinator/councils/<int(max=2147483647):council_id>/remarks"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/coordinator/councils/<int(max=2147483647):council_id>/remarks/<int(max=2147483647):remark_id>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/coordinator/councils/<int(max=2147483647):council_id>/remarks/<int(max=2147483647):remark_id>"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/coordinator/councils/<int(max=2147483647):council_id>/agenda.pdf"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("GET", "/coordinator/councils/<int(max=2147483647):council_id>/answers.pdf"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("GET", "/coordinator/councils/<int(max=2147483647):council_id>/answers.xlsx"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("GET", "/office/cohorts"):                        (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/office/cohorts/new"):                    (302,  403,  403,  200,  200,  403,  401,  401),
    ("POST", "/office/cohorts/new"):                   (401,  403,  403,  422,  422,  403,  400,  400),
    ("GET", "/office/cohorts/<int(max=2147483647):cohort_id>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("GET", "/office/cohorts/<int(max=2147483647):cohort_id>/edit"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/office/cohorts/<int(max=2147483647):cohort_id>/edit"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/office/cohorts/<int(max=2147483647):cohort_id>/seats"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/office/cohorts/<int(max=2147483647):cohort_id>/told"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/office/cohorts/<int(max=2147483647):cohort_id>/completions.<any(xlsx, csv):ending>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("GET", "/partners/cohorts"):                      (302,  403,  403,  200,  200,  403,  401,  401),
    # Cases that were approved; here there is none.
    ("GET", "/cases"):                                 (200,  200,  200,  200,  200,  200,  401,  401),
    ("GET", "/cases/<int(max=2147483647):case_id>"):   (404,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/cases/<int(max=2147483647):case_id>.pdf"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/my-page/cases"):                         (302,  200,  200,  200,  200,  200,  401,  401),
    ("GET", "/my-page/cases/<int(max=2147483647):enrolment_id>"):
                                                       (302,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/my-page/cases/<int(max=2147483647):enrolment_id>"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("POST", "/my-page/cases/<int(max=2147483647):enrolment_id>/<any(approve, change, withdraw):reply>"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/cases"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/cases/<int(max=2147483647):case_id>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/cases/<int(max=2147483647):case_id>"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/coordinator/reports/<int(max=2147483647):draft_id>/cases"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/coordinator/official"):                  (302,  403,  403,  200,  200,  403,  401,  401),
    ("POST", "/coordinator/official"):                 (401,  403,  403,  422,  422,  403,  400,  400),
    ("GET", "/reports/<int(max=2147483647):release_id>/open-data.zip"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/coordinator/offerings/<int(max=2147483647):offering_id>"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("GET", "/coordinator/offerings/<int(max=2147483647):offering_id>.csv"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("GET", "/partners/statistics"):                   (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/partners/people"):                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/operator/audit"):                        (302,  403,  403,  403,  403,  200,  401,  401),
    ("GET", "/operator/status"):                       (302,  403,  403,  403,  403,  200,  401,  401),
    # An instructor whose offering it is not; see test_teaching_views.py for one who was given it.
    ("GET", "/teaching"):                              (302,  403,  200,  200,  200,  403,  401,  401),
    ("GET", "/teaching/<int(max=2147483647):offering_id>"):
                                                       (302,  403,  200,  200,  404,  403,  401,  401),
    ("GET", "/teaching/<int(max=2147483647):offering_id>/book"):
                                                       (302,  403,  200,  200,  404,  403,  401,  401),
    ("POST", "/teaching/<int(max=2147483647):offering_id>/book"):
                                                       (401,  403,  302,  302,  404,  403,  400,  400),
    ("GET", "/account"):                               (302,  200,  200,  200,  200,  200,  401,  401),
    ("POST", "/account/announcements"):                (401,  303,  303,  303,  303,  303,  400,  400),
    ("GET", "/account/addresses"):                     (302,  200,  200,  200,  200,  200,  401,  401),
    ("POST", "/account/addresses/<any(first, second):which>"):
                                                       (401,  422,  422,  422,  422,  422,  400,  400),
    ("GET", "/account/addresses/<any(first, second):which>/code"):
                                                       (302,  302,  302,  302,  302,  302,  401,  401),
    ("POST", "/account/addresses/<any(first, second):which>/code"):
                                                       (401,  422,  422,  422,  422,  422,  400,  400),
    # Whoever has the link reads the address's mail; this one is nobody's.
    ("GET", "/account/addresses/<any(first, second):which>/link/<token>"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/account/addresses/<any(first, second):which>/link/<token>"):
                                                       (404,  404,  404,  404,  404,  404,  400,  400),
    ("POST", "/account/addresses/second/remove"):      (401,  422,  422,  422,  422,  422,  400,  400),
    ("POST", "/account/addresses/shared"):             (401,  400,  400,  400,  400,  400,  400,  400),
    ("GET", "/account/password"):                      (302,  200,  200,  200,  200,  200,  401,  401),
    ("POST", "/account/password"):                     (401,  422,  422,  422,  422,  422,  400,  400),
    ("GET", "/account/recovery-codes"):                (302,  200,  200,  200,  200,  200,  401,  401),
    ("POST", "/account/recovery-codes"):               (401,  422,  422,  422,  422,  422,  400,  400),
    # For people who cannot sign in.
    ("GET", "/account/forgotten"):                     (200,  200,  200,  200,  200,  200,  401,  401),
    ("POST", "/account/forgotten"):                    (422,  422,  422,  422,  422,  422,  400,  400),
    ("GET", "/account/forgotten/code"):                (200,  200,  200,  200,  200,  200,  401,  401),
    ("POST", "/account/forgotten/code"):               (422,  422,  422,  422,  422,  422,  400,  400),
    ("GET", "/account/card"):                          (200,  200,  200,  200,  200,  200,  401,  401),
    ("POST", "/account/card"):                         (422,  422,  422,  422,  422,  422,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/cards"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/cards"):
                                                       (401,  403,  403,  303,  404,  403,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/surveys"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/surveys"):
                                                       (401,  403,  403,  422,  404,  403,  400,  400),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/surveys/<int(max=2147483647):survey_id>/close"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/office/needs"):
                                                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/office/needs/statistics"):
                                                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/office/needs/visits"):
                                                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/office/needs/visits/new"):
                                                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/office/needs/round-table"):
                                                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/office/needs/applications"):
                                                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/office/needs/surveys"):
                                                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/office/needs/import"):
                                                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/office/needs/compose"):
                                                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("POST", "/office/needs/visits/new"):
                                                       (401,  403,  403,  422,  422,  403,  400,  400),
    ("POST", "/office/needs/round-table"):
                                                       (401,  403,  403,  422,  422,  403,  400,  400),
    ("POST", "/office/needs/applications"):
                                                       (401,  403,  403,  303,  303,  403,  400,  400),
    ("POST", "/office/needs/surveys"):
                                                       (401,  403,  403,  303,  303,  403,  400,  400),
    ("POST", "/office/needs/import"):
                                                       (401,  403,  403,  422,  422,  403,  400,  400),
    ("POST", "/office/needs/import/keep"):
                                                       (401,  403,  403,  303,  303,  403,  400,  400),
    ("POST", "/office/needs/compose"):
                                                       (401,  403,  403,  422,  422,  403,  400,  400),
    ("GET", "/office/needs/<int(max=2147483647):need_id>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/office/needs/<int(max=2147483647):need_id>/move"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/office/needs/<int(max=2147483647):need_id>/link"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/office/needs/<int(max=2147483647):need_id>/unlink"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/office/needs/<int(max=2147483647):need_id>/merge"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/office/needs/<int(max=2147483647):need_id>/organisation"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/office/needs/<int(max=2147483647):need_id>/contact"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/office/needs/<int(max=2147483647):need_id>/words"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/office/needs/visits/<int(max=2147483647):visit_id>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("GET", "/office/needs/organisations/<int(max=2147483647):organisation_id>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/office/needs/organisations/<int(max=2147483647):organisation_id>"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    # Not one that was composed of needs; test_compose_views.py has one that was.
    ("GET", "/office/needs/courses/<slug>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/office/needs/courses/<slug>/take-apart"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/needs"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/needs"):
                                                       (401,  403,  403,  303,  404,  403,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/needs/notice/<who>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    # Anybody may say what they want to learn.
    ("GET", "/needs"):
                                                       (200,  200,  200,  200,  200,  200,  401,  401),
    ("POST", "/needs"):
                                                       (422,  422,  422,  422,  422,  422,  400,  400),
    ("GET", "/needs/thanks"):
                                                       (200,  200,  200,  200,  200,  200,  401,  401),
    # Whoever has the link that we signed sees what is kept of them, and takes it back.
    ("GET", "/needs/contact/<contact_token>"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/needs/contact/<contact_token>"):
                                                       (404,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/teaching/<int(max=2147483647):offering_id>/attendance"):
                                                       (302,  403,  200,  200,  404,  403,  401,  401),
    ("GET", "/teaching/<int(max=2147483647):offering_id>/meetings/<int(max=2147483647):meeting_id>/reception"):
                                                       (302,  403,  404,  404,  404,  403,  401,  401),
    ("GET", "/teaching/<int(max=2147483647):offering_id>/meetings/<int(max=2147483647):meeting_id>/attendance"):
                                                       (302,  403,  404,  404,  404,  403,  401,  401),
    ("GET", "/teaching/<int(max=2147483647):offering_id>/meetings/<int(max=2147483647):meeting_id>/attendance.pdf"):
                                                       (302,  403,  404,  404,  404,  403,  401,  401),
    ("GET", "/teaching/<int(max=2147483647):offering_id>/meetings/<int(max=2147483647):meeting_id>/web-meeting"):
                                                       (302,  403,  404,  404,  404,  403,  401,  401),
    ("POST", "/teaching/<int(max=2147483647):offering_id>/meetings/<int(max=2147483647):meeting_id>/web-meeting"):
                                                       (401,  403,  404,  404,  404,  403,  400,  400),
    ("POST", "/teaching/<int(max=2147483647):offering_id>/meetings/<int(max=2147483647):meeting_id>/web-meeting/apply"):
                                                       (401,  403,  404,  404,  404,  403,  400,  400),
    ("POST", "/teaching/<int(max=2147483647):offering_id>/meetings/<int(max=2147483647):meeting_id>/attendance"):
                                                       (401,  403,  404,  404,  404,  403,  400,  400),
    ("POST", "/teaching/<int(max=2147483647):offering_id>/meetings/<int(max=2147483647):meeting_id>/code"):
                                                       (401,  403,  404,  404,  404,  403,  400,  400),
    ("GET", "/office/seminars"):                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("POST", "/office/seminars/<int(max=2147483647):seminar_id>/check-in"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/office/seminars/<int(max=2147483647):seminar_id>/heads"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/office/seminars/new"):
                                                       (302,  403,  403,  200,  200,  403,  401,  401),
    ("POST", "/office/seminars/new"):
                                                       (401,  403,  403,  422,  422,  403,  400,  400),
    ("GET", "/office/seminars/<int(max=2147483647):seminar_id>/edit"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/office/seminars/<int(max=2147483647):seminar_id>/edit"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/office/seminars/<int(max=2147483647):seminar_id>/reception"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("GET", "/office/seminars/<int(max=2147483647):seminar_id>/guests"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/office/seminars/<int(max=2147483647):seminar_id>/guests/<int(max=2147483647):guest_id>/withdraw"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/office/seminars/<int(max=2147483647):seminar_id>/survey"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/office/seminars/<int(max=2147483647):seminar_id>/survey"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/office/seminars/<int(max=2147483647):seminar_id>/survey/close"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    # Guests have no account: what is signed in the address is the key.
    ("GET", "/seminars/<int(max=2147483647):seminar_id>/arrive/<arrival_code>"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/seminars/<int(max=2147483647):seminar_id>/arrive/<arrival_code>"):
                                                       (404,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/seminars/consent/<consent_token>"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/seminars/consent/<consent_token>"):
                                                       (404,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/surveys/<survey_token>"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/surveys/<survey_token>"):
                                                       (404,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/teaching/<int(max=2147483647):offering_id>/activity"):
                                                       (302,  403,  200,  200,  404,  403,  401,  401),
    ("GET", "/my-page/activity"):
                                                       (302,  200,  200,  200,  200,  200,  401,  401),
    # The screen's code is the key, and only to the sign-in and the button.
    ("GET", "/attend/<int(max=2147483647):meeting_id>/<screen_code>"):
                                                       (404,  404,  404,  404,  404,  404,  401,  401),
    ("GET", "/attend/<int(max=2147483647):meeting_id>"):
                                                       (302,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/attend/<int(max=2147483647):meeting_id>"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/my-page/attendance"):                    (302,  200,  200,  200,  200,  200,  401,  401),
    ("POST", "/my-page/attendance/<int(max=2147483647):meeting_id>/notice"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/my-page/surveys/<int(max=2147483647):survey_id>"):
                                                       (302,  404,  404,  404,  404,  404,  401,  401),
    ("POST", "/my-page/surveys/<int(max=2147483647):survey_id>"):
                                                       (401,  404,  404,  404,  404,  404,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/rosters"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/rosters"):
                                                       (401,  403,  403,  422,  404,  403,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/rosters/<int(max=2147483647):import_id>"):
                                                       (302,  403,  403,  404,  404,  403,  401,  401),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/rosters/<int(max=2147483647):import_id>/apply"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/rosters/<int(max=2147483647):import_id>/drop"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("POST", "/office/offerings/<int(max=2147483647):offering_id>/rosters/<int(max=2147483647):import_id>/rows/<int(max=2147483647):row_id>"):
                                                       (401,  403,  403,  404,  404,  403,  400,  400),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/rosters/form.xlsx"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("GET", "/office/offerings/<int(max=2147483647):offering_id>/rosters/<any(learners, applicants):who>.<any(xlsx, csv):ending>"):
                                                       (302,  403,  403,  200,  404,  403,  401,  401),
    ("GET", "/account/second-factor"):                 (302,  403,  200,  200,  200,  200,  401,  401),
    ("POST", "/account/second-factor/begin"):          (401,  403,  303,  303,  303,  303,  400,  400),
    ("POST", "/account/second-factor/confirm"):        (401,  403,  422,  422,  422,  422,  400,  400),
    ("GET", "/account/second-factor/code"):            (302,  403,  302,  302,  302,  302,  401,  401),
    ("POST", "/account/second-factor/code"):           (401,  403,  422,  422,  422,  422,  400,  400),
    # 本人の権利: one's own, whoever one is; without the password nothing leaves and nothing goes.
    ("GET", "/my-page/seen"):                          (302,  200,  200,  200,  200,  200,  401,  401),
    ("GET", "/account/data"):                          (302,  200,  200,  200,  200,  200,  401,  401),
    ("POST", "/account/data"):                         (401,  422,  422,  422,  422,  422,  400,  400),
    ("GET", "/account/corrections"):                   (302,  200,  200,  200,  200,  200,  401,  401),
    ("POST", "/account/corrections"):                  (401,  400,  400,  400,  400,  400,  400,  400),
    ("GET", "/account/leave"):                         (302,  200,  200,  200,  200,  200,  401,  401),
    ("POST", "/account/leave"):                        (401,  422,  422,  422,  422,  422,  400,  400),
    ("GET", "/office/corrections"):                    (302,  403,  403,  200,  200,  200,  401,  401),
    ("POST", "/office/corrections/<int(max=2147483647):correction_id>"):
                                                       (401,  403,  403,  404,  404,  404,  400,  400),
    ("GET", "/account/roles"):                         (302,  403,  200,  200,  200,  200,  401,  401),
    # The first role is a learner's, which is nobody's to change.
    ("POST", "/account/roles/<int(max=2147483647):grant_id>"):
                                                       (401,  403,  403,  404,  404,  404,  400,  400),
    ("GET", "/office/handover.pdf"):                   (302,  403,  403,  200,  200,  403,  401,  401),
    ("GET", "/account/colleagues"):                    (302,  403,  403,  200,  200,  200,  401,  401),
    ("POST", "/account/colleagues/<int(max=2147483647):learner_id>/second-factor"):
                                                       (401,  403,  403,  404,  404,  404,  400,  400),
    ("GET", "/sign-in"):                               (302,  302,  302,  302,  302,  302,  401,  401),
    ("GET", "/oauth_callback"):                        (400,  400,  400,  400,  400,  400,  401,  401),
    # With the form's CSRF token; a server's token has none, and is refused before anybody asks who it is.
    ("POST", "/language"):                             (302,  302,  302,  302,  302,  302,  400,  400),
    ("POST", "/sign-out"):                             (302,  302,  302,  302,  302,  302,  400,  400),
    # For the hub's authenticator only.
    ("POST", "/internal/verify"):                      (403,  403,  403,  403,  403,  403,  403,  403),
    # For learners' servers only: 422 is the answer to what is no notebook, 404 to what is not one's own.
    ("POST", "/api/activity"):
                                                       (401,  401,  401,  401,  401,  401,  422,  422),
    ("POST", "/api/submissions"):                      (401,  401,  401,  401,  401,  401,  422,  422),
    ("GET", "/api/submissions/<number>"):              (401,  401,  401,  401,  401,  401,  404,  404),
}
# fmt: on
PREFIX = "/services/tateyama"
NOON = datetime(2026, 11, 23, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def platform():
    """One application for the whole table, with a person of each kind and an offering of the first host."""
    data = Path(tempfile.mkdtemp(prefix="tateyama-"))
    settings = Settings(
        data=data,
        run=data / "run",
        database_url=f"sqlite:///{data / 'tateyama.sqlite'}",
        hub_token="the-service-token",
        verify_token="the-verify-token",
        secret_key="the-secret-key",
        grading_key="the-grading-key",
        metrics_token="the-metrics-token",
        submissions_per_minute=1000,
    )
    database = Database(settings.database_url)
    whole_metadata().create_all(database.engine)
    with database.transaction() as session:
        people, offering_id = fill(session)
    database.close()
    with small_hub(settings.hub_socket) as hub:
        for name, learner in people.items():
            hub.know(f"token-of-{name}", learner.hub_user)
        app = create_app(settings)
        app.testing = True
        yield app, people, offering_id
        app.extensions["database"].close()
        app.extensions["hub"].close()
    shutil.rmtree(data)


def fill(session):
    host, other = (Partner(slug=slug, name_ja=slug, name_en=slug) for slug in ("host", "other"))
    programme = Programme(fiscal_year=2026, name_ja="事業", name_en="Programme", budget_yen=1)
    offering = Offering(
        programme=programme,
        fiscal_year=2026,
        course_slug="beginner",
        number=1,
        title_ja="初級",
        title_en="Beginner",
        audience=Audience.PRIVATE,
        host=host,
        capacity=30,
        state=OfferingState.RUNNING,
        starts_on=date(2026, 11, 3),
        ends_on=date(2027, 1, 19),
        completion_rule={"version": 1, "kind": "all_basic", "lessons": ["b1"]},
    )
    session.add(offering)
    grants = {
        "learner": (Role.LEARNER, None),
        "instructor": (Role.INSTRUCTOR, None),
        "coordinator": (Role.COORDINATOR, host),
        "other_host": (Role.COORDINATOR, other),
        "operator": (Role.OPERATOR, None),
    }
    people = {}
    for number, (name, (role, partner)) in enumerate(grants.items(), start=1):
        people[name] = Learner(
            hub_user=f"u{number:012x}",
            login_id=name,
            name=name,
            name_kana=name,
            created_at=NOON,
            roles=[RoleGrant(role=role, partner=partner)],
        )
    session.add_all(people.values())
    session.flush()
    give_to(session, offering, people["instructor"])
    return people, offering.id


def rules_of(app):
    for rule in app.url_map.iter_rules():
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            yield method, rule.rule


def browser_of(app, people, caller):
    client = app.test_client()
    if caller in people:
        client.set_cookie(HUB_SESSION_COOKIE, "hub-session")
        with client.session_transaction() as cookie:
            cookie["learner_id"] = people[caller].id
            cookie["hub_session"] = "hub-session"
            cookie["second_factor"] = True
    return client


def csrf_token(client):
    return re.search(r'name="csrf_token" value="([^"]+)"', client.get(f"{PREFIX}/").text)[1]


def address_of(rule, offering_id):
    filled = {
        "<slug>": "beginner",
        "<lesson_slug>": "b1",
        "<course>": "beginner",
        "<lesson>": "b1",
        "<question>": "b1-1",
        "<path:filename>": "tateyama.css",
        "<number>": "S-00000001",
        "<any(first, second):which>": "first",
        "<any(learners, applicants):who>": "learners",
        "<any(xlsx, csv):ending>": "xlsx",
        "<any(approve, change, withdraw):reply>": "approve",
        "<indicator>": "I06",
        "<any(svg, png):picture>": "svg",
        "<any(jwt, json, svg):form>": "jwt",
        "<any(hand_in, confirm, decide, send_back, release):step>": "confirm",
    }
    filled["<int(max=2147483647):offering_id>"] = str(offering_id)
    # The offering is there; of what could hang on it nothing is.
    return PREFIX + re.sub(r"<[^>]+>", lambda found: filled.get(found[0], "1"), rule)


def ask(platform, caller, method, rule):
    app, people, offering_id = platform
    client = browser_of(app, people, caller)
    address = address_of(rule, offering_id)
    if rule.startswith("/api/"):
        headers = {"Idempotency-Key": str(uuid4())}
        return client.open(
            address, method=method, headers={**headers, **token_of(caller)}, data=b"no notebook"
        )
    if token_of(caller) or method == "GET" or rule.startswith("/internal/"):
        return client.open(
            address, method=method, headers=token_of(caller), json={} if method == "POST" else None
        )
    return client.open(address, method=method, data={"csrf_token": csrf_token(client), "language": "ja"})


def token_of(caller):
    owner = {"token": "learner", "coordinators_token": "coordinator"}.get(caller)
    return {"Authorization": f"token token-of-{owner}"} if owner else {}


@pytest.mark.parametrize(
    ("method", "rule", "caller", "status"),
    [
        pytest.param(method, rule, caller, status, id=f"{caller} {method} {rule}")
        for (method, rule), statuses in TABLE.items()
        for caller, status in zip(CALLERS, statuses, strict=True)
    ],
)
def test_a_role_gets_what_the_table_says(platform, method, rule, caller, status):
    with ask(platform, caller, method, rule) as answer:  # a static file stays open until it is closed
        assert answer.status_code == status


def test_every_route_has_a_row_and_every_row_a_route(platform):
    assert set(rules_of(platform[0])) == set(TABLE)


def test_nothing_is_changed_by_get(platform):
    """Routes that change something take POST alone, so that no link or picture can trigger them."""
    both = [rule for rule in platform[0].url_map.iter_rules() if {"GET", "POST"} <= rule.methods]
    assert both == []


@pytest.mark.parametrize(
    "rule",
    [
        rule
        for method, rule in TABLE
        if method == "POST" and rule not in ("/internal/verify", "/api/submissions", "/api/activity")
    ],
)
def test_a_form_without_its_csrf_token_is_refused(platform, rule):
    app, people, offering_id = platform
    client = browser_of(app, people, "coordinator")
    assert client.post(address_of(rule, offering_id), data={"language": "en"}).status_code == 400


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(platform):
    answer = ask(platform, "anonymous", "GET", "/coordinator")
    assert answer.headers["Location"] == f"{PREFIX}/sign-in?next={PREFIX}/coordinator"
