CREATE TABLE alembic_version (
version_num character varying(32) NOT NULL
);
CREATE TABLE answer_draft (
id integer NOT NULL,
enrolment_id integer NOT NULL,
lesson_slug character varying(60) NOT NULL,
grade_id character varying(200) NOT NULL,
origin character varying(40) NOT NULL,
revision integer NOT NULL,
text text NOT NULL,
saved_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE answer_draft_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE answer_draft_id_seq OWNED BY answer_draft.id;
CREATE TABLE application (
id integer NOT NULL,
learner_id integer NOT NULL,
offering_id integer NOT NULL,
applied_at timestamp with time zone NOT NULL,
state character varying(40) NOT NULL,
profile json DEFAULT '{}'::json NOT NULL,
sent_by_id integer,
rule_version integer,
queue_place integer,
reply_by timestamp with time zone,
outreach_id integer
);
CREATE SEQUENCE application_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE application_id_seq OWNED BY application.id;
CREATE TABLE application_move (
id integer NOT NULL,
application_id integer NOT NULL,
before character varying(40),
after character varying(40) NOT NULL,
moved_at timestamp with time zone NOT NULL,
moved_by_id integer,
reason character varying(500) NOT NULL
);
CREATE SEQUENCE application_move_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE application_move_id_seq OWNED BY application_move.id;
CREATE TABLE approval (
id integer NOT NULL,
application_id integer NOT NULL,
kind character varying(40) NOT NULL,
approver_name character varying(200) NOT NULL,
approver_email character varying(254),
token_hash character varying(64) NOT NULL,
asked_at timestamp with time zone NOT NULL,
decided_at timestamp with time zone,
approved boolean,
note character varying(500) NOT NULL
);
CREATE SEQUENCE approval_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE approval_id_seq OWNED BY approval.id;
CREATE TABLE attendance (
enrolment_id integer NOT NULL,
meeting_id integer NOT NULL,
presence character varying(40) NOT NULL,
recorded_at timestamp with time zone NOT NULL,
how character varying(40),
source character varying(40),
happened_at timestamp with time zone,
made_up_at_id integer
);
CREATE TABLE audit_entry (
id integer NOT NULL,
at timestamp with time zone NOT NULL,
actor integer,
action character varying(60) NOT NULL,
subject character varying(100) NOT NULL,
detail json NOT NULL,
previous character varying(64) NOT NULL,
digest character varying(64) NOT NULL
);
CREATE SEQUENCE audit_entry_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE audit_entry_id_seq OWNED BY audit_entry.id;
CREATE TABLE audit_subject (
learner_id integer NOT NULL,
entry_id integer NOT NULL
);
CREATE TABLE calendar_address (
learner_id integer NOT NULL,
version integer NOT NULL
);
CREATE TABLE cell_run (
id integer NOT NULL,
enrolment_id integer NOT NULL,
lesson_slug character varying(60) NOT NULL,
exercise_id character varying(200) NOT NULL,
release_digest character varying(64) NOT NULL,
cells json NOT NULL,
state character varying(40) NOT NULL,
asked_at timestamp with time zone NOT NULL,
begun_at timestamp with time zone,
outcome json
);
CREATE SEQUENCE cell_run_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE cell_run_id_seq OWNED BY cell_run.id;
CREATE TABLE certificate (
id integer NOT NULL,
kind character varying(40) NOT NULL,
fiscal_year integer NOT NULL,
number integer NOT NULL,
learner_id integer NOT NULL,
enrolment_id integer,
programme_id integer,
issuer_id integer NOT NULL,
name character varying(200) NOT NULL,
initials character varying(20) NOT NULL,
title character varying(300) NOT NULL,
title_en character varying(300) NOT NULL,
outline character varying(2000) NOT NULL,
minutes integer NOT NULL,
starts_on date NOT NULL,
ends_on date NOT NULL,
issued_on date NOT NULL,
issuer_name character varying(200) NOT NULL,
issuer_name_en character varying(200) NOT NULL,
signatory character varying(200) NOT NULL,
invented boolean NOT NULL,
check_code character varying(16) NOT NULL,
check_url character varying(300) NOT NULL,
issued_at timestamp with time zone NOT NULL,
revoked_at timestamp with time zone,
revoked_reason character varying(500) NOT NULL,
revoked_by_id integer
);
CREATE SEQUENCE certificate_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE certificate_id_seq OWNED BY certificate.id;
CREATE TABLE certificate_name (
learner_id integer NOT NULL,
name character varying(200) NOT NULL,
instead_of character varying(200) NOT NULL,
given_at timestamp with time zone NOT NULL
);
CREATE TABLE certificate_programme (
id integer NOT NULL,
partner_id integer NOT NULL,
name character varying(200) NOT NULL,
purpose character varying(1000) NOT NULL,
method character varying(1000) NOT NULL,
content character varying(2000) NOT NULL,
minutes integer NOT NULL,
eligibility character varying(1000) NOT NULL,
capacity integer NOT NULL,
requirement character varying(1000) NOT NULL,
published_at timestamp with time zone
);
CREATE SEQUENCE certificate_programme_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE certificate_programme_id_seq OWNED BY certificate_programme.id;
CREATE TABLE class_mark (
seat_id integer NOT NULL,
exercise_id character varying(200) NOT NULL,
passed boolean NOT NULL,
failures integer NOT NULL
);
CREATE TABLE class_seat (
id integer NOT NULL,
class_id integer NOT NULL,
token_hash character varying(64) NOT NULL,
seen_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE class_seat_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE class_seat_id_seq OWNED BY class_seat.id;
CREATE TABLE class_work (
id integer NOT NULL,
class_id integer NOT NULL,
seat_id integer NOT NULL,
exercise_id character varying(200) NOT NULL,
kind character varying(40) NOT NULL,
cells json NOT NULL,
texts json NOT NULL,
state character varying(40) NOT NULL,
asked_at timestamp with time zone NOT NULL,
begun_at timestamp with time zone,
outcome json
);
CREATE SEQUENCE class_work_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE class_work_id_seq OWNED BY class_work.id;
CREATE TABLE closing_capacity (
offering_id integer NOT NULL,
capacity integer,
taken_at timestamp with time zone NOT NULL
);
CREATE TABLE cohort (
id integer NOT NULL,
host_id integer NOT NULL,
fiscal_year integer NOT NULL,
name character varying(200) NOT NULL,
kind character varying(40) NOT NULL,
training character varying(40),
sponsor character varying(200) NOT NULL,
sponsor_partner_id integer,
ground character varying(40) NOT NULL,
ground_text character varying(300) NOT NULL,
made_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE cohort_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE cohort_id_seq OWNED BY cohort.id;
CREATE TABLE cohort_member (
enrolment_id integer NOT NULL,
cohort_id integer NOT NULL,
told_on date,
row_number integer
);
CREATE TABLE cohort_seats (
cohort_id integer NOT NULL,
offering_id integer NOT NULL,
seats integer NOT NULL
);
CREATE TABLE completion_decision (
id integer NOT NULL,
enrolment_id integer NOT NULL,
granted boolean NOT NULL,
reason character varying(500) NOT NULL,
decided_at timestamp with time zone NOT NULL,
decided_by_id integer NOT NULL
);
CREATE SEQUENCE completion_decision_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE completion_decision_id_seq OWNED BY completion_decision.id;
CREATE TABLE consent (
id integer NOT NULL,
learner_id integer NOT NULL,
kind character varying(40) NOT NULL,
version character varying(20) NOT NULL,
given boolean NOT NULL,
decided_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE consent_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE consent_id_seq OWNED BY consent.id;
CREATE TABLE copy_log (
id integer NOT NULL,
release_id integer NOT NULL,
table_key character varying(100) NOT NULL,
copied_at timestamp with time zone NOT NULL,
copied_by_id integer NOT NULL
);
CREATE SEQUENCE copy_log_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE copy_log_id_seq OWNED BY copy_log.id;
CREATE TABLE correction (
id integer NOT NULL,
learner_id integer NOT NULL,
fiscal_year integer,
field character varying(40) NOT NULL,
before character varying(200) NOT NULL,
after character varying(200) NOT NULL,
note character varying(500) NOT NULL,
asked_at timestamp with time zone NOT NULL,
decided_at timestamp with time zone,
decided_by_id integer,
accepted boolean,
answer character varying(500) NOT NULL
);
CREATE SEQUENCE correction_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE correction_id_seq OWNED BY correction.id;
CREATE TABLE council (
id integer NOT NULL,
number integer NOT NULL,
starts_at timestamp with time zone NOT NULL,
place character varying(200) NOT NULL,
online_url character varying(500) NOT NULL,
agenda text NOT NULL,
gist text NOT NULL,
kept_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE council_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE council_id_seq OWNED BY council.id;
CREATE TABLE council_paper (
id integer NOT NULL,
council_id integer NOT NULL,
number integer NOT NULL,
kind character varying(40) NOT NULL,
title character varying(200) NOT NULL,
release_id integer,
fiscal_year integer,
url character varying(500) NOT NULL
);
CREATE SEQUENCE council_paper_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE council_paper_id_seq OWNED BY council_paper.id;
CREATE TABLE daily_activity (
enrolment_id integer NOT NULL,
day date NOT NULL,
starts integer NOT NULL,
saves integer NOT NULL,
runs integer NOT NULL,
started_at timestamp with time zone,
report_key character varying(36)
);
CREATE TABLE deadline (
offering_id integer NOT NULL,
lesson_slug character varying(60) NOT NULL,
due_at timestamp with time zone NOT NULL,
percent_per_day double precision NOT NULL
);
CREATE TABLE draw (
offering_id integer NOT NULL,
published character varying(200) NOT NULL,
list_digest character varying(64) NOT NULL,
seed character varying(64) NOT NULL,
"order" json NOT NULL,
drawn_at timestamp with time zone NOT NULL,
drawn_by_id integer
);
CREATE TABLE earlier_total (
id integer NOT NULL,
fiscal_year integer NOT NULL,
indicator character varying(10) NOT NULL,
programme_row character varying(40) NOT NULL,
hundredths integer NOT NULL,
source character varying(300) NOT NULL,
dated date NOT NULL,
comparable boolean NOT NULL,
typed_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE earlier_total_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE earlier_total_id_seq OWNED BY earlier_total.id;
CREATE TABLE enrolment (
id integer NOT NULL,
learner_id integer NOT NULL,
offering_id integer NOT NULL,
application_id integer,
audience character varying(40) NOT NULL,
enrolled_at timestamp with time zone NOT NULL,
withdrawn_at timestamp with time zone,
completed_at timestamp with time zone,
completion_rule_version integer
);
CREATE SEQUENCE enrolment_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE enrolment_id_seq OWNED BY enrolment.id;
CREATE TABLE guest_contact (
guest_id integer NOT NULL,
name character varying(100) NOT NULL,
organisation character varying(200) NOT NULL,
address character varying(254) NOT NULL,
language character varying(2) NOT NULL,
announcements boolean NOT NULL,
follow_up boolean NOT NULL,
notice_version character varying(20) NOT NULL,
agreed_at timestamp with time zone NOT NULL
);
CREATE TABLE interest (
id integer NOT NULL,
course_slug character varying(60) NOT NULL,
email character varying(254) NOT NULL,
language character varying(2) NOT NULL,
notice_version integer NOT NULL,
token_hash character varying(64) NOT NULL,
asked_at timestamp with time zone NOT NULL,
confirmed_at timestamp with time zone,
told_of_id integer,
outreach_id integer
);
CREATE SEQUENCE interest_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE interest_id_seq OWNED BY interest.id;
CREATE TABLE invitation (
id integer NOT NULL,
offering_id integer NOT NULL,
organisation character varying(200) NOT NULL,
sent_by_id integer,
token_hash character varying(64) NOT NULL,
seats integer NOT NULL,
expires_at timestamp with time zone NOT NULL,
made_at timestamp with time zone NOT NULL,
made_by_id integer
);
CREATE SEQUENCE invitation_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE invitation_id_seq OWNED BY invitation.id;
CREATE TABLE invitation_use (
application_id integer NOT NULL,
invitation_id integer NOT NULL
);
CREATE TABLE invited_person (
id integer NOT NULL,
invitation_id integer NOT NULL,
name character varying(200) NOT NULL,
name_kana character varying(200) NOT NULL,
email character varying(254) NOT NULL,
token_hash character varying(64) NOT NULL,
asked_at timestamp with time zone NOT NULL,
expires_at timestamp with time zone NOT NULL,
answered_at timestamp with time zone
);
CREATE SEQUENCE invited_person_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE invited_person_id_seq OWNED BY invited_person.id;
CREATE TABLE learner (
id integer NOT NULL,
hub_user character varying(13) NOT NULL,
login_id character varying(60) NOT NULL,
password_hash character varying(200),
name character varying(200) NOT NULL,
name_kana character varying(200) NOT NULL,
email character varying(254),
language character varying(2) NOT NULL,
is_demo boolean NOT NULL,
created_at timestamp with time zone NOT NULL,
email_confirmed_at timestamp with time zone,
email_is_shared boolean DEFAULT false NOT NULL,
second_email character varying(254),
second_email_confirmed_at timestamp with time zone,
phone character varying(40),
wants_announcements boolean DEFAULT false NOT NULL,
must_change_password boolean DEFAULT false NOT NULL,
session_stamp integer DEFAULT 0 NOT NULL,
hub_sessions_pending boolean DEFAULT false NOT NULL
);
CREATE SEQUENCE learner_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE learner_id_seq OWNED BY learner.id;
CREATE TABLE learner_year (
learner_id integer NOT NULL,
fiscal_year integer NOT NULL,
residence_code5 character varying(5),
workplace_code5 character varying(5),
audience character varying(40) NOT NULL,
industry character varying(1),
school_type character varying(40),
age_band character varying(20),
organisation character varying(200),
school character varying(200),
frozen_at timestamp with time zone NOT NULL
);
CREATE TABLE letter (
id integer NOT NULL,
partner_id integer NOT NULL,
fiscal_year integer NOT NULL,
number integer NOT NULL,
kind character varying(40) NOT NULL,
offering_id integer NOT NULL,
application_id integer,
mark character varying(20) NOT NULL,
addressee character varying(200) NOT NULL,
detail json NOT NULL,
made_at timestamp with time zone NOT NULL,
made_by_id integer
);
CREATE TABLE letter_head (
partner_id integer NOT NULL,
mark character varying(20) NOT NULL,
signatory character varying(200) NOT NULL,
contact character varying(500) NOT NULL,
omits_seal boolean NOT NULL
);
CREATE SEQUENCE letter_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE letter_id_seq OWNED BY letter.id;
CREATE TABLE logic_box (
id integer NOT NULL,
fiscal_year integer NOT NULL,
stage character varying(40) NOT NULL,
place integer NOT NULL,
text_ja character varying(120) NOT NULL,
text_en character varying(200) NOT NULL,
indicator character varying(10),
owner_id integer,
source character varying(200) NOT NULL,
key character varying(40) NOT NULL,
kept_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE logic_box_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE logic_box_id_seq OWNED BY logic_box.id;
CREATE TABLE manual_mark (
id integer NOT NULL,
enrolment_id integer NOT NULL,
lesson_slug character varying(60) NOT NULL,
grade_id character varying(200) NOT NULL,
text_digest character varying(64) NOT NULL,
points double precision,
comment text,
marked_at timestamp with time zone NOT NULL,
source character varying(40) NOT NULL
);
CREATE SEQUENCE manual_mark_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE manual_mark_id_seq OWNED BY manual_mark.id;
CREATE TABLE meeting (
id integer NOT NULL,
offering_id integer NOT NULL,
number integer NOT NULL,
starts_at timestamp with time zone NOT NULL,
ends_at timestamp with time zone NOT NULL,
mode character varying(40) NOT NULL,
state character varying(40) NOT NULL,
place character varying(200) DEFAULT ''::character varying NOT NULL,
join_url character varying(500) DEFAULT ''::character varying NOT NULL,
replaces_id integer
);
CREATE TABLE meeting_change (
id integer NOT NULL,
meeting_id integer NOT NULL,
kind character varying(40) NOT NULL,
before json NOT NULL,
after json NOT NULL,
reason character varying(500) NOT NULL,
changed_at timestamp with time zone NOT NULL,
changed_by integer
);
CREATE SEQUENCE meeting_change_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE meeting_change_id_seq OWNED BY meeting_change.id;
CREATE SEQUENCE meeting_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE meeting_id_seq OWNED BY meeting.id;
CREATE TABLE message (
id integer NOT NULL,
key character varying(200) NOT NULL,
template character varying(60) NOT NULL,
address character varying(254) NOT NULL,
language character varying(2) NOT NULL,
subject character varying(300) NOT NULL,
body text NOT NULL,
covered text,
essential boolean NOT NULL,
learner_id integer,
offering_id integer,
state character varying(40) NOT NULL,
tries integer NOT NULL,
queued_at timestamp with time zone NOT NULL,
next_try_at timestamp with time zone NOT NULL,
useless_after timestamp with time zone,
sent_at timestamp with time zone,
problem character varying(40),
answer character varying(300) NOT NULL
);
CREATE SEQUENCE message_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE message_id_seq OWNED BY message.id;
CREATE TABLE municipality (
code5 character varying(5) NOT NULL,
code6 character varying(6) NOT NULL,
name_ja character varying(60) NOT NULL,
name_en character varying(60) NOT NULL,
area character varying(60) NOT NULL
);
CREATE TABLE need (
id integer NOT NULL,
host_id integer NOT NULL,
heard_on date NOT NULL,
source character varying(40) NOT NULL,
visit_id integer,
organisation_id integer,
industry character varying(1),
school_type character varying(40),
wanted character varying(1000) NOT NULL,
merged_into_id integer,
recorded_by integer,
recorded_at timestamp with time zone NOT NULL,
said_by character varying(200) NOT NULL,
contact_name character varying(200),
contact_email character varying(254),
contact_agreed_on date,
key character varying(80)
);
CREATE TABLE need_answer (
id integer NOT NULL,
need_id integer NOT NULL,
course_slug character varying(60) NOT NULL,
lesson_slug character varying(60) NOT NULL,
offering_id integer,
told_at timestamp with time zone,
added_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE need_answer_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE need_answer_id_seq OWNED BY need_answer.id;
CREATE SEQUENCE need_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE need_id_seq OWNED BY need.id;
CREATE TABLE need_move (
id integer NOT NULL,
need_id integer NOT NULL,
state character varying(40) NOT NULL,
reason character varying(500) NOT NULL,
moved_on date NOT NULL,
moved_by integer,
moved_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE need_move_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE need_move_id_seq OWNED BY need_move.id;
CREATE TABLE offering (
id integer NOT NULL,
programme_id integer NOT NULL,
fiscal_year integer NOT NULL,
course_slug character varying(60) NOT NULL,
number integer NOT NULL,
title_ja character varying(200) NOT NULL,
title_en character varying(200) NOT NULL,
audience character varying(40) NOT NULL,
host_id integer NOT NULL,
capacity integer,
state character varying(40) NOT NULL,
apply_from timestamp with time zone,
apply_until timestamp with time zone,
starts_on date NOT NULL,
ends_on date NOT NULL,
completion_rule json NOT NULL,
issuer_id integer,
selection character varying(40) DEFAULT 'first_come'::character varying NOT NULL,
lottery_string character varying(200),
minimum integer,
decide_on date,
reply_hours integer DEFAULT 72 NOT NULL,
asks_superior boolean DEFAULT false NOT NULL,
admits_minors boolean DEFAULT false NOT NULL,
eligibility_ja character varying(500) DEFAULT ''::character varying NOT NULL,
eligibility_en character varying(500) DEFAULT ''::character varying NOT NULL,
office_hours_ja character varying(500) DEFAULT ''::character varying NOT NULL,
office_hours_en character varying(500) DEFAULT ''::character varying NOT NULL
);
CREATE SEQUENCE offering_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE offering_id_seq OWNED BY offering.id;
CREATE TABLE offering_partner (
offering_id integer NOT NULL,
partner_id integer NOT NULL,
part character varying(40) NOT NULL
);
CREATE TABLE one_time_code (
id integer NOT NULL,
purpose character varying(40) NOT NULL,
learner_id integer,
address character varying(254) NOT NULL,
code_hash character varying(200) NOT NULL,
token_hash character varying(64),
made_at timestamp with time zone NOT NULL,
expires_at timestamp with time zone NOT NULL,
used_at timestamp with time zone,
tries integer NOT NULL,
waiting json NOT NULL
);
CREATE SEQUENCE one_time_code_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE one_time_code_id_seq OWNED BY one_time_code.id;
CREATE TABLE open_badge (
certificate_id integer NOT NULL,
jwt text NOT NULL,
made_at timestamp with time zone NOT NULL
);
CREATE TABLE open_data (
id integer NOT NULL,
release_id integer NOT NULL,
sha256 character varying(64) NOT NULL,
proposed_at timestamp with time zone NOT NULL,
proposed_by_id integer NOT NULL,
released_at timestamp with time zone,
released_by_id integer
);
CREATE SEQUENCE open_data_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE open_data_id_seq OWNED BY open_data.id;
CREATE TABLE organisation (
id integer NOT NULL,
host_id integer NOT NULL,
name character varying(200) NOT NULL,
kind character varying(40) NOT NULL,
industry character varying(1),
school_type character varying(40),
code5 character varying(5),
contact_name character varying(200),
contact_email character varying(254),
created_at timestamp with time zone NOT NULL,
contact_agreed_on date
);
CREATE SEQUENCE organisation_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE organisation_id_seq OWNED BY organisation.id;
CREATE TABLE outreach (
id integer NOT NULL,
host_id integer NOT NULL,
fiscal_year integer NOT NULL,
made_on date NOT NULL,
channel character varying(20) NOT NULL,
what character varying(300) NOT NULL,
organisation_id integer,
offering_id integer,
seminar_id integer,
people_reached integer,
cost_yen integer,
code character varying(12) NOT NULL,
recorded_by integer,
recorded_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE outreach_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE outreach_id_seq OWNED BY outreach.id;
CREATE TABLE outreach_opening (
outreach_id integer NOT NULL,
day date NOT NULL,
times integer NOT NULL
);
CREATE TABLE partner (
id integer NOT NULL,
slug character varying(60) NOT NULL,
name_ja character varying(200) NOT NULL,
name_en character varying(200) NOT NULL
);
CREATE SEQUENCE partner_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE partner_id_seq OWNED BY partner.id;
CREATE TABLE partner_share (
programme_id integer NOT NULL,
partner_id integer NOT NULL,
budget_yen integer,
settled_yen integer,
note character varying(300) NOT NULL,
kept_at timestamp with time zone NOT NULL
);
CREATE TABLE prepared_show (
release_digest character varying(64) NOT NULL,
outcome json,
made_at timestamp with time zone NOT NULL
);
CREATE TABLE privacy_notice (
version character varying(20) NOT NULL,
text_ja text NOT NULL,
text_en text NOT NULL,
valid_from timestamp with time zone NOT NULL
);
CREATE TABLE programme (
id integer NOT NULL,
fiscal_year integer NOT NULL,
name_ja character varying(200) NOT NULL,
name_en character varying(200) NOT NULL,
budget_yen integer NOT NULL,
settled_yen integer
);
CREATE TABLE programme_course (
programme_id integer NOT NULL,
course_slug character varying(60) NOT NULL,
minutes integer NOT NULL
);
CREATE SEQUENCE programme_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE programme_id_seq OWNED BY programme.id;
CREATE TABLE protection_decision (
id integer NOT NULL,
draft_id integer NOT NULL,
content_sha256 character varying(64) NOT NULL,
told json NOT NULL,
decided_at timestamp with time zone NOT NULL,
decided_by_id integer NOT NULL
);
CREATE SEQUENCE protection_decision_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE protection_decision_id_seq OWNED BY protection_decision.id;
CREATE TABLE record_hand_over (
id integer NOT NULL,
recipient_id integer NOT NULL,
made_at timestamp with time zone NOT NULL,
made_by_id integer NOT NULL,
rows integer NOT NULL,
sha256 character varying(64) NOT NULL,
mapping text NOT NULL
);
CREATE SEQUENCE record_hand_over_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE record_hand_over_id_seq OWNED BY record_hand_over.id;
CREATE TABLE record_recipient (
id integer NOT NULL,
partner_id integer NOT NULL,
kind character varying(40) NOT NULL,
name character varying(200) NOT NULL,
address character varying(300) NOT NULL,
mapping text NOT NULL,
is_open boolean NOT NULL
);
CREATE SEQUENCE record_recipient_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE record_recipient_id_seq OWNED BY record_recipient.id;
CREATE TABLE recovery_code (
id integer NOT NULL,
learner_id integer NOT NULL,
code_hash character varying(200) NOT NULL,
used_at timestamp with time zone
);
CREATE SEQUENCE recovery_code_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE recovery_code_id_seq OWNED BY recovery_code.id;
CREATE TABLE regrade (
id integer NOT NULL,
course_slug character varying(60) NOT NULL,
offering_id integer,
lesson_slug character varying(60),
grade_id character varying(200),
reason text NOT NULL,
asked_by_id integer,
asked_at timestamp with time zone NOT NULL,
applied_at timestamp with time zone,
dropped_at timestamp with time zone
);
CREATE SEQUENCE regrade_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE regrade_id_seq OWNED BY regrade.id;
CREATE TABLE remark (
id integer NOT NULL,
council_id integer NOT NULL,
number integer NOT NULL,
said_by character varying(100) NOT NULL,
said character varying(1000) NOT NULL,
response character varying(1000) NOT NULL,
state character varying(40) NOT NULL,
due date,
owner_id integer,
closed_on date,
key character varying(40) NOT NULL,
kept_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE remark_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE remark_id_seq OWNED BY remark.id;
CREATE TABLE replacement (
regrade_id integer NOT NULL,
lesson_slug character varying(60) NOT NULL,
old_digest character varying(64) NOT NULL,
new_digest character varying(64) NOT NULL
);
CREATE TABLE report_draft (
id integer NOT NULL,
partner_id integer NOT NULL,
fiscal_year integer NOT NULL,
quarter integer,
edition character varying(40) NOT NULL,
version character varying(40) NOT NULL,
as_of date NOT NULL,
closing date NOT NULL,
replaces_number integer,
reason text NOT NULL,
summary_ja text NOT NULL,
summary_en text NOT NULL,
causes_ja text NOT NULL,
causes_en text NOT NULL,
next_steps_ja text NOT NULL,
next_steps_en text NOT NULL,
state character varying(40) NOT NULL,
content json,
made_at timestamp with time zone NOT NULL,
coarser json NOT NULL,
town character varying(5),
cases json NOT NULL
);
CREATE SEQUENCE report_draft_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE report_draft_id_seq OWNED BY report_draft.id;
CREATE TABLE report_release (
id integer NOT NULL,
draft_id integer NOT NULL,
fiscal_year integer NOT NULL,
number integer NOT NULL,
quarter integer,
edition character varying(40) NOT NULL,
version character varying(40) NOT NULL,
snapshot json NOT NULL,
sha256 character varying(64) NOT NULL,
released_at timestamp with time zone NOT NULL,
released_by_id integer NOT NULL,
replaces_id integer,
reason text NOT NULL,
town character varying(5)
);
CREATE SEQUENCE report_release_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE report_release_id_seq OWNED BY report_release.id;
CREATE TABLE report_step (
id integer NOT NULL,
draft_id integer NOT NULL,
kind character varying(40) NOT NULL,
by_id integer NOT NULL,
at timestamp with time zone NOT NULL,
comment text NOT NULL,
content_sha256 character varying(64) NOT NULL
);
CREATE SEQUENCE report_step_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE report_step_id_seq OWNED BY report_step.id;
CREATE TABLE reserved_seats (
offering_id integer NOT NULL,
partner_id integer NOT NULL,
seats integer NOT NULL
);
CREATE TABLE role_grant (
id integer NOT NULL,
learner_id integer NOT NULL,
role character varying(40) NOT NULL,
partner_id integer,
until date,
successor_id integer
);
CREATE SEQUENCE role_grant_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE role_grant_id_seq OWNED BY role_grant.id;
CREATE TABLE roster_import (
id integer NOT NULL,
offering_id integer NOT NULL,
made_by_id integer NOT NULL,
made_at timestamp with time zone NOT NULL,
file_name character varying(200) NOT NULL,
sha256 character varying(64) NOT NULL,
state character varying(40) NOT NULL,
columns json NOT NULL,
rows_in_all integer NOT NULL,
rows_done integer NOT NULL,
problem character varying(1000) NOT NULL,
applied_at timestamp with time zone,
cohort_id integer,
told_on date
);
CREATE SEQUENCE roster_import_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE roster_import_id_seq OWNED BY roster_import.id;
CREATE TABLE roster_row (
id integer NOT NULL,
import_id integer NOT NULL,
number integer NOT NULL,
cells json NOT NULL,
mended json NOT NULL,
problems json NOT NULL,
standing character varying(40) NOT NULL,
is_same boolean,
fingerprint character varying(64) NOT NULL,
staff_hash character varying(64),
outcome character varying(40),
learner_id integer
);
CREATE SEQUENCE roster_row_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE roster_row_id_seq OWNED BY roster_row.id;
CREATE TABLE rule_version (
offering_id integer NOT NULL,
version integer NOT NULL,
rule json NOT NULL,
decided_at timestamp with time zone NOT NULL
);
CREATE TABLE school_class (
id integer NOT NULL,
learner_id integer NOT NULL,
offering_id integer NOT NULL,
course_slug character varying(60) NOT NULL,
lesson_slug character varying(60) NOT NULL,
release_digest character varying(64) NOT NULL,
code character varying(8),
opened_at timestamp with time zone NOT NULL,
closes_at timestamp with time zone NOT NULL,
ended_at timestamp with time zone,
tally json
);
CREATE SEQUENCE school_class_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE school_class_id_seq OWNED BY school_class.id;
CREATE TABLE score (
submission_id integer NOT NULL,
state character varying(40) NOT NULL,
points double precision NOT NULL,
max_points double precision NOT NULL,
sheet json NOT NULL,
recorded_at timestamp with time zone NOT NULL,
projected_at timestamp with time zone,
graded_with character varying(64),
environment character varying(64),
late_penalty double precision DEFAULT '0'::double precision NOT NULL
);
CREATE TABLE score_change (
id integer NOT NULL,
regrade_id integer NOT NULL,
enrolment_id integer NOT NULL,
lesson_slug character varying(60) NOT NULL,
points_before double precision NOT NULL,
points_after double precision NOT NULL,
max_points double precision NOT NULL,
seen_at timestamp with time zone
);
CREATE SEQUENCE score_change_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE score_change_id_seq OWNED BY score_change.id;
CREATE TABLE second_factor (
learner_id integer NOT NULL,
secret character varying(200) NOT NULL,
confirmed_at timestamp with time zone,
last_step integer
);
CREATE TABLE seminar (
id integer NOT NULL,
programme_id integer NOT NULL,
fiscal_year integer NOT NULL,
title_ja character varying(200) NOT NULL,
title_en character varying(200) NOT NULL,
host_id integer NOT NULL,
held_on date NOT NULL,
capacity integer,
headcount integer,
state character varying(40) NOT NULL,
place character varying(200) NOT NULL,
counted_by_id integer,
counted_at timestamp with time zone
);
CREATE TABLE seminar_check_in (
seminar_id integer NOT NULL,
learner_id integer NOT NULL,
recorded_at timestamp with time zone NOT NULL
);
CREATE TABLE seminar_guest (
id integer NOT NULL,
seminar_id integer NOT NULL,
visit character varying(43) NOT NULL,
came_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE seminar_guest_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE seminar_guest_id_seq OWNED BY seminar_guest.id;
CREATE SEQUENCE seminar_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE seminar_id_seq OWNED BY seminar.id;
CREATE TABLE submission (
id integer NOT NULL,
learner_id integer NOT NULL,
enrolment_id integer NOT NULL,
course_slug character varying(60) NOT NULL,
lesson_slug character varying(60) NOT NULL,
release_digest character varying(64) NOT NULL,
sha256 character varying(64) NOT NULL,
size integer NOT NULL,
idempotency_key character varying(36) NOT NULL,
received_at timestamp with time zone NOT NULL,
state character varying(40) NOT NULL,
claimed_by character varying(100),
lease_until timestamp with time zone,
tries integer NOT NULL,
problem character varying(2000)
);
CREATE SEQUENCE submission_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE submission_id_seq OWNED BY submission.id;
CREATE TABLE survey (
id integer NOT NULL,
offering_id integer,
seminar_id integer,
kind character varying(40) NOT NULL,
form json NOT NULL,
opened_at timestamp with time zone NOT NULL,
closes_at timestamp with time zone NOT NULL,
asked integer NOT NULL,
knowledge_items integer NOT NULL,
token character varying(43)
);
CREATE TABLE survey_answer (
id character varying(32) NOT NULL,
survey_id integer NOT NULL,
enrolment_id integer
);
CREATE TABLE survey_asked (
survey_id integer NOT NULL,
enrolment_id integer NOT NULL,
answered boolean NOT NULL
);
CREATE TABLE survey_choice (
answer_id character varying(32) NOT NULL,
item character varying(40) NOT NULL,
value integer NOT NULL,
correct boolean
);
CREATE SEQUENCE survey_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE survey_id_seq OWNED BY survey.id;
CREATE TABLE survey_text (
id character varying(32) NOT NULL,
survey_id integer NOT NULL,
item character varying(40) NOT NULL,
text text NOT NULL,
enrolment_id integer
);
CREATE TABLE target (
id integer NOT NULL,
fiscal_year integer NOT NULL,
indicator character varying(10) NOT NULL,
programme_row character varying(40) NOT NULL,
hundredths integer NOT NULL,
set_at timestamp with time zone NOT NULL,
causes_ja character varying(500) NOT NULL,
causes_en character varying(800) NOT NULL,
next_steps_ja character varying(500) NOT NULL,
next_steps_en character varying(800) NOT NULL
);
CREATE SEQUENCE target_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE target_id_seq OWNED BY target.id;
CREATE TABLE teaching (
offering_id integer NOT NULL,
learner_id integer NOT NULL
);
CREATE TABLE training_record (
id integer NOT NULL,
learner_id integer NOT NULL,
enrolment_id integer NOT NULL,
recipient_id integer NOT NULL,
told json NOT NULL,
consent_version integer NOT NULL,
agreed_at timestamp with time zone NOT NULL,
withdrawn_at timestamp with time zone,
hand_over_id integer
);
CREATE SEQUENCE training_record_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE training_record_id_seq OWNED BY training_record.id;
CREATE TABLE trial (
submission_id integer NOT NULL,
regrade_id integer,
release_digest character varying(64) NOT NULL,
cold boolean NOT NULL,
sheet json,
differs boolean,
replaced json,
id integer NOT NULL,
state character varying(40) NOT NULL,
claimed_by character varying(100),
lease_until timestamp with time zone,
tries integer NOT NULL,
problem character varying(2000)
);
CREATE SEQUENCE trial_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE trial_id_seq OWNED BY trial.id;
CREATE TABLE unsubscribed (
address character varying(254) NOT NULL,
since timestamp with time zone NOT NULL
);
CREATE TABLE use_case (
id integer NOT NULL,
enrolment_id integer NOT NULL,
state character varying(40) NOT NULL,
consent_version character varying(20) NOT NULL,
consented_at timestamp with time zone NOT NULL,
title character varying(80) NOT NULL,
organisation character varying(200) NOT NULL,
field character varying(100) NOT NULL,
problem character varying(600) NOT NULL,
effort character varying(600) NOT NULL,
result character varying(600) NOT NULL,
wish character varying(600) NOT NULL,
approved_sha256 character varying(64),
approved_at timestamp with time zone,
published_at timestamp with time zone,
changed_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE use_case_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE use_case_id_seq OWNED BY use_case.id;
CREATE TABLE visit (
id integer NOT NULL,
outreach_id integer NOT NULL,
organisation_id integer NOT NULL,
visited_on date NOT NULL,
visitors character varying(200) NOT NULL,
noted text NOT NULL,
key character varying(40) NOT NULL,
recorded_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE visit_id_seq
AS integer
CACHE 1;
ALTER SEQUENCE visit_id_seq OWNED BY visit.id;
ALTER TABLE answer_draft ALTER COLUMN id SET DEFAULT nextval('answer_draft_id_seq'::regclass);
ALTER TABLE application ALTER COLUMN id SET DEFAULT nextval('application_id_seq'::regclass);
ALTER TABLE application_move ALTER COLUMN id SET DEFAULT nextval('application_move_id_seq'::regclass);
ALTER TABLE approval ALTER COLUMN id SET DEFAULT nextval('approval_id_seq'::regclass);
ALTER TABLE audit_entry ALTER COLUMN id SET DEFAULT nextval('audit_entry_id_seq'::regclass);
ALTER TABLE cell_run ALTER COLUMN id SET DEFAULT nextval('cell_run_id_seq'::regclass);
ALTER TABLE certificate ALTER COLUMN id SET DEFAULT nextval('certificate_id_seq'::regclass);
ALTER TABLE certificate_programme ALTER COLUMN id SET DEFAULT nextval('certificate_programme_id_seq'::regclass);
ALTER TABLE class_seat ALTER COLUMN id SET DEFAULT nextval('class_seat_id_seq'::regclass);
ALTER TABLE class_work ALTER COLUMN id SET DEFAULT nextval('class_work_id_seq'::regclass);
ALTER TABLE cohort ALTER COLUMN id SET DEFAULT nextval('cohort_id_seq'::regclass);
ALTER TABLE completion_decision ALTER COLUMN id SET DEFAULT nextval('completion_decision_id_seq'::regclass);
ALTER TABLE consent ALTER COLUMN id SET DEFAULT nextval('consent_id_seq'::regclass);
ALTER TABLE copy_log ALTER COLUMN id SET DEFAULT nextval('copy_log_id_seq'::regclass);
ALTER TABLE correction ALTER COLUMN id SET DEFAULT nextval('correction_id_seq'::regclass);
ALTER TABLE council ALTER COLUMN id SET DEFAULT nextval('council_id_seq'::regclass);
ALTER TABLE council_paper ALTER COLUMN id SET DEFAULT nextval('council_paper_id_seq'::regclass);
ALTER TABLE earlier_total ALTER COLUMN id SET DEFAULT nextval('earlier_total_id_seq'::regclass);
ALTER TABLE enrolment ALTER COLUMN id SET DEFAULT nextval('enrolment_id_seq'::regclass);
ALTER TABLE interest ALTER COLUMN id SET DEFAULT nextval('interest_id_seq'::regclass);
ALTER TABLE invitation ALTER COLUMN id SET DEFAULT nextval('invitation_id_seq'::regclass);
ALTER TABLE invited_person ALTER COLUMN id SET DEFAULT nextval('invited_person_id_seq'::regclass);
ALTER TABLE learner ALTER COLUMN id SET DEFAULT nextval('learner_id_seq'::regclass);
ALTER TABLE letter ALTER COLUMN id SET DEFAULT nextval('letter_id_seq'::regclass);
ALTER TABLE logic_box ALTER COLUMN id SET DEFAULT nextval('logic_box_id_seq'::regclass);
ALTER TABLE manual_mark ALTER COLUMN id SET DEFAULT nextval('manual_mark_id_seq'::regclass);
ALTER TABLE meeting ALTER COLUMN id SET DEFAULT nextval('meeting_id_seq'::regclass);
ALTER TABLE meeting_change ALTER COLUMN id SET DEFAULT nextval('meeting_change_id_seq'::regclass);
ALTER TABLE message ALTER COLUMN id SET DEFAULT nextval('message_id_seq'::regclass);
ALTER TABLE need ALTER COLUMN id SET DEFAULT nextval('need_id_seq'::regclass);
ALTER TABLE need_answer ALTER COLUMN id SET DEFAULT nextval('need_answer_id_seq'::regclass);
ALTER TABLE need_move ALTER COLUMN id SET DEFAULT nextval('need_move_id_seq'::regclass);
ALTER TABLE offering ALTER COLUMN id SET DEFAULT nextval('offering_id_seq'::regclass);
ALTER TABLE one_time_code ALTER COLUMN id SET DEFAULT nextval('one_time_code_id_seq'::regclass);
ALTER TABLE open_data ALTER COLUMN id SET DEFAULT nextval('open_data_id_seq'::regclass);
ALTER TABLE organisation ALTER COLUMN id SET DEFAULT nextval('organisation_id_seq'::regclass);
ALTER TABLE outreach ALTER COLUMN id SET DEFAULT nextval('outreach_id_seq'::regclass);
ALTER TABLE partner ALTER COLUMN id SET DEFAULT nextval('partner_id_seq'::regclass);
ALTER TABLE programme ALTER COLUMN id SET DEFAULT nextval('programme_id_seq'::regclass);
ALTER TABLE protection_decision ALTER COLUMN id SET DEFAULT nextval('protection_decision_id_seq'::regclass);
ALTER TABLE record_hand_over ALTER COLUMN id SET DEFAULT nextval('record_hand_over_id_seq'::regclass);
ALTER TABLE record_recipient ALTER COLUMN id SET DEFAULT nextval('record_recipient_id_seq'::regclass);
ALTER TABLE recovery_code ALTER COLUMN id SET DEFAULT nextval('recovery_code_id_seq'::regclass);
ALTER TABLE regrade ALTER COLUMN id SET DEFAULT nextval('regrade_id_seq'::regclass);
ALTER TABLE remark ALTER COLUMN id SET DEFAULT nextval('remark_id_seq'::regclass);
ALTER TABLE report_draft ALTER COLUMN id SET DEFAULT nextval('report_draft_id_seq'::regclass);
ALTER TABLE report_release ALTER COLUMN id SET DEFAULT nextval('report_release_id_seq'::regclass);
ALTER TABLE report_step ALTER COLUMN id SET DEFAULT nextval('report_step_id_seq'::regclass);
ALTER TABLE role_grant ALTER COLUMN id SET DEFAULT nextval('role_grant_id_seq'::regclass);
ALTER TABLE roster_import ALTER COLUMN id SET DEFAULT nextval('roster_import_id_seq'::regclass);
ALTER TABLE roster_row ALTER COLUMN id SET DEFAULT nextval('roster_row_id_seq'::regclass);
ALTER TABLE school_class ALTER COLUMN id SET DEFAULT nextval('school_class_id_seq'::regclass);
ALTER TABLE score_change ALTER COLUMN id SET DEFAULT nextval('score_change_id_seq'::regclass);
ALTER TABLE seminar ALTER COLUMN id SET DEFAULT nextval('seminar_id_seq'::regclass);
ALTER TABLE seminar_guest ALTER COLUMN id SET DEFAULT nextval('seminar_guest_id_seq'::regclass);
ALTER TABLE submission ALTER COLUMN id SET DEFAULT nextval('submission_id_seq'::regclass);
ALTER TABLE survey ALTER COLUMN id SET DEFAULT nextval('survey_id_seq'::regclass);
ALTER TABLE target ALTER COLUMN id SET DEFAULT nextval('target_id_seq'::regclass);
ALTER TABLE training_record ALTER COLUMN id SET DEFAULT nextval('training_record_id_seq'::regclass);
ALTER TABLE trial ALTER COLUMN id SET DEFAULT nextval('trial_id_seq'::regclass);
ALTER TABLE use_case ALTER COLUMN id SET DEFAULT nextval('use_case_id_seq'::regclass);
ALTER TABLE visit ALTER COLUMN id SET DEFAULT nextval('visit_id_seq'::regclass);
INSERT INTO alembic_version VALUES
('0028');
INSERT INTO answer_draft VALUES
(1, 1, '1-立山', '1-立山', '1-立山', 1, '1-立山', '2026-05-01 04:00:00.123456+00'),
(2, 2, '2-立山', '2-立山', '2-立山', 2, '2-立山', '2026-05-01 05:00:00.123456+00'),
(3, 3, '3-立山', '3-立山', '3-立山', 3, '3-立山', '2026-05-01 06:00:00.123456+00'),
(4, 4, '4-立山', '4-立山', '4-立山', 4, '4-立山', '2026-05-01 07:00:00.123456+00'),
(5, 5, '5-立山', '5-立山', '5-立山', 5, '5-立山', '2026-05-01 08:00:00.123456+00'),
(6, 6, '6-立山', '6-立山', '6-立山', 6, '6-立山', '2026-05-01 09:00:00.123456+00'),
(7, 7, '7-立山', '7-立山', '7-立山', 7, '7-立山', '2026-05-01 10:00:00.123456+00'),
(8, 8, '8-立山', '8-立山', '8-立山', 8, '8-立山', '2026-05-01 11:00:00.123456+00');
INSERT INTO application VALUES
(1, 1, 1, '2026-05-01 04:00:00.123456+00', 'drawing', '{"\u756a": [1, 0.5, true, null]}', 1, 1, 1, '2026-05-01 04:00:00.123456+00', 1),
(2, 2, 2, '2026-05-01 05:00:00.123456+00', 'offered', '{"\u756a": [2, 1.0, true, null]}', 2, 2, 2, '2026-05-01 05:00:00.123456+00', 2),
(3, 3, 3, '2026-05-01 06:00:00.123456+00', 'accepted', '{"\u756a": [3, 1.5, true, null]}', NULL, NULL, NULL, NULL, NULL),
(4, 4, 4, '2026-05-01 07:00:00.123456+00', 'waiting', '{"\u756a": [4, 2.0, true, null]}', 4, 4, 4, '2026-05-01 07:00:00.123456+00', 4),
(5, 5, 5, '2026-05-01 08:00:00.123456+00', 'rejected', '{"\u756a": [5, 2.5, true, null]}', 5, 5, 5, '2026-05-01 08:00:00.123456+00', 5),
(6, 6, 6, '2026-05-01 09:00:00.123456+00', 'cancelled', '{"\u756a": [6, 3.0, true, null]}', NULL, NULL, NULL, NULL, NULL),
(7, 7, 7, '2026-05-01 10:00:00.123456+00', 'withdrawn', '{"\u756a": [7, 3.5, true, null]}', 7, 7, 7, '2026-05-01 10:00:00.123456+00', 7),
(8, 8, 8, '2026-05-01 11:00:00.123456+00', 'applied', '{"\u756a": [8, 4.0, true, null]}', 8, 8, 8, '2026-05-01 11:00:00.123456+00', 8);
INSERT INTO application_move VALUES
(1, 1, 'drawing', 'drawing', '2026-05-01 04:00:00.123456+00', 1, '1-立山'),
(2, 2, 'offered', 'offered', '2026-05-01 05:00:00.123456+00', 2, '2-立山'),
(3, 3, NULL, 'accepted', '2026-05-01 06:00:00.123456+00', NULL, '3-立山'),
(4, 4, 'waiting', 'waiting', '2026-05-01 07:00:00.123456+00', 4, '4-立山'),
(5, 5, 'rejected', 'rejected', '2026-05-01 08:00:00.123456+00', 5, '5-立山'),
(6, 6, NULL, 'cancelled', '2026-05-01 09:00:00.123456+00', NULL, '6-立山'),
(7, 7, 'withdrawn', 'withdrawn', '2026-05-01 10:00:00.123456+00', 7, '7-立山'),
(8, 8, 'applied', 'applied', '2026-05-01 11:00:00.123456+00', 8, '8-立山');
INSERT INTO approval VALUES
(1, 1, 'guardian', '1-立山', '1-立山', '1-立山', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', false, '1-立山'),
(2, 2, 'superior', '2-立山', '2-立山', '2-立山', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', true, '2-立山'),
(3, 3, 'guardian', '3-立山', NULL, '3-立山', '2026-05-01 06:00:00.123456+00', NULL, NULL, '3-立山'),
(4, 4, 'superior', '4-立山', '4-立山', '4-立山', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', true, '4-立山'),
(5, 5, 'guardian', '5-立山', '5-立山', '5-立山', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', false, '5-立山'),
(6, 6, 'superior', '6-立山', NULL, '6-立山', '2026-05-01 09:00:00.123456+00', NULL, NULL, '6-立山'),
(7, 7, 'guardian', '7-立山', '7-立山', '7-立山', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', false, '7-立山'),
(8, 8, 'superior', '8-立山', '8-立山', '8-立山', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', true, '8-立山');
INSERT INTO attendance VALUES
(1, 1, 'late', '2026-05-01 04:00:00.123456+00', 'online', 'code', '2026-05-01 04:00:00.123456+00', 1),
(2, 2, 'excused', '2026-05-01 05:00:00.123456+00', 'notified', 'sheet', '2026-05-01 05:00:00.123456+00', 2),
(3, 3, 'absent', '2026-05-01 06:00:00.123456+00', NULL, NULL, NULL, NULL),
(4, 4, 'present', '2026-05-01 07:00:00.123456+00', 'online', 'web_meeting', '2026-05-01 07:00:00.123456+00', 4),
(5, 5, 'late', '2026-05-01 08:00:00.123456+00', 'notified', 'qr', '2026-05-01 08:00:00.123456+00', 5),
(6, 6, 'excused', '2026-05-01 09:00:00.123456+00', NULL, NULL, NULL, NULL),
(7, 7, 'absent', '2026-05-01 10:00:00.123456+00', 'online', 'sheet', '2026-05-01 10:00:00.123456+00', 7),
(8, 8, 'present', '2026-05-01 11:00:00.123456+00', 'notified', 'notice', '2026-05-01 11:00:00.123456+00', 8);
INSERT INTO audit_entry VALUES
(1, '2026-05-01 04:00:00.123456+00', 1, '1-立山', '1-立山', '{"\u756a": [1, 0.5, true, null]}', '1-立山', '1-立山'),
(2, '2026-05-01 05:00:00.123456+00', 2, '2-立山', '2-立山', '{"\u756a": [2, 1.0, true, null]}', '2-立山', '2-立山'),
(3, '2026-05-01 06:00:00.123456+00', NULL, '3-立山', '3-立山', '{"\u756a": [3, 1.5, true, null]}', '3-立山', '3-立山'),
(4, '2026-05-01 07:00:00.123456+00', 4, '4-立山', '4-立山', '{"\u756a": [4, 2.0, true, null]}', '4-立山', '4-立山'),
(5, '2026-05-01 08:00:00.123456+00', 5, '5-立山', '5-立山', '{"\u756a": [5, 2.5, true, null]}', '5-立山', '5-立山'),
(6, '2026-05-01 09:00:00.123456+00', NULL, '6-立山', '6-立山', '{"\u756a": [6, 3.0, true, null]}', '6-立山', '6-立山'),
(7, '2026-05-01 10:00:00.123456+00', 7, '7-立山', '7-立山', '{"\u756a": [7, 3.5, true, null]}', '7-立山', '7-立山'),
(8, '2026-05-01 11:00:00.123456+00', 8, '8-立山', '8-立山', '{"\u756a": [8, 4.0, true, null]}', '8-立山', '8-立山');
INSERT INTO audit_subject VALUES
(1, 1),
(2, 2),
(3, 3),
(4, 4),
(5, 5),
(6, 6),
(7, 7),
(8, 8);
INSERT INTO calendar_address VALUES
(1, 1),
(2, 2),
(3, 3),
(4, 4),
(5, 5),
(6, 6),
(7, 7),
(8, 8);
INSERT INTO cell_run VALUES
(1, 1, '1-立山', '1-立山', '1-立山', '{"\u756a": [1, 0.5, true, null]}', 'running', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', '{"\u756a": [1, 0.5, true, null]}'),
(2, 2, '2-立山', '2-立山', '2-立山', '{"\u756a": [2, 1.0, true, null]}', 'done', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', '{"\u756a": [2, 1.0, true, null]}'),
(3, 3, '3-立山', '3-立山', '3-立山', '{"\u756a": [3, 1.5, true, null]}', 'failed', '2026-05-01 06:00:00.123456+00', NULL, NULL),
(4, 4, '4-立山', '4-立山', '4-立山', '{"\u756a": [4, 2.0, true, null]}', 'queued', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', '{"\u756a": [4, 2.0, true, null]}'),
(5, 5, '5-立山', '5-立山', '5-立山', '{"\u756a": [5, 2.5, true, null]}', 'running', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', '{"\u756a": [5, 2.5, true, null]}'),
(6, 6, '6-立山', '6-立山', '6-立山', '{"\u756a": [6, 3.0, true, null]}', 'done', '2026-05-01 09:00:00.123456+00', NULL, NULL),
(7, 7, '7-立山', '7-立山', '7-立山', '{"\u756a": [7, 3.5, true, null]}', 'failed', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', '{"\u756a": [7, 3.5, true, null]}'),
(8, 8, '8-立山', '8-立山', '8-立山', '{"\u756a": [8, 4.0, true, null]}', 'queued', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', '{"\u756a": [8, 4.0, true, null]}');
INSERT INTO certificate VALUES
(1, 'statutory', 1, 1, 1, 1, 1, 1, '1-立山', '1-立山', '1-立山', '1-立山', '1-立山', 1, '2026-05-02', '2026-05-02', '2026-05-02', '1-立山', '1-立山', '1-立山', false, '1-立山', '1-立山', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', '1-立山', 1),
(2, 'completion', 2, 2, 2, 2, 2, 2, '2-立山', '2-立山', '2-立山', '2-立山', '2-立山', 2, '2026-05-03', '2026-05-03', '2026-05-03', '2-立山', '2-立山', '2-立山', true, '2-立山', '2-立山', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', '2-立山', 2),
(3, 'statutory', 3, 3, 3, NULL, NULL, 3, '3-立山', '3-立山', '3-立山', '3-立山', '3-立山', 3, '2026-05-04', '2026-05-04', '2026-05-04', '3-立山', '3-立山', '3-立山', false, '3-立山', '3-立山', '2026-05-01 06:00:00.123456+00', NULL, '3-立山', NULL),
(4, 'completion', 4, 4, 4, 4, 4, 4, '4-立山', '4-立山', '4-立山', '4-立山', '4-立山', 4, '2026-05-05', '2026-05-05', '2026-05-05', '4-立山', '4-立山', '4-立山', true, '4-立山', '4-立山', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', '4-立山', 4),
(5, 'statutory', 5, 5, 5, 5, 5, 5, '5-立山', '5-立山', '5-立山', '5-立山', '5-立山', 5, '2026-05-06', '2026-05-06', '2026-05-06', '5-立山', '5-立山', '5-立山', false, '5-立山', '5-立山', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', '5-立山', 5),
(6, 'completion', 6, 6, 6, NULL, NULL, 6, '6-立山', '6-立山', '6-立山', '6-立山', '6-立山', 6, '2026-05-07', '2026-05-07', '2026-05-07', '6-立山', '6-立山', '6-立山', true, '6-立山', '6-立山', '2026-05-01 09:00:00.123456+00', NULL, '6-立山', NULL),
(7, 'statutory', 7, 7, 7, 7, 7, 7, '7-立山', '7-立山', '7-立山', '7-立山', '7-立山', 7, '2026-05-08', '2026-05-08', '2026-05-08', '7-立山', '7-立山', '7-立山', false, '7-立山', '7-立山', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', '7-立山', 7),
(8, 'completion', 8, 8, 8, 8, 8, 8, '8-立山', '8-立山', '8-立山', '8-立山', '8-立山', 8, '2026-05-09', '2026-05-09', '2026-05-09', '8-立山', '8-立山', '8-立山', true, '8-立山', '8-立山', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', '8-立山', 8);
INSERT INTO certificate_name VALUES
(1, '1-立山', '1-立山', '2026-05-01 04:00:00.123456+00'),
(2, '2-立山', '2-立山', '2026-05-01 05:00:00.123456+00'),
(3, '3-立山', '3-立山', '2026-05-01 06:00:00.123456+00'),
(4, '4-立山', '4-立山', '2026-05-01 07:00:00.123456+00'),
(5, '5-立山', '5-立山', '2026-05-01 08:00:00.123456+00'),
(6, '6-立山', '6-立山', '2026-05-01 09:00:00.123456+00'),
(7, '7-立山', '7-立山', '2026-05-01 10:00:00.123456+00'),
(8, '8-立山', '8-立山', '2026-05-01 11:00:00.123456+00');
INSERT INTO certificate_programme VALUES
(1, 1, '1-立山', '1-立山', '1-立山', '1-立山', 1, '1-立山', 1, '1-立山', '2026-05-01 04:00:00.123456+00'),
(2, 2, '2-立山', '2-立山', '2-立山', '2-立山', 2, '2-立山', 2, '2-立山', '2026-05-01 05:00:00.123456+00'),
(3, 3, '3-立山', '3-立山', '3-立山', '3-立山', 3, '3-立山', 3, '3-立山', NULL),
(4, 4, '4-立山', '4-立山', '4-立山', '4-立山', 4, '4-立山', 4, '4-立山', '2026-05-01 07:00:00.123456+00'),
(5, 5, '5-立山', '5-立山', '5-立山', '5-立山', 5, '5-立山', 5, '5-立山', '2026-05-01 08:00:00.123456+00'),
(6, 6, '6-立山', '6-立山', '6-立山', '6-立山', 6, '6-立山', 6, '6-立山', NULL),
(7, 7, '7-立山', '7-立山', '7-立山', '7-立山', 7, '7-立山', 7, '7-立山', '2026-05-01 10:00:00.123456+00'),
(8, 8, '8-立山', '8-立山', '8-立山', '8-立山', 8, '8-立山', 8, '8-立山', '2026-05-01 11:00:00.123456+00');
INSERT INTO class_mark VALUES
(1, '1-立山', false, 1),
(2, '2-立山', true, 2),
(3, '3-立山', false, 3),
(4, '4-立山', true, 4),
(5, '5-立山', false, 5),
(6, '6-立山', true, 6),
(7, '7-立山', false, 7),
(8, '8-立山', true, 8);
INSERT INTO class_seat VALUES
(1, 1, '1-立山', '2026-05-01 04:00:00.123456+00'),
(2, 2, '2-立山', '2026-05-01 05:00:00.123456+00'),
(3, 3, '3-立山', '2026-05-01 06:00:00.123456+00'),
(4, 4, '4-立山', '2026-05-01 07:00:00.123456+00'),
(5, 5, '5-立山', '2026-05-01 08:00:00.123456+00'),
(6, 6, '6-立山', '2026-05-01 09:00:00.123456+00'),
(7, 7, '7-立山', '2026-05-01 10:00:00.123456+00'),
(8, 8, '8-立山', '2026-05-01 11:00:00.123456+00');
INSERT INTO class_work VALUES
(1, 1, 1, '1-立山', 'grade', '{"\u756a": [1, 0.5, true, null]}', '{"\u756a": [1, 0.5, true, null]}', 'running', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', '{"\u756a": [1, 0.5, true, null]}'),
(2, 2, 2, '2-立山', 'run', '{"\u756a": [2, 1.0, true, null]}', '{"\u756a": [2, 1.0, true, null]}', 'done', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', '{"\u756a": [2, 1.0, true, null]}'),
(3, 3, 3, '3-立山', 'grade', '{"\u756a": [3, 1.5, true, null]}', '{"\u756a": [3, 1.5, true, null]}', 'failed', '2026-05-01 06:00:00.123456+00', NULL, NULL),
(4, 4, 4, '4-立山', 'run', '{"\u756a": [4, 2.0, true, null]}', '{"\u756a": [4, 2.0, true, null]}', 'queued', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', '{"\u756a": [4, 2.0, true, null]}'),
(5, 5, 5, '5-立山', 'grade', '{"\u756a": [5, 2.5, true, null]}', '{"\u756a": [5, 2.5, true, null]}', 'running', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', '{"\u756a": [5, 2.5, true, null]}'),
(6, 6, 6, '6-立山', 'run', '{"\u756a": [6, 3.0, true, null]}', '{"\u756a": [6, 3.0, true, null]}', 'done', '2026-05-01 09:00:00.123456+00', NULL, NULL),
(7, 7, 7, '7-立山', 'grade', '{"\u756a": [7, 3.5, true, null]}', '{"\u756a": [7, 3.5, true, null]}', 'failed', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', '{"\u756a": [7, 3.5, true, null]}'),
(8, 8, 8, '8-立山', 'run', '{"\u756a": [8, 4.0, true, null]}', '{"\u756a": [8, 4.0, true, null]}', 'queued', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', '{"\u756a": [8, 4.0, true, null]}');
INSERT INTO closing_capacity VALUES
(1, 1, '2026-05-01 04:00:00.123456+00'),
(2, 2, '2026-05-01 05:00:00.123456+00'),
(3, NULL, '2026-05-01 06:00:00.123456+00'),
(4, 4, '2026-05-01 07:00:00.123456+00'),
(5, 5, '2026-05-01 08:00:00.123456+00'),
(6, NULL, '2026-05-01 09:00:00.123456+00'),
(7, 7, '2026-05-01 10:00:00.123456+00'),
(8, 8, '2026-05-01 11:00:00.123456+00');
INSERT INTO cohort VALUES
(1, 1, 1, '1-立山', 'university', 'dx_leaders', '1-立山', 1, 'law', '1-立山', '2026-05-01 04:00:00.123456+00'),
(2, 2, 2, '2-立山', 'high_school', 'general', '2-立山', 2, 'consent', '2-立山', '2026-05-01 05:00:00.123456+00'),
(3, 3, 3, '3-立山', 'other', NULL, '3-立山', NULL, 'law', '3-立山', '2026-05-01 06:00:00.123456+00'),
(4, 4, 4, '4-立山', 'staff', 'dx_leaders', '4-立山', 4, 'consent', '4-立山', '2026-05-01 07:00:00.123456+00'),
(5, 5, 5, '5-立山', 'university', 'general', '5-立山', 5, 'law', '5-立山', '2026-05-01 08:00:00.123456+00'),
(6, 6, 6, '6-立山', 'high_school', NULL, '6-立山', NULL, 'consent', '6-立山', '2026-05-01 09:00:00.123456+00'),
(7, 7, 7, '7-立山', 'other', 'dx_leaders', '7-立山', 7, 'law', '7-立山', '2026-05-01 10:00:00.123456+00'),
(8, 8, 8, '8-立山', 'staff', 'general', '8-立山', 8, 'consent', '8-立山', '2026-05-01 11:00:00.123456+00');
INSERT INTO cohort_member VALUES
(1, 1, '2026-05-02', 1),
(2, 2, '2026-05-03', 2),
(3, 3, NULL, NULL),
(4, 4, '2026-05-05', 4),
(5, 5, '2026-05-06', 5),
(6, 6, NULL, NULL),
(7, 7, '2026-05-08', 7),
(8, 8, '2026-05-09', 8);
INSERT INTO cohort_seats VALUES
(1, 1, 1),
(2, 2, 2),
(3, 3, 3),
(4, 4, 4),
(5, 5, 5),
(6, 6, 6),
(7, 7, 7),
(8, 8, 8);
INSERT INTO completion_decision VALUES
(1, 1, false, '1-立山', '2026-05-01 04:00:00.123456+00', 1),
(2, 2, true, '2-立山', '2026-05-01 05:00:00.123456+00', 2),
(3, 3, false, '3-立山', '2026-05-01 06:00:00.123456+00', 3),
(4, 4, true, '4-立山', '2026-05-01 07:00:00.123456+00', 4),
(5, 5, false, '5-立山', '2026-05-01 08:00:00.123456+00', 5),
(6, 6, true, '6-立山', '2026-05-01 09:00:00.123456+00', 6),
(7, 7, false, '7-立山', '2026-05-01 10:00:00.123456+00', 7),
(8, 8, true, '8-立山', '2026-05-01 11:00:00.123456+00', 8);
INSERT INTO consent VALUES
(1, 1, 'share_with_sender', '1-立山', false, '2026-05-01 04:00:00.123456+00'),
(2, 2, 'photo', '2-立山', true, '2026-05-01 05:00:00.123456+00'),
(3, 3, 'announcements', '3-立山', false, '2026-05-01 06:00:00.123456+00'),
(4, 4, 'research', '4-立山', true, '2026-05-01 07:00:00.123456+00'),
(5, 5, 'privacy', '5-立山', false, '2026-05-01 08:00:00.123456+00'),
(6, 6, 'share_with_sender', '6-立山', true, '2026-05-01 09:00:00.123456+00'),
(7, 7, 'photo', '7-立山', false, '2026-05-01 10:00:00.123456+00'),
(8, 8, 'announcements', '8-立山', true, '2026-05-01 11:00:00.123456+00');
INSERT INTO copy_log VALUES
(1, 1, '1-立山', '2026-05-01 04:00:00.123456+00', 1),
(2, 2, '2-立山', '2026-05-01 05:00:00.123456+00', 2),
(3, 3, '3-立山', '2026-05-01 06:00:00.123456+00', 3),
(4, 4, '4-立山', '2026-05-01 07:00:00.123456+00', 4),
(5, 5, '5-立山', '2026-05-01 08:00:00.123456+00', 5),
(6, 6, '6-立山', '2026-05-01 09:00:00.123456+00', 6),
(7, 7, '7-立山', '2026-05-01 10:00:00.123456+00', 7),
(8, 8, '8-立山', '2026-05-01 11:00:00.123456+00', 8);
INSERT INTO correction VALUES
(1, 1, 1, '1-立山', '1-立山', '1-立山', '1-立山', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', 1, false, '1-立山'),
(2, 2, 2, '2-立山', '2-立山', '2-立山', '2-立山', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', 2, true, '2-立山'),
(3, 3, NULL, '3-立山', '3-立山', '3-立山', '3-立山', '2026-05-01 06:00:00.123456+00', NULL, NULL, NULL, '3-立山'),
(4, 4, 4, '4-立山', '4-立山', '4-立山', '4-立山', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', 4, true, '4-立山'),
(5, 5, 5, '5-立山', '5-立山', '5-立山', '5-立山', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', 5, false, '5-立山'),
(6, 6, NULL, '6-立山', '6-立山', '6-立山', '6-立山', '2026-05-01 09:00:00.123456+00', NULL, NULL, NULL, '6-立山'),
(7, 7, 7, '7-立山', '7-立山', '7-立山', '7-立山', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', 7, false, '7-立山'),
(8, 8, 8, '8-立山', '8-立山', '8-立山', '8-立山', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', 8, true, '8-立山');
INSERT INTO council VALUES
(1, 1, '2026-05-01 04:00:00.123456+00', '1-立山', '1-立山', '1-立山', '1-立山', '2026-05-01 04:00:00.123456+00'),
(2, 2, '2026-05-01 05:00:00.123456+00', '2-立山', '2-立山', '2-立山', '2-立山', '2026-05-01 05:00:00.123456+00'),
(3, 3, '2026-05-01 06:00:00.123456+00', '3-立山', '3-立山', '3-立山', '3-立山', '2026-05-01 06:00:00.123456+00'),
(4, 4, '2026-05-01 07:00:00.123456+00', '4-立山', '4-立山', '4-立山', '4-立山', '2026-05-01 07:00:00.123456+00'),
(5, 5, '2026-05-01 08:00:00.123456+00', '5-立山', '5-立山', '5-立山', '5-立山', '2026-05-01 08:00:00.123456+00'),
(6, 6, '2026-05-01 09:00:00.123456+00', '6-立山', '6-立山', '6-立山', '6-立山', '2026-05-01 09:00:00.123456+00'),
(7, 7, '2026-05-01 10:00:00.123456+00', '7-立山', '7-立山', '7-立山', '7-立山', '2026-05-01 10:00:00.123456+00'),
(8, 8, '2026-05-01 11:00:00.123456+00', '8-立山', '8-立山', '8-立山', '8-立山', '2026-05-01 11:00:00.123456+00');
INSERT INTO council_paper VALUES
(1, 1, 1, 'logic_model', '1-立山', 1, 1, '1-立山'),
(2, 2, 2, 'cases', '2-立山', 2, 2, '2-立山'),
(3, 3, 3, 'other', '3-立山', NULL, NULL, '3-立山'),
(4, 4, 4, 'release', '4-立山', 4, 4, '4-立山'),
(5, 5, 5, 'logic_model', '5-立山', 5, 5, '5-立山'),
(6, 6, 6, 'cases', '6-立山', NULL, NULL, '6-立山'),
(7, 7, 7, 'other', '7-立山', 7, 7, '7-立山'),
(8, 8, 8, 'release', '8-立山', 8, 8, '8-立山');
INSERT INTO daily_activity VALUES
(1, '2026-05-02', 1, 1, 1, '2026-05-01 04:00:00.123456+00', '1-立山'),
(2, '2026-05-03', 2, 2, 2, '2026-05-01 05:00:00.123456+00', '2-立山'),
(3, '2026-05-04', 3, 3, 3, NULL, NULL),
(4, '2026-05-05', 4, 4, 4, '2026-05-01 07:00:00.123456+00', '4-立山'),
(5, '2026-05-06', 5, 5, 5, '2026-05-01 08:00:00.123456+00', '5-立山'),
(6, '2026-05-07', 6, 6, 6, NULL, NULL),
(7, '2026-05-08', 7, 7, 7, '2026-05-01 10:00:00.123456+00', '7-立山'),
(8, '2026-05-09', 8, 8, 8, '2026-05-01 11:00:00.123456+00', '8-立山');
INSERT INTO deadline VALUES
(1, '1-立山', '2026-05-01 04:00:00.123456+00', 1.25),
(2, '2-立山', '2026-05-01 05:00:00.123456+00', 2.25),
(3, '3-立山', '2026-05-01 06:00:00.123456+00', 3.25),
(4, '4-立山', '2026-05-01 07:00:00.123456+00', 4.25),
(5, '5-立山', '2026-05-01 08:00:00.123456+00', 5.25),
(6, '6-立山', '2026-05-01 09:00:00.123456+00', 6.25),
(7, '7-立山', '2026-05-01 10:00:00.123456+00', 7.25),
(8, '8-立山', '2026-05-01 11:00:00.123456+00', 8.25);
INSERT INTO draw VALUES
(1, '1-立山', '1-立山', '1-立山', '{"\u756a": [1, 0.5, true, null]}', '2026-05-01 04:00:00.123456+00', 1),
(2, '2-立山', '2-立山', '2-立山', '{"\u756a": [2, 1.0, true, null]}', '2026-05-01 05:00:00.123456+00', 2),
(3, '3-立山', '3-立山', '3-立山', '{"\u756a": [3, 1.5, true, null]}', '2026-05-01 06:00:00.123456+00', NULL),
(4, '4-立山', '4-立山', '4-立山', '{"\u756a": [4, 2.0, true, null]}', '2026-05-01 07:00:00.123456+00', 4),
(5, '5-立山', '5-立山', '5-立山', '{"\u756a": [5, 2.5, true, null]}', '2026-05-01 08:00:00.123456+00', 5),
(6, '6-立山', '6-立山', '6-立山', '{"\u756a": [6, 3.0, true, null]}', '2026-05-01 09:00:00.123456+00', NULL),
(7, '7-立山', '7-立山', '7-立山', '{"\u756a": [7, 3.5, true, null]}', '2026-05-01 10:00:00.123456+00', 7),
(8, '8-立山', '8-立山', '8-立山', '{"\u756a": [8, 4.0, true, null]}', '2026-05-01 11:00:00.123456+00', 8);
INSERT INTO earlier_total VALUES
(1, 1, '1-立山', '1-立山', 1, '1-立山', '2026-05-02', false, '2026-05-01 04:00:00.123456+00'),
(2, 2, '2-立山', '2-立山', 2, '2-立山', '2026-05-03', true, '2026-05-01 05:00:00.123456+00'),
(3, 3, '3-立山', '3-立山', 3, '3-立山', '2026-05-04', false, '2026-05-01 06:00:00.123456+00'),
(4, 4, '4-立山', '4-立山', 4, '4-立山', '2026-05-05', true, '2026-05-01 07:00:00.123456+00'),
(5, 5, '5-立山', '5-立山', 5, '5-立山', '2026-05-06', false, '2026-05-01 08:00:00.123456+00'),
(6, 6, '6-立山', '6-立山', 6, '6-立山', '2026-05-07', true, '2026-05-01 09:00:00.123456+00'),
(7, 7, '7-立山', '7-立山', 7, '7-立山', '2026-05-08', false, '2026-05-01 10:00:00.123456+00'),
(8, 8, '8-立山', '8-立山', 8, '8-立山', '2026-05-09', true, '2026-05-01 11:00:00.123456+00');
INSERT INTO enrolment VALUES
(1, 1, 1, 1, 'public_servant', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', 1),
(2, 2, 2, 2, 'teacher', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', 2),
(3, 3, 3, NULL, 'executive', '2026-05-01 06:00:00.123456+00', NULL, NULL, NULL),
(4, 4, 4, 4, 'other', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', 4),
(5, 5, 5, 5, 'private', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', 5),
(6, 6, 6, NULL, 'public_servant', '2026-05-01 09:00:00.123456+00', NULL, NULL, NULL),
(7, 7, 7, 7, 'teacher', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', 7),
(8, 8, 8, 8, 'executive', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', 8);
INSERT INTO guest_contact VALUES
(1, '1-立山', '1-立山', '1-立山', '1-', false, false, '1-立山', '2026-05-01 04:00:00.123456+00'),
(2, '2-立山', '2-立山', '2-立山', '2-', true, true, '2-立山', '2026-05-01 05:00:00.123456+00'),
(3, '3-立山', '3-立山', '3-立山', '3-', false, false, '3-立山', '2026-05-01 06:00:00.123456+00'),
(4, '4-立山', '4-立山', '4-立山', '4-', true, true, '4-立山', '2026-05-01 07:00:00.123456+00'),
(5, '5-立山', '5-立山', '5-立山', '5-', false, false, '5-立山', '2026-05-01 08:00:00.123456+00'),
(6, '6-立山', '6-立山', '6-立山', '6-', true, true, '6-立山', '2026-05-01 09:00:00.123456+00'),
(7, '7-立山', '7-立山', '7-立山', '7-', false, false, '7-立山', '2026-05-01 10:00:00.123456+00'),
(8, '8-立山', '8-立山', '8-立山', '8-', true, true, '8-立山', '2026-05-01 11:00:00.123456+00');
INSERT INTO interest VALUES
(1, '1-立山', '1-立山', '1-', 1, '1-立山', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', 1, 1),
(2, '2-立山', '2-立山', '2-', 2, '2-立山', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', 2, 2),
(3, '3-立山', '3-立山', '3-', 3, '3-立山', '2026-05-01 06:00:00.123456+00', NULL, NULL, NULL),
(4, '4-立山', '4-立山', '4-', 4, '4-立山', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', 4, 4),
(5, '5-立山', '5-立山', '5-', 5, '5-立山', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', 5, 5),
(6, '6-立山', '6-立山', '6-', 6, '6-立山', '2026-05-01 09:00:00.123456+00', NULL, NULL, NULL),
(7, '7-立山', '7-立山', '7-', 7, '7-立山', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', 7, 7),
(8, '8-立山', '8-立山', '8-', 8, '8-立山', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', 8, 8);
INSERT INTO invitation VALUES
(1, 1, '1-立山', 1, '1-立山', 1, '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', 1),
(2, 2, '2-立山', 2, '2-立山', 2, '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', 2),
(3, 3, '3-立山', NULL, '3-立山', 3, '2026-05-01 06:00:00.123456+00', '2026-05-01 06:00:00.123456+00', NULL),
(4, 4, '4-立山', 4, '4-立山', 4, '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', 4),
(5, 5, '5-立山', 5, '5-立山', 5, '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', 5),
(6, 6, '6-立山', NULL, '6-立山', 6, '2026-05-01 09:00:00.123456+00', '2026-05-01 09:00:00.123456+00', NULL),
(7, 7, '7-立山', 7, '7-立山', 7, '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', 7),
(8, 8, '8-立山', 8, '8-立山', 8, '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', 8);
INSERT INTO invitation_use VALUES
(1, 1),
(2, 2),
(3, 3),
(4, 4),
(5, 5),
(6, 6),
(7, 7),
(8, 8);
INSERT INTO invited_person VALUES
(1, 1, '1-立山', '1-立山', '1-立山', '1-立山', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00'),
(2, 2, '2-立山', '2-立山', '2-立山', '2-立山', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00'),
(3, 3, '3-立山', '3-立山', '3-立山', '3-立山', '2026-05-01 06:00:00.123456+00', '2026-05-01 06:00:00.123456+00', NULL),
(4, 4, '4-立山', '4-立山', '4-立山', '4-立山', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00'),
(5, 5, '5-立山', '5-立山', '5-立山', '5-立山', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00'),
(6, 6, '6-立山', '6-立山', '6-立山', '6-立山', '2026-05-01 09:00:00.123456+00', '2026-05-01 09:00:00.123456+00', NULL),
(7, 7, '7-立山', '7-立山', '7-立山', '7-立山', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00'),
(8, 8, '8-立山', '8-立山', '8-立山', '8-立山', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00');
INSERT INTO learner VALUES
(1, '1-立山', '1-立山', '1-立山', '1-立山', '1-立山', '1-立山', '1-', false, '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', false, '1-立山', '2026-05-01 04:00:00.123456+00', '1-立山', false, false, 1, false),
(2, '2-立山', '2-立山', '2-立山', '2-立山', '2-立山', '2-立山', '2-', true, '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', true, '2-立山', '2026-05-01 05:00:00.123456+00', '2-立山', true, true, 2, true),
(3, '3-立山', '3-立山', NULL, '3-立山', '3-立山', NULL, '3-', false, '2026-05-01 06:00:00.123456+00', NULL, false, NULL, NULL, NULL, false, false, 3, false),
(4, '4-立山', '4-立山', '4-立山', '4-立山', '4-立山', '4-立山', '4-', true, '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', true, '4-立山', '2026-05-01 07:00:00.123456+00', '4-立山', true, true, 4, true),
(5, '5-立山', '5-立山', '5-立山', '5-立山', '5-立山', '5-立山', '5-', false, '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', false, '5-立山', '2026-05-01 08:00:00.123456+00', '5-立山', false, false, 5, false),
(6, '6-立山', '6-立山', NULL, '6-立山', '6-立山', NULL, '6-', true, '2026-05-01 09:00:00.123456+00', NULL, true, NULL, NULL, NULL, true, true, 6, true),
(7, '7-立山', '7-立山', '7-立山', '7-立山', '7-立山', '7-立山', '7-', false, '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', false, '7-立山', '2026-05-01 10:00:00.123456+00', '7-立山', false, false, 7, false),
(8, '8-立山', '8-立山', '8-立山', '8-立山', '8-立山', '8-立山', '8-', true, '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', true, '8-立山', '2026-05-01 11:00:00.123456+00', '8-立山', true, true, 8, true);
INSERT INTO learner_year VALUES
(1, 1, '1-立山', '1-立山', 'public_servant', '1', '1-立山', '1-立山', '1-立山', '1-立山', '2026-05-01 04:00:00.123456+00'),
(2, 2, '2-立山', '2-立山', 'teacher', '2', '2-立山', '2-立山', '2-立山', '2-立山', '2026-05-01 05:00:00.123456+00'),
(3, 3, NULL, NULL, 'executive', NULL, NULL, NULL, NULL, NULL, '2026-05-01 06:00:00.123456+00'),
(4, 4, '4-立山', '4-立山', 'other', '4', '4-立山', '4-立山', '4-立山', '4-立山', '2026-05-01 07:00:00.123456+00'),
(5, 5, '5-立山', '5-立山', 'private', '5', '5-立山', '5-立山', '5-立山', '5-立山', '2026-05-01 08:00:00.123456+00'),
(6, 6, NULL, NULL, 'public_servant', NULL, NULL, NULL, NULL, NULL, '2026-05-01 09:00:00.123456+00'),
(7, 7, '7-立山', '7-立山', 'teacher', '7', '7-立山', '7-立山', '7-立山', '7-立山', '2026-05-01 10:00:00.123456+00'),
(8, 8, '8-立山', '8-立山', 'executive', '8', '8-立山', '8-立山', '8-立山', '8-立山', '2026-05-01 11:00:00.123456+00');
INSERT INTO letter VALUES
(1, 1, 1, 1, 'nomination', 1, 1, '1-立山', '1-立山', '{"\u756a": [1, 0.5, true, null]}', '2026-05-01 04:00:00.123456+00', 1),
(2, 2, 2, 2, 'roster', 2, 2, '2-立山', '2-立山', '{"\u756a": [2, 1.0, true, null]}', '2026-05-01 05:00:00.123456+00', 2),
(3, 3, 3, 3, 'acceptance', 3, NULL, '3-立山', '3-立山', '{"\u756a": [3, 1.5, true, null]}', '2026-05-01 06:00:00.123456+00', NULL),
(4, 4, 4, 4, 'nomination', 4, 4, '4-立山', '4-立山', '{"\u756a": [4, 2.0, true, null]}', '2026-05-01 07:00:00.123456+00', 4),
(5, 5, 5, 5, 'roster', 5, 5, '5-立山', '5-立山', '{"\u756a": [5, 2.5, true, null]}', '2026-05-01 08:00:00.123456+00', 5),
(6, 6, 6, 6, 'acceptance', 6, NULL, '6-立山', '6-立山', '{"\u756a": [6, 3.0, true, null]}', '2026-05-01 09:00:00.123456+00', NULL),
(7, 7, 7, 7, 'nomination', 7, 7, '7-立山', '7-立山', '{"\u756a": [7, 3.5, true, null]}', '2026-05-01 10:00:00.123456+00', 7),
(8, 8, 8, 8, 'roster', 8, 8, '8-立山', '8-立山', '{"\u756a": [8, 4.0, true, null]}', '2026-05-01 11:00:00.123456+00', 8);
INSERT INTO letter_head VALUES
(1, '1-立山', '1-立山', '1-立山', false),
(2, '2-立山', '2-立山', '2-立山', true),
(3, '3-立山', '3-立山', '3-立山', false),
(4, '4-立山', '4-立山', '4-立山', true),
(5, '5-立山', '5-立山', '5-立山', false),
(6, '6-立山', '6-立山', '6-立山', true),
(7, '7-立山', '7-立山', '7-立山', false),
(8, '8-立山', '8-立山', '8-立山', true);
INSERT INTO logic_box VALUES
(1, 1, 'activity', 1, '1-立山', '1-立山', '1-立山', 1, '1-立山', '1-立山', '2026-05-01 04:00:00.123456+00'),
(2, 2, 'output', 2, '2-立山', '2-立山', '2-立山', 2, '2-立山', '2-立山', '2026-05-01 05:00:00.123456+00'),
(3, 3, 'early', 3, '3-立山', '3-立山', NULL, NULL, '3-立山', '3-立山', '2026-05-01 06:00:00.123456+00'),
(4, 4, 'later', 4, '4-立山', '4-立山', '4-立山', 4, '4-立山', '4-立山', '2026-05-01 07:00:00.123456+00'),
(5, 5, 'long', 5, '5-立山', '5-立山', '5-立山', 5, '5-立山', '5-立山', '2026-05-01 08:00:00.123456+00'),
(6, 6, 'input', 6, '6-立山', '6-立山', NULL, NULL, '6-立山', '6-立山', '2026-05-01 09:00:00.123456+00'),
(7, 7, 'activity', 7, '7-立山', '7-立山', '7-立山', 7, '7-立山', '7-立山', '2026-05-01 10:00:00.123456+00'),
(8, 8, 'output', 8, '8-立山', '8-立山', '8-立山', 8, '8-立山', '8-立山', '2026-05-01 11:00:00.123456+00');
INSERT INTO manual_mark VALUES
(1, 1, '1-立山', '1-立山', '1-立山', 1.25, '1-立山', '2026-05-01 04:00:00.123456+00', 'formgrader'),
(2, 2, '2-立山', '2-立山', '2-立山', 2.25, '2-立山', '2026-05-01 05:00:00.123456+00', 'formgrader'),
(3, 3, '3-立山', '3-立山', '3-立山', NULL, NULL, '2026-05-01 06:00:00.123456+00', 'formgrader'),
(4, 4, '4-立山', '4-立山', '4-立山', 4.25, '4-立山', '2026-05-01 07:00:00.123456+00', 'formgrader'),
(5, 5, '5-立山', '5-立山', '5-立山', 5.25, '5-立山', '2026-05-01 08:00:00.123456+00', 'formgrader'),
(6, 6, '6-立山', '6-立山', '6-立山', NULL, NULL, '2026-05-01 09:00:00.123456+00', 'formgrader'),
(7, 7, '7-立山', '7-立山', '7-立山', 7.25, '7-立山', '2026-05-01 10:00:00.123456+00', 'formgrader'),
(8, 8, '8-立山', '8-立山', '8-立山', 8.25, '8-立山', '2026-05-01 11:00:00.123456+00', 'formgrader');
INSERT INTO meeting VALUES
(1, 1, 1, '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', 'online', 'held', '1-立山', '1-立山', NULL),
(2, 2, 2, '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', 'on_demand', 'cancelled', '2-立山', '2-立山', 1),
(3, 3, 3, '2026-05-01 06:00:00.123456+00', '2026-05-01 06:00:00.123456+00', 'in_person', 'moved', '3-立山', '3-立山', NULL),
(4, 4, 4, '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', 'online', 'planned', '4-立山', '4-立山', 3),
(5, 5, 5, '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', 'on_demand', 'held', '5-立山', '5-立山', 4),
(6, 6, 6, '2026-05-01 09:00:00.123456+00', '2026-05-01 09:00:00.123456+00', 'in_person', 'cancelled', '6-立山', '6-立山', NULL),
(7, 7, 7, '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', 'online', 'moved', '7-立山', '7-立山', 6),
(8, 8, 8, '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', 'on_demand', 'planned', '8-立山', '8-立山', 7);
INSERT INTO meeting_change VALUES
(1, 1, '1-立山', '{"\u756a": [1, 0.5, true, null]}', '{"\u756a": [1, 0.5, true, null]}', '1-立山', '2026-05-01 04:00:00.123456+00', 1),
(2, 2, '2-立山', '{"\u756a": [2, 1.0, true, null]}', '{"\u756a": [2, 1.0, true, null]}', '2-立山', '2026-05-01 05:00:00.123456+00', 2),
(3, 3, '3-立山', '{"\u756a": [3, 1.5, true, null]}', '{"\u756a": [3, 1.5, true, null]}', '3-立山', '2026-05-01 06:00:00.123456+00', NULL),
(4, 4, '4-立山', '{"\u756a": [4, 2.0, true, null]}', '{"\u756a": [4, 2.0, true, null]}', '4-立山', '2026-05-01 07:00:00.123456+00', 4),
(5, 5, '5-立山', '{"\u756a": [5, 2.5, true, null]}', '{"\u756a": [5, 2.5, true, null]}', '5-立山', '2026-05-01 08:00:00.123456+00', 5),
(6, 6, '6-立山', '{"\u756a": [6, 3.0, true, null]}', '{"\u756a": [6, 3.0, true, null]}', '6-立山', '2026-05-01 09:00:00.123456+00', NULL),
(7, 7, '7-立山', '{"\u756a": [7, 3.5, true, null]}', '{"\u756a": [7, 3.5, true, null]}', '7-立山', '2026-05-01 10:00:00.123456+00', 7),
(8, 8, '8-立山', '{"\u756a": [8, 4.0, true, null]}', '{"\u756a": [8, 4.0, true, null]}', '8-立山', '2026-05-01 11:00:00.123456+00', 8);
INSERT INTO message VALUES
(1, '1-立山', '1-立山', '1-立山', '1-', '1-立山', '1-立山', '1-立山', false, 1, 1, 'sent', 1, '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', 'refused', '1-立山'),
(2, '2-立山', '2-立山', '2-立山', '2-', '2-立山', '2-立山', '2-立山', true, 2, 2, 'written', 2, '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', 'not_taken', '2-立山'),
(3, '3-立山', '3-立山', '3-立山', '3-', '3-立山', '3-立山', NULL, false, NULL, NULL, 'failed', 3, '2026-05-01 06:00:00.123456+00', '2026-05-01 06:00:00.123456+00', NULL, NULL, NULL, '3-立山'),
(4, '4-立山', '4-立山', '4-立山', '4-', '4-立山', '4-立山', '4-立山', true, 4, 4, 'dropped', 4, '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', 'too_late', '4-立山'),
(5, '5-立山', '5-立山', '5-立山', '5-', '5-立山', '5-立山', '5-立山', false, 5, 5, 'queued', 5, '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', 'no_address', '5-立山'),
(6, '6-立山', '6-立山', '6-立山', '6-', '6-立山', '6-立山', NULL, true, NULL, NULL, 'sent', 6, '2026-05-01 09:00:00.123456+00', '2026-05-01 09:00:00.123456+00', NULL, NULL, NULL, '6-立山'),
(7, '7-立山', '7-立山', '7-立山', '7-', '7-立山', '7-立山', '7-立山', false, 7, 7, 'written', 7, '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', 'not_taken', '7-立山'),
(8, '8-立山', '8-立山', '8-立山', '8-', '8-立山', '8-立山', '8-立山', true, 8, 8, 'failed', 8, '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', 'no_server', '8-立山');
INSERT INTO municipality VALUES
('1-立山', '1-立山', '1-立山', '1-立山', '1-立山'),
('2-立山', '2-立山', '2-立山', '2-立山', '2-立山'),
('3-立山', '3-立山', '3-立山', '3-立山', '3-立山'),
('4-立山', '4-立山', '4-立山', '4-立山', '4-立山'),
('5-立山', '5-立山', '5-立山', '5-立山', '5-立山'),
('6-立山', '6-立山', '6-立山', '6-立山', '6-立山'),
('7-立山', '7-立山', '7-立山', '7-立山', '7-立山'),
('8-立山', '8-立山', '8-立山', '8-立山', '8-立山');
INSERT INTO need VALUES
(1, 1, '2026-05-02', 'application', 1, 1, '1', '1-立山', '1-立山', NULL, 1, '2026-05-01 04:00:00.123456+00', '1-立山', '1-立山', '1-立山', '2026-05-02', '1-立山'),
(2, 2, '2026-05-03', 'form', 2, 2, '2', '2-立山', '2-立山', 1, 2, '2026-05-01 05:00:00.123456+00', '2-立山', '2-立山', '2-立山', '2026-05-03', '2-立山'),
(3, 3, '2026-05-04', 'round_table', NULL, NULL, NULL, NULL, '3-立山', NULL, NULL, '2026-05-01 06:00:00.123456+00', '3-立山', NULL, NULL, NULL, NULL),
(4, 4, '2026-05-05', 'survey', 4, 4, '4', '4-立山', '4-立山', 3, 4, '2026-05-01 07:00:00.123456+00', '4-立山', '4-立山', '4-立山', '2026-05-05', '4-立山'),
(5, 5, '2026-05-06', 'import', 5, 5, '5', '5-立山', '5-立山', 4, 5, '2026-05-01 08:00:00.123456+00', '5-立山', '5-立山', '5-立山', '2026-05-06', '5-立山'),
(6, 6, '2026-05-07', 'visit', NULL, NULL, NULL, NULL, '6-立山', NULL, NULL, '2026-05-01 09:00:00.123456+00', '6-立山', NULL, NULL, NULL, NULL),
(7, 7, '2026-05-08', 'application', 7, 7, '7', '7-立山', '7-立山', 6, 7, '2026-05-01 10:00:00.123456+00', '7-立山', '7-立山', '7-立山', '2026-05-08', '7-立山'),
(8, 8, '2026-05-09', 'form', 8, 8, '8', '8-立山', '8-立山', 7, 8, '2026-05-01 11:00:00.123456+00', '8-立山', '8-立山', '8-立山', '2026-05-09', '8-立山');
INSERT INTO need_answer VALUES
(1, 1, '1-立山', '1-立山', 1, '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00'),
(2, 2, '2-立山', '2-立山', 2, '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00'),
(3, 3, '3-立山', '3-立山', NULL, NULL, '2026-05-01 06:00:00.123456+00'),
(4, 4, '4-立山', '4-立山', 4, '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00'),
(5, 5, '5-立山', '5-立山', 5, '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00'),
(6, 6, '6-立山', '6-立山', NULL, NULL, '2026-05-01 09:00:00.123456+00'),
(7, 7, '7-立山', '7-立山', 7, '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00'),
(8, 8, '8-立山', '8-立山', 8, '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00');
INSERT INTO need_move VALUES
(1, 1, 'planned', '1-立山', '2026-05-02', 1, '2026-05-01 04:00:00.123456+00'),
(2, 2, 'met', '2-立山', '2026-05-03', 2, '2026-05-01 05:00:00.123456+00'),
(3, 3, 'difficult', '3-立山', '2026-05-04', NULL, '2026-05-01 06:00:00.123456+00'),
(4, 4, 'considered', '4-立山', '2026-05-05', 4, '2026-05-01 07:00:00.123456+00'),
(5, 5, 'planned', '5-立山', '2026-05-06', 5, '2026-05-01 08:00:00.123456+00'),
(6, 6, 'met', '6-立山', '2026-05-07', NULL, '2026-05-01 09:00:00.123456+00'),
(7, 7, 'difficult', '7-立山', '2026-05-08', 7, '2026-05-01 10:00:00.123456+00'),
(8, 8, 'considered', '8-立山', '2026-05-09', 8, '2026-05-01 11:00:00.123456+00');
INSERT INTO offering VALUES
(1, 1, 1, '1-立山', 1, '1-立山', '1-立山', 'public_servant', 1, 1, 'open', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', '2026-05-02', '2026-05-02', '{"\u756a": [1, 0.5, true, null]}', 1, 'lottery', '1-立山', 1, '2026-05-02', 1, false, false, '1-立山', '1-立山', '1-立山', '1-立山'),
(2, 2, 2, '2-立山', 2, '2-立山', '2-立山', 'teacher', 2, 2, 'running', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', '2026-05-03', '2026-05-03', '{"\u756a": [2, 1.0, true, null]}', 2, 'review', '2-立山', 2, '2026-05-03', 2, true, true, '2-立山', '2-立山', '2-立山', '2-立山'),
(3, 3, 3, '3-立山', 3, '3-立山', '3-立山', 'executive', 3, NULL, 'closed', NULL, NULL, '2026-05-04', '2026-05-04', '{"\u756a": [3, 1.5, true, null]}', NULL, 'first_come', NULL, NULL, NULL, 3, false, false, '3-立山', '3-立山', '3-立山', '3-立山'),
(4, 4, 4, '4-立山', 4, '4-立山', '4-立山', 'other', 4, 4, 'cancelled', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', '2026-05-05', '2026-05-05', '{"\u756a": [4, 2.0, true, null]}', 4, 'lottery', '4-立山', 4, '2026-05-05', 4, true, true, '4-立山', '4-立山', '4-立山', '4-立山'),
(5, 5, 5, '5-立山', 5, '5-立山', '5-立山', 'private', 5, 5, 'planned', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', '2026-05-06', '2026-05-06', '{"\u756a": [5, 2.5, true, null]}', 5, 'review', '5-立山', 5, '2026-05-06', 5, false, false, '5-立山', '5-立山', '5-立山', '5-立山'),
(6, 6, 6, '6-立山', 6, '6-立山', '6-立山', 'public_servant', 6, NULL, 'open', NULL, NULL, '2026-05-07', '2026-05-07', '{"\u756a": [6, 3.0, true, null]}', NULL, 'first_come', NULL, NULL, NULL, 6, true, true, '6-立山', '6-立山', '6-立山', '6-立山'),
(7, 7, 7, '7-立山', 7, '7-立山', '7-立山', 'teacher', 7, 7, 'running', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', '2026-05-08', '2026-05-08', '{"\u756a": [7, 3.5, true, null]}', 7, 'lottery', '7-立山', 7, '2026-05-08', 7, false, false, '7-立山', '7-立山', '7-立山', '7-立山'),
(8, 8, 8, '8-立山', 8, '8-立山', '8-立山', 'executive', 8, 8, 'closed', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', '2026-05-09', '2026-05-09', '{"\u756a": [8, 4.0, true, null]}', 8, 'review', '8-立山', 8, '2026-05-09', 8, true, true, '8-立山', '8-立山', '8-立山', '8-立山');
INSERT INTO offering_partner VALUES
(1, 1, 'supporter'),
(2, 2, 'co_host'),
(3, 3, 'supporter'),
(4, 4, 'co_host'),
(5, 5, 'supporter'),
(6, 6, 'co_host'),
(7, 7, 'supporter'),
(8, 8, 'co_host');
INSERT INTO one_time_code VALUES
(1, 'confirm_email', 1, '1-立山', '1-立山', '1-立山', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', 1, '{"\u756a": [1, 0.5, true, null]}'),
(2, 'confirm_second_email', 2, '2-立山', '2-立山', '2-立山', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', 2, '{"\u756a": [2, 1.0, true, null]}'),
(3, 'reset_password', NULL, '3-立山', '3-立山', NULL, '2026-05-01 06:00:00.123456+00', '2026-05-01 06:00:00.123456+00', NULL, 3, '{"\u756a": [3, 1.5, true, null]}'),
(4, 'card', 4, '4-立山', '4-立山', '4-立山', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', 4, '{"\u756a": [4, 2.0, true, null]}'),
(5, 'apply', 5, '5-立山', '5-立山', '5-立山', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', 5, '{"\u756a": [5, 2.5, true, null]}'),
(6, 'confirm_email', NULL, '6-立山', '6-立山', NULL, '2026-05-01 09:00:00.123456+00', '2026-05-01 09:00:00.123456+00', NULL, 6, '{"\u756a": [6, 3.0, true, null]}'),
(7, 'confirm_second_email', 7, '7-立山', '7-立山', '7-立山', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', 7, '{"\u756a": [7, 3.5, true, null]}'),
(8, 'reset_password', 8, '8-立山', '8-立山', '8-立山', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', 8, '{"\u756a": [8, 4.0, true, null]}');
INSERT INTO open_badge VALUES
(1, '1-立山', '2026-05-01 04:00:00.123456+00'),
(2, '2-立山', '2026-05-01 05:00:00.123456+00'),
(3, '3-立山', '2026-05-01 06:00:00.123456+00'),
(4, '4-立山', '2026-05-01 07:00:00.123456+00'),
(5, '5-立山', '2026-05-01 08:00:00.123456+00'),
(6, '6-立山', '2026-05-01 09:00:00.123456+00'),
(7, '7-立山', '2026-05-01 10:00:00.123456+00'),
(8, '8-立山', '2026-05-01 11:00:00.123456+00');
INSERT INTO open_data VALUES
(1, 1, '1-立山', '2026-05-01 04:00:00.123456+00', 1, '2026-05-01 04:00:00.123456+00', 1),
(2, 2, '2-立山', '2026-05-01 05:00:00.123456+00', 2, '2026-05-01 05:00:00.123456+00', 2),
(3, 3, '3-立山', '2026-05-01 06:00:00.123456+00', 3, NULL, NULL),
(4, 4, '4-立山', '2026-05-01 07:00:00.123456+00', 4, '2026-05-01 07:00:00.123456+00', 4),
(5, 5, '5-立山', '2026-05-01 08:00:00.123456+00', 5, '2026-05-01 08:00:00.123456+00', 5),
(6, 6, '6-立山', '2026-05-01 09:00:00.123456+00', 6, NULL, NULL),
(7, 7, '7-立山', '2026-05-01 10:00:00.123456+00', 7, '2026-05-01 10:00:00.123456+00', 7),
(8, 8, '8-立山', '2026-05-01 11:00:00.123456+00', 8, '2026-05-01 11:00:00.123456+00', 8);
INSERT INTO organisation VALUES
(1, 1, '1-立山', 'association', '1', '1-立山', '1-立山', '1-立山', '1-立山', '2026-05-01 04:00:00.123456+00', '2026-05-02'),
(2, 2, '2-立山', 'school', '2', '2-立山', '2-立山', '2-立山', '2-立山', '2026-05-01 05:00:00.123456+00', '2026-05-03'),
(3, 3, '3-立山', 'school_board', NULL, NULL, NULL, NULL, NULL, '2026-05-01 06:00:00.123456+00', NULL),
(4, 4, '4-立山', 'government', '4', '4-立山', '4-立山', '4-立山', '4-立山', '2026-05-01 07:00:00.123456+00', '2026-05-05'),
(5, 5, '5-立山', 'other', '5', '5-立山', '5-立山', '5-立山', '5-立山', '2026-05-01 08:00:00.123456+00', '2026-05-06'),
(6, 6, '6-立山', 'enterprise', NULL, NULL, NULL, NULL, NULL, '2026-05-01 09:00:00.123456+00', NULL),
(7, 7, '7-立山', 'association', '7', '7-立山', '7-立山', '7-立山', '7-立山', '2026-05-01 10:00:00.123456+00', '2026-05-08'),
(8, 8, '8-立山', 'school', '8', '8-立山', '8-立山', '8-立山', '8-立山', '2026-05-01 11:00:00.123456+00', '2026-05-09');
INSERT INTO outreach VALUES
(1, 1, 1, '2026-05-02', '1-立山', '1-立山', 1, 1, 1, 1, 1, '1-立山', 1, '2026-05-01 04:00:00.123456+00'),
(2, 2, 2, '2026-05-03', '2-立山', '2-立山', 2, 2, 2, 2, 2, '2-立山', 2, '2026-05-01 05:00:00.123456+00'),
(3, 3, 3, '2026-05-04', '3-立山', '3-立山', NULL, NULL, NULL, NULL, NULL, '3-立山', NULL, '2026-05-01 06:00:00.123456+00'),
(4, 4, 4, '2026-05-05', '4-立山', '4-立山', 4, 4, 4, 4, 4, '4-立山', 4, '2026-05-01 07:00:00.123456+00'),
(5, 5, 5, '2026-05-06', '5-立山', '5-立山', 5, 5, 5, 5, 5, '5-立山', 5, '2026-05-01 08:00:00.123456+00'),
(6, 6, 6, '2026-05-07', '6-立山', '6-立山', NULL, NULL, NULL, NULL, NULL, '6-立山', NULL, '2026-05-01 09:00:00.123456+00'),
(7, 7, 7, '2026-05-08', '7-立山', '7-立山', 7, 7, 7, 7, 7, '7-立山', 7, '2026-05-01 10:00:00.123456+00'),
(8, 8, 8, '2026-05-09', '8-立山', '8-立山', 8, 8, 8, 8, 8, '8-立山', 8, '2026-05-01 11:00:00.123456+00');
INSERT INTO outreach_opening VALUES
(1, '2026-05-02', 1),
(2, '2026-05-03', 2),
(3, '2026-05-04', 3),
(4, '2026-05-05', 4),
(5, '2026-05-06', 5),
(6, '2026-05-07', 6),
(7, '2026-05-08', 7),
(8, '2026-05-09', 8);
INSERT INTO partner VALUES
(1, '1-立山', '1-立山', '1-立山'),
(2, '2-立山', '2-立山', '2-立山'),
(3, '3-立山', '3-立山', '3-立山'),
(4, '4-立山', '4-立山', '4-立山'),
(5, '5-立山', '5-立山', '5-立山'),
(6, '6-立山', '6-立山', '6-立山'),
(7, '7-立山', '7-立山', '7-立山'),
(8, '8-立山', '8-立山', '8-立山');
INSERT INTO partner_share VALUES
(1, 1, 1, 1, '1-立山', '2026-05-01 04:00:00.123456+00'),
(2, 2, 2, 2, '2-立山', '2026-05-01 05:00:00.123456+00'),
(3, 3, NULL, NULL, '3-立山', '2026-05-01 06:00:00.123456+00'),
(4, 4, 4, 4, '4-立山', '2026-05-01 07:00:00.123456+00'),
(5, 5, 5, 5, '5-立山', '2026-05-01 08:00:00.123456+00'),
(6, 6, NULL, NULL, '6-立山', '2026-05-01 09:00:00.123456+00'),
(7, 7, 7, 7, '7-立山', '2026-05-01 10:00:00.123456+00'),
(8, 8, 8, 8, '8-立山', '2026-05-01 11:00:00.123456+00');
INSERT INTO prepared_show VALUES
('1-立山', '{"\u756a": [1, 0.5, true, null]}', '2026-05-01 04:00:00.123456+00'),
('2-立山', '{"\u756a": [2, 1.0, true, null]}', '2026-05-01 05:00:00.123456+00'),
('3-立山', NULL, '2026-05-01 06:00:00.123456+00'),
('4-立山', '{"\u756a": [4, 2.0, true, null]}', '2026-05-01 07:00:00.123456+00'),
('5-立山', '{"\u756a": [5, 2.5, true, null]}', '2026-05-01 08:00:00.123456+00'),
('6-立山', NULL, '2026-05-01 09:00:00.123456+00'),
('7-立山', '{"\u756a": [7, 3.5, true, null]}', '2026-05-01 10:00:00.123456+00'),
('8-立山', '{"\u756a": [8, 4.0, true, null]}', '2026-05-01 11:00:00.123456+00');
INSERT INTO privacy_notice VALUES
('1-立山', '1-立山', '1-立山', '2026-05-01 04:00:00.123456+00'),
('2-立山', '2-立山', '2-立山', '2026-05-01 05:00:00.123456+00'),
('3-立山', '3-立山', '3-立山', '2026-05-01 06:00:00.123456+00'),
('4-立山', '4-立山', '4-立山', '2026-05-01 07:00:00.123456+00'),
('5-立山', '5-立山', '5-立山', '2026-05-01 08:00:00.123456+00'),
('6-立山', '6-立山', '6-立山', '2026-05-01 09:00:00.123456+00'),
('7-立山', '7-立山', '7-立山', '2026-05-01 10:00:00.123456+00'),
('8-立山', '8-立山', '8-立山', '2026-05-01 11:00:00.123456+00');
INSERT INTO programme VALUES
(1, 1, '1-立山', '1-立山', 1, 1),
(2, 2, '2-立山', '2-立山', 2, 2),
(3, 3, '3-立山', '3-立山', 3, NULL),
(4, 4, '4-立山', '4-立山', 4, 4),
(5, 5, '5-立山', '5-立山', 5, 5),
(6, 6, '6-立山', '6-立山', 6, NULL),
(7, 7, '7-立山', '7-立山', 7, 7),
(8, 8, '8-立山', '8-立山', 8, 8);
INSERT INTO programme_course VALUES
(1, '1-立山', 1),
(2, '2-立山', 2),
(3, '3-立山', 3),
(4, '4-立山', 4),
(5, '5-立山', 5),
(6, '6-立山', 6),
(7, '7-立山', 7),
(8, '8-立山', 8);
INSERT INTO protection_decision VALUES
(1, 1, '1-立山', '{"\u756a": [1, 0.5, true, null]}', '2026-05-01 04:00:00.123456+00', 1),
(2, 2, '2-立山', '{"\u756a": [2, 1.0, true, null]}', '2026-05-01 05:00:00.123456+00', 2),
(3, 3, '3-立山', '{"\u756a": [3, 1.5, true, null]}', '2026-05-01 06:00:00.123456+00', 3),
(4, 4, '4-立山', '{"\u756a": [4, 2.0, true, null]}', '2026-05-01 07:00:00.123456+00', 4),
(5, 5, '5-立山', '{"\u756a": [5, 2.5, true, null]}', '2026-05-01 08:00:00.123456+00', 5),
(6, 6, '6-立山', '{"\u756a": [6, 3.0, true, null]}', '2026-05-01 09:00:00.123456+00', 6),
(7, 7, '7-立山', '{"\u756a": [7, 3.5, true, null]}', '2026-05-01 10:00:00.123456+00', 7),
(8, 8, '8-立山', '{"\u756a": [8, 4.0, true, null]}', '2026-05-01 11:00:00.123456+00', 8);
INSERT INTO record_hand_over VALUES
(1, 1, '2026-05-01 04:00:00.123456+00', 1, 1, '1-立山', '1-立山'),
(2, 2, '2026-05-01 05:00:00.123456+00', 2, 2, '2-立山', '2-立山'),
(3, 3, '2026-05-01 06:00:00.123456+00', 3, 3, '3-立山', '3-立山'),
(4, 4, '2026-05-01 07:00:00.123456+00', 4, 4, '4-立山', '4-立山'),
(5, 5, '2026-05-01 08:00:00.123456+00', 5, 5, '5-立山', '5-立山'),
(6, 6, '2026-05-01 09:00:00.123456+00', 6, 6, '6-立山', '6-立山'),
(7, 7, '2026-05-01 10:00:00.123456+00', 7, 7, '7-立山', '7-立山'),
(8, 8, '2026-05-01 11:00:00.123456+00', 8, 8, '8-立山', '8-立山');
INSERT INTO record_recipient VALUES
(1, 1, 'founder', '1-立山', '1-立山', '1-立山', false),
(2, 2, 'trainer', '2-立山', '2-立山', '2-立山', true),
(3, 3, 'appointer', '3-立山', '3-立山', '3-立山', false),
(4, 4, 'founder', '4-立山', '4-立山', '4-立山', true),
(5, 5, 'trainer', '5-立山', '5-立山', '5-立山', false),
(6, 6, 'appointer', '6-立山', '6-立山', '6-立山', true),
(7, 7, 'founder', '7-立山', '7-立山', '7-立山', false),
(8, 8, 'trainer', '8-立山', '8-立山', '8-立山', true);
INSERT INTO recovery_code VALUES
(1, 1, '1-立山', '2026-05-01 04:00:00.123456+00'),
(2, 2, '2-立山', '2026-05-01 05:00:00.123456+00'),
(3, 3, '3-立山', NULL),
(4, 4, '4-立山', '2026-05-01 07:00:00.123456+00'),
(5, 5, '5-立山', '2026-05-01 08:00:00.123456+00'),
(6, 6, '6-立山', NULL),
(7, 7, '7-立山', '2026-05-01 10:00:00.123456+00'),
(8, 8, '8-立山', '2026-05-01 11:00:00.123456+00');
INSERT INTO regrade VALUES
(1, '1-立山', 1, '1-立山', '1-立山', '1-立山', 1, '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00'),
(2, '2-立山', 2, '2-立山', '2-立山', '2-立山', 2, '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00'),
(3, '3-立山', NULL, NULL, NULL, '3-立山', NULL, '2026-05-01 06:00:00.123456+00', NULL, NULL),
(4, '4-立山', 4, '4-立山', '4-立山', '4-立山', 4, '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00'),
(5, '5-立山', 5, '5-立山', '5-立山', '5-立山', 5, '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00'),
(6, '6-立山', NULL, NULL, NULL, '6-立山', NULL, '2026-05-01 09:00:00.123456+00', NULL, NULL),
(7, '7-立山', 7, '7-立山', '7-立山', '7-立山', 7, '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00'),
(8, '8-立山', 8, '8-立山', '8-立山', '8-立山', 8, '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00');
INSERT INTO remark VALUES
(1, 1, 1, '1-立山', '1-立山', '1-立山', 'planned', '2026-05-02', 1, '2026-05-02', '1-立山', '2026-05-01 04:00:00.123456+00'),
(2, 2, 2, '2-立山', '2-立山', '2-立山', 'met', '2026-05-03', 2, '2026-05-03', '2-立山', '2026-05-01 05:00:00.123456+00'),
(3, 3, 3, '3-立山', '3-立山', '3-立山', 'difficult', NULL, NULL, NULL, '3-立山', '2026-05-01 06:00:00.123456+00'),
(4, 4, 4, '4-立山', '4-立山', '4-立山', 'considered', '2026-05-05', 4, '2026-05-05', '4-立山', '2026-05-01 07:00:00.123456+00'),
(5, 5, 5, '5-立山', '5-立山', '5-立山', 'planned', '2026-05-06', 5, '2026-05-06', '5-立山', '2026-05-01 08:00:00.123456+00'),
(6, 6, 6, '6-立山', '6-立山', '6-立山', 'met', NULL, NULL, NULL, '6-立山', '2026-05-01 09:00:00.123456+00'),
(7, 7, 7, '7-立山', '7-立山', '7-立山', 'difficult', '2026-05-08', 7, '2026-05-08', '7-立山', '2026-05-01 10:00:00.123456+00'),
(8, 8, 8, '8-立山', '8-立山', '8-立山', 'considered', '2026-05-09', 8, '2026-05-09', '8-立山', '2026-05-01 11:00:00.123456+00');
INSERT INTO replacement VALUES
(1, '1-立山', '1-立山', '1-立山'),
(2, '2-立山', '2-立山', '2-立山'),
(3, '3-立山', '3-立山', '3-立山'),
(4, '4-立山', '4-立山', '4-立山'),
(5, '5-立山', '5-立山', '5-立山'),
(6, '6-立山', '6-立山', '6-立山'),
(7, '7-立山', '7-立山', '7-立山'),
(8, '8-立山', '8-立山', '8-立山');
INSERT INTO report_draft VALUES
(1, 1, 1, 1, 'public', 'preliminary', '2026-05-02', '2026-05-02', 1, '1-立山', '1-立山', '1-立山', '1-立山', '1-立山', '1-立山', '1-立山', 'to_confirm', '{"\u756a": [1, 0.5, true, null]}', '2026-05-01 04:00:00.123456+00', '{"\u756a": [1, 0.5, true, null]}', '1-立山', '{"\u756a": [1, 0.5, true, null]}'),
(2, 2, 2, 2, 'assembly', 'final', '2026-05-03', '2026-05-03', 2, '2-立山', '2-立山', '2-立山', '2-立山', '2-立山', '2-立山', '2-立山', 'to_decide', '{"\u756a": [2, 1.0, true, null]}', '2026-05-01 05:00:00.123456+00', '{"\u756a": [2, 1.0, true, null]}', '2-立山', '{"\u756a": [2, 1.0, true, null]}'),
(3, 3, 3, NULL, 'city', 'corrected', '2026-05-04', '2026-05-04', NULL, '3-立山', '3-立山', '3-立山', '3-立山', '3-立山', '3-立山', '3-立山', 'decided', NULL, '2026-05-01 06:00:00.123456+00', '{"\u756a": [3, 1.5, true, null]}', NULL, '{"\u756a": [3, 1.5, true, null]}'),
(4, 4, 4, 4, 'municipal', 'draft', '2026-05-05', '2026-05-05', 4, '4-立山', '4-立山', '4-立山', '4-立山', '4-立山', '4-立山', '4-立山', 'sent_back', '{"\u756a": [4, 2.0, true, null]}', '2026-05-01 07:00:00.123456+00', '{"\u756a": [4, 2.0, true, null]}', '4-立山', '{"\u756a": [4, 2.0, true, null]}'),
(5, 5, 5, 5, 'council', 'preliminary', '2026-05-06', '2026-05-06', 5, '5-立山', '5-立山', '5-立山', '5-立山', '5-立山', '5-立山', '5-立山', 'drafting', '{"\u756a": [5, 2.5, true, null]}', '2026-05-01 08:00:00.123456+00', '{"\u756a": [5, 2.5, true, null]}', '5-立山', '{"\u756a": [5, 2.5, true, null]}'),
(6, 6, 6, NULL, 'public', 'final', '2026-05-07', '2026-05-07', NULL, '6-立山', '6-立山', '6-立山', '6-立山', '6-立山', '6-立山', '6-立山', 'to_confirm', NULL, '2026-05-01 09:00:00.123456+00', '{"\u756a": [6, 3.0, true, null]}', NULL, '{"\u756a": [6, 3.0, true, null]}'),
(7, 7, 7, 7, 'assembly', 'corrected', '2026-05-08', '2026-05-08', 7, '7-立山', '7-立山', '7-立山', '7-立山', '7-立山', '7-立山', '7-立山', 'to_decide', '{"\u756a": [7, 3.5, true, null]}', '2026-05-01 10:00:00.123456+00', '{"\u756a": [7, 3.5, true, null]}', '7-立山', '{"\u756a": [7, 3.5, true, null]}'),
(8, 8, 8, 8, 'city', 'draft', '2026-05-09', '2026-05-09', 8, '8-立山', '8-立山', '8-立山', '8-立山', '8-立山', '8-立山', '8-立山', 'decided', '{"\u756a": [8, 4.0, true, null]}', '2026-05-01 11:00:00.123456+00', '{"\u756a": [8, 4.0, true, null]}', '8-立山', '{"\u756a": [8, 4.0, true, null]}');
INSERT INTO report_release VALUES
(1, 1, 1, 1, 1, 'public', 'preliminary', '{"\u756a": [1, 0.5, true, null]}', '1-立山', '2026-05-01 04:00:00.123456+00', 1, NULL, '1-立山', '1-立山'),
(2, 2, 2, 2, 2, 'assembly', 'final', '{"\u756a": [2, 1.0, true, null]}', '2-立山', '2026-05-01 05:00:00.123456+00', 2, 1, '2-立山', '2-立山'),
(3, 3, 3, 3, NULL, 'city', 'corrected', '{"\u756a": [3, 1.5, true, null]}', '3-立山', '2026-05-01 06:00:00.123456+00', 3, NULL, '3-立山', NULL),
(4, 4, 4, 4, 4, 'municipal', 'draft', '{"\u756a": [4, 2.0, true, null]}', '4-立山', '2026-05-01 07:00:00.123456+00', 4, 3, '4-立山', '4-立山'),
(5, 5, 5, 5, 5, 'council', 'preliminary', '{"\u756a": [5, 2.5, true, null]}', '5-立山', '2026-05-01 08:00:00.123456+00', 5, 4, '5-立山', '5-立山'),
(6, 6, 6, 6, NULL, 'public', 'final', '{"\u756a": [6, 3.0, true, null]}', '6-立山', '2026-05-01 09:00:00.123456+00', 6, NULL, '6-立山', NULL),
(7, 7, 7, 7, 7, 'assembly', 'corrected', '{"\u756a": [7, 3.5, true, null]}', '7-立山', '2026-05-01 10:00:00.123456+00', 7, 6, '7-立山', '7-立山'),
(8, 8, 8, 8, 8, 'city', 'draft', '{"\u756a": [8, 4.0, true, null]}', '8-立山', '2026-05-01 11:00:00.123456+00', 8, 7, '8-立山', '8-立山');
INSERT INTO report_step VALUES
(1, 1, 'confirm', 1, '2026-05-01 04:00:00.123456+00', '1-立山', '1-立山'),
(2, 2, 'decide', 2, '2026-05-01 05:00:00.123456+00', '2-立山', '2-立山'),
(3, 3, 'send_back', 3, '2026-05-01 06:00:00.123456+00', '3-立山', '3-立山'),
(4, 4, 'draft', 4, '2026-05-01 07:00:00.123456+00', '4-立山', '4-立山'),
(5, 5, 'confirm', 5, '2026-05-01 08:00:00.123456+00', '5-立山', '5-立山'),
(6, 6, 'decide', 6, '2026-05-01 09:00:00.123456+00', '6-立山', '6-立山'),
(7, 7, 'send_back', 7, '2026-05-01 10:00:00.123456+00', '7-立山', '7-立山'),
(8, 8, 'draft', 8, '2026-05-01 11:00:00.123456+00', '8-立山', '8-立山');
INSERT INTO reserved_seats VALUES
(1, 1, 1),
(2, 2, 2),
(3, 3, 3),
(4, 4, 4),
(5, 5, 5),
(6, 6, 6),
(7, 7, 7),
(8, 8, 8);
INSERT INTO role_grant VALUES
(1, 1, 'instructor', 1, '2026-05-02', 1),
(2, 2, 'coordinator', 2, '2026-05-03', 2),
(3, 3, 'operator', NULL, NULL, NULL),
(4, 4, 'learner', 4, '2026-05-05', 4),
(5, 5, 'instructor', 5, '2026-05-06', 5),
(6, 6, 'coordinator', NULL, NULL, NULL),
(7, 7, 'operator', 7, '2026-05-08', 7),
(8, 8, 'learner', 8, '2026-05-09', 8);
INSERT INTO roster_import VALUES
(1, 1, 1, '2026-05-01 04:00:00.123456+00', '1-立山', '1-立山', 'checking', '{"\u756a": [1, 0.5, true, null]}', 1, 1, '1-立山', '2026-05-01 04:00:00.123456+00', 1, '2026-05-02'),
(2, 2, 2, '2026-05-01 05:00:00.123456+00', '2-立山', '2-立山', 'applying', '{"\u756a": [2, 1.0, true, null]}', 2, 2, '2-立山', '2026-05-01 05:00:00.123456+00', 2, '2026-05-03'),
(3, 3, 3, '2026-05-01 06:00:00.123456+00', '3-立山', '3-立山', 'applied', '{"\u756a": [3, 1.5, true, null]}', 3, 3, '3-立山', NULL, NULL, NULL),
(4, 4, 4, '2026-05-01 07:00:00.123456+00', '4-立山', '4-立山', 'dropped', '{"\u756a": [4, 2.0, true, null]}', 4, 4, '4-立山', '2026-05-01 07:00:00.123456+00', 4, '2026-05-05'),
(5, 5, 5, '2026-05-01 08:00:00.123456+00', '5-立山', '5-立山', 'failed', '{"\u756a": [5, 2.5, true, null]}', 5, 5, '5-立山', '2026-05-01 08:00:00.123456+00', 5, '2026-05-06'),
(6, 6, 6, '2026-05-01 09:00:00.123456+00', '6-立山', '6-立山', 'reading', '{"\u756a": [6, 3.0, true, null]}', 6, 6, '6-立山', NULL, NULL, NULL),
(7, 7, 7, '2026-05-01 10:00:00.123456+00', '7-立山', '7-立山', 'checking', '{"\u756a": [7, 3.5, true, null]}', 7, 7, '7-立山', '2026-05-01 10:00:00.123456+00', 7, '2026-05-08'),
(8, 8, 8, '2026-05-01 11:00:00.123456+00', '8-立山', '8-立山', 'applying', '{"\u756a": [8, 4.0, true, null]}', 8, 8, '8-立山', '2026-05-01 11:00:00.123456+00', 8, '2026-05-09');
INSERT INTO roster_row VALUES
(1, 1, 1, '{"\u756a": [1, 0.5, true, null]}', '{"\u756a": [1, 0.5, true, null]}', '{"\u756a": [1, 0.5, true, null]}', 'registered', false, '1-立山', '1-立山', 'enrolled', 1),
(2, 2, 2, '{"\u756a": [2, 1.0, true, null]}', '{"\u756a": [2, 1.0, true, null]}', '{"\u756a": [2, 1.0, true, null]}', 'enrolled', true, '2-立山', '2-立山', 'already', 2),
(3, 3, 3, '{"\u756a": [3, 1.5, true, null]}', '{"\u756a": [3, 1.5, true, null]}', '{"\u756a": [3, 1.5, true, null]}', 'to_mend', NULL, '3-立山', NULL, NULL, NULL),
(4, 4, 4, '{"\u756a": [4, 2.0, true, null]}', '{"\u756a": [4, 2.0, true, null]}', '{"\u756a": [4, 2.0, true, null]}', 'left_out', true, '4-立山', '4-立山', 'made', 4),
(5, 5, 5, '{"\u756a": [5, 2.5, true, null]}', '{"\u756a": [5, 2.5, true, null]}', '{"\u756a": [5, 2.5, true, null]}', 'new', false, '5-立山', '5-立山', 'enrolled', 5),
(6, 6, 6, '{"\u756a": [6, 3.0, true, null]}', '{"\u756a": [6, 3.0, true, null]}', '{"\u756a": [6, 3.0, true, null]}', 'registered', NULL, '6-立山', NULL, NULL, NULL),
(7, 7, 7, '{"\u756a": [7, 3.5, true, null]}', '{"\u756a": [7, 3.5, true, null]}', '{"\u756a": [7, 3.5, true, null]}', 'enrolled', false, '7-立山', '7-立山', 'refused', 7),
(8, 8, 8, '{"\u756a": [8, 4.0, true, null]}', '{"\u756a": [8, 4.0, true, null]}', '{"\u756a": [8, 4.0, true, null]}', 'to_mend', true, '8-立山', '8-立山', 'made', 8);
INSERT INTO rule_version VALUES
(1, 1, '{"\u756a": [1, 0.5, true, null]}', '2026-05-01 04:00:00.123456+00'),
(2, 2, '{"\u756a": [2, 1.0, true, null]}', '2026-05-01 05:00:00.123456+00'),
(3, 3, '{"\u756a": [3, 1.5, true, null]}', '2026-05-01 06:00:00.123456+00'),
(4, 4, '{"\u756a": [4, 2.0, true, null]}', '2026-05-01 07:00:00.123456+00'),
(5, 5, '{"\u756a": [5, 2.5, true, null]}', '2026-05-01 08:00:00.123456+00'),
(6, 6, '{"\u756a": [6, 3.0, true, null]}', '2026-05-01 09:00:00.123456+00'),
(7, 7, '{"\u756a": [7, 3.5, true, null]}', '2026-05-01 10:00:00.123456+00'),
(8, 8, '{"\u756a": [8, 4.0, true, null]}', '2026-05-01 11:00:00.123456+00');
INSERT INTO school_class VALUES
(1, 1, 1, '1-立山', '1-立山', '1-立山', '1-立山', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', '{"\u756a": [1, 0.5, true, null]}'),
(2, 2, 2, '2-立山', '2-立山', '2-立山', '2-立山', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', '{"\u756a": [2, 1.0, true, null]}'),
(3, 3, 3, '3-立山', '3-立山', '3-立山', NULL, '2026-05-01 06:00:00.123456+00', '2026-05-01 06:00:00.123456+00', NULL, NULL),
(4, 4, 4, '4-立山', '4-立山', '4-立山', '4-立山', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', '{"\u756a": [4, 2.0, true, null]}'),
(5, 5, 5, '5-立山', '5-立山', '5-立山', '5-立山', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', '{"\u756a": [5, 2.5, true, null]}'),
(6, 6, 6, '6-立山', '6-立山', '6-立山', NULL, '2026-05-01 09:00:00.123456+00', '2026-05-01 09:00:00.123456+00', NULL, NULL),
(7, 7, 7, '7-立山', '7-立山', '7-立山', '7-立山', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', '{"\u756a": [7, 3.5, true, null]}'),
(8, 8, 8, '8-立山', '8-立山', '8-立山', '8-立山', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', '{"\u756a": [8, 4.0, true, null]}');
INSERT INTO score VALUES
(1, '1-立山', 1.25, 1.25, '{"\u756a": [1, 0.5, true, null]}', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', '1-立山', '1-立山', 1.25),
(2, '2-立山', 2.25, 2.25, '{"\u756a": [2, 1.0, true, null]}', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', '2-立山', '2-立山', 2.25),
(3, '3-立山', 3.25, 3.25, '{"\u756a": [3, 1.5, true, null]}', '2026-05-01 06:00:00.123456+00', NULL, NULL, NULL, 3.25),
(4, '4-立山', 4.25, 4.25, '{"\u756a": [4, 2.0, true, null]}', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', '4-立山', '4-立山', 4.25),
(5, '5-立山', 5.25, 5.25, '{"\u756a": [5, 2.5, true, null]}', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', '5-立山', '5-立山', 5.25),
(6, '6-立山', 6.25, 6.25, '{"\u756a": [6, 3.0, true, null]}', '2026-05-01 09:00:00.123456+00', NULL, NULL, NULL, 6.25),
(7, '7-立山', 7.25, 7.25, '{"\u756a": [7, 3.5, true, null]}', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', '7-立山', '7-立山', 7.25),
(8, '8-立山', 8.25, 8.25, '{"\u756a": [8, 4.0, true, null]}', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', '8-立山', '8-立山', 8.25);
INSERT INTO score_change VALUES
(1, 1, 1, '1-立山', 1.25, 1.25, 1.25, '2026-05-01 04:00:00.123456+00'),
(2, 2, 2, '2-立山', 2.25, 2.25, 2.25, '2026-05-01 05:00:00.123456+00'),
(3, 3, 3, '3-立山', 3.25, 3.25, 3.25, NULL),
(4, 4, 4, '4-立山', 4.25, 4.25, 4.25, '2026-05-01 07:00:00.123456+00'),
(5, 5, 5, '5-立山', 5.25, 5.25, 5.25, '2026-05-01 08:00:00.123456+00'),
(6, 6, 6, '6-立山', 6.25, 6.25, 6.25, NULL),
(7, 7, 7, '7-立山', 7.25, 7.25, 7.25, '2026-05-01 10:00:00.123456+00'),
(8, 8, 8, '8-立山', 8.25, 8.25, 8.25, '2026-05-01 11:00:00.123456+00');
INSERT INTO second_factor VALUES
(1, '1-立山', '2026-05-01 04:00:00.123456+00', 1),
(2, '2-立山', '2026-05-01 05:00:00.123456+00', 2),
(3, '3-立山', NULL, NULL),
(4, '4-立山', '2026-05-01 07:00:00.123456+00', 4),
(5, '5-立山', '2026-05-01 08:00:00.123456+00', 5),
(6, '6-立山', NULL, NULL),
(7, '7-立山', '2026-05-01 10:00:00.123456+00', 7),
(8, '8-立山', '2026-05-01 11:00:00.123456+00', 8);
INSERT INTO seminar VALUES
(1, 1, 1, '1-立山', '1-立山', 1, '2026-05-02', 1, 1, 'held', '1-立山', 1, '2026-05-01 04:00:00.123456+00'),
(2, 2, 2, '2-立山', '2-立山', 2, '2026-05-03', 2, 2, 'cancelled', '2-立山', 2, '2026-05-01 05:00:00.123456+00'),
(3, 3, 3, '3-立山', '3-立山', 3, '2026-05-04', NULL, NULL, 'moved', '3-立山', NULL, NULL),
(4, 4, 4, '4-立山', '4-立山', 4, '2026-05-05', 4, 4, 'planned', '4-立山', 4, '2026-05-01 07:00:00.123456+00'),
(5, 5, 5, '5-立山', '5-立山', 5, '2026-05-06', 5, 5, 'held', '5-立山', 5, '2026-05-01 08:00:00.123456+00'),
(6, 6, 6, '6-立山', '6-立山', 6, '2026-05-07', NULL, NULL, 'cancelled', '6-立山', NULL, NULL),
(7, 7, 7, '7-立山', '7-立山', 7, '2026-05-08', 7, 7, 'moved', '7-立山', 7, '2026-05-01 10:00:00.123456+00'),
(8, 8, 8, '8-立山', '8-立山', 8, '2026-05-09', 8, 8, 'planned', '8-立山', 8, '2026-05-01 11:00:00.123456+00');
INSERT INTO seminar_check_in VALUES
(1, 1, '2026-05-01 04:00:00.123456+00'),
(2, 2, '2026-05-01 05:00:00.123456+00'),
(3, 3, '2026-05-01 06:00:00.123456+00'),
(4, 4, '2026-05-01 07:00:00.123456+00'),
(5, 5, '2026-05-01 08:00:00.123456+00'),
(6, 6, '2026-05-01 09:00:00.123456+00'),
(7, 7, '2026-05-01 10:00:00.123456+00'),
(8, 8, '2026-05-01 11:00:00.123456+00');
INSERT INTO seminar_guest VALUES
(1, 1, '1-立山', '2026-05-01 04:00:00.123456+00'),
(2, 2, '2-立山', '2026-05-01 05:00:00.123456+00'),
(3, 3, '3-立山', '2026-05-01 06:00:00.123456+00'),
(4, 4, '4-立山', '2026-05-01 07:00:00.123456+00'),
(5, 5, '5-立山', '2026-05-01 08:00:00.123456+00'),
(6, 6, '6-立山', '2026-05-01 09:00:00.123456+00'),
(7, 7, '7-立山', '2026-05-01 10:00:00.123456+00'),
(8, 8, '8-立山', '2026-05-01 11:00:00.123456+00');
INSERT INTO submission VALUES
(1, 1, 1, '1-立山', '1-立山', '1-立山', '1-立山', 1, '1-立山', '2026-05-01 04:00:00.123456+00', 'running', '1-立山', '2026-05-01 04:00:00.123456+00', 1, '1-立山'),
(2, 2, 2, '2-立山', '2-立山', '2-立山', '2-立山', 2, '2-立山', '2026-05-01 05:00:00.123456+00', 'graded', '2-立山', '2026-05-01 05:00:00.123456+00', 2, '2-立山'),
(3, 3, 3, '3-立山', '3-立山', '3-立山', '3-立山', 3, '3-立山', '2026-05-01 06:00:00.123456+00', 'parked', NULL, NULL, 3, NULL),
(4, 4, 4, '4-立山', '4-立山', '4-立山', '4-立山', 4, '4-立山', '2026-05-01 07:00:00.123456+00', 'queued', '4-立山', '2026-05-01 07:00:00.123456+00', 4, '4-立山'),
(5, 5, 5, '5-立山', '5-立山', '5-立山', '5-立山', 5, '5-立山', '2026-05-01 08:00:00.123456+00', 'running', '5-立山', '2026-05-01 08:00:00.123456+00', 5, '5-立山'),
(6, 6, 6, '6-立山', '6-立山', '6-立山', '6-立山', 6, '6-立山', '2026-05-01 09:00:00.123456+00', 'graded', NULL, NULL, 6, NULL),
(7, 7, 7, '7-立山', '7-立山', '7-立山', '7-立山', 7, '7-立山', '2026-05-01 10:00:00.123456+00', 'parked', '7-立山', '2026-05-01 10:00:00.123456+00', 7, '7-立山'),
(8, 8, 8, '8-立山', '8-立山', '8-立山', '8-立山', 8, '8-立山', '2026-05-01 11:00:00.123456+00', 'queued', '8-立山', '2026-05-01 11:00:00.123456+00', 8, '8-立山');
INSERT INTO survey VALUES
(1, 1, 1, 'after', '{"\u756a": [1, 0.5, true, null]}', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', 1, 1, '1-立山'),
(2, 2, 2, 'later', '{"\u756a": [2, 1.0, true, null]}', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', 2, 2, '2-立山'),
(3, NULL, NULL, 'seminar', '{"\u756a": [3, 1.5, true, null]}', '2026-05-01 06:00:00.123456+00', '2026-05-01 06:00:00.123456+00', 3, 3, NULL),
(4, 4, 4, 'before', '{"\u756a": [4, 2.0, true, null]}', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', 4, 4, '4-立山'),
(5, 5, 5, 'after', '{"\u756a": [5, 2.5, true, null]}', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', 5, 5, '5-立山'),
(6, NULL, NULL, 'later', '{"\u756a": [6, 3.0, true, null]}', '2026-05-01 09:00:00.123456+00', '2026-05-01 09:00:00.123456+00', 6, 6, NULL),
(7, 7, 7, 'seminar', '{"\u756a": [7, 3.5, true, null]}', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', 7, 7, '7-立山'),
(8, 8, 8, 'before', '{"\u756a": [8, 4.0, true, null]}', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', 8, 8, '8-立山');
INSERT INTO survey_answer VALUES
('1-立山', 1, 1),
('2-立山', 2, 2),
('3-立山', 3, NULL),
('4-立山', 4, 4),
('5-立山', 5, 5),
('6-立山', 6, NULL),
('7-立山', 7, 7),
('8-立山', 8, 8);
INSERT INTO survey_asked VALUES
(1, 1, false),
(2, 2, true),
(3, 3, false),
(4, 4, true),
(5, 5, false),
(6, 6, true),
(7, 7, false),
(8, 8, true);
INSERT INTO survey_choice VALUES
('1-立山', '1-立山', 1, false),
('2-立山', '2-立山', 2, true),
('3-立山', '3-立山', 3, NULL),
('4-立山', '4-立山', 4, true),
('5-立山', '5-立山', 5, false),
('6-立山', '6-立山', 6, NULL),
('7-立山', '7-立山', 7, false),
('8-立山', '8-立山', 8, true);
INSERT INTO survey_text VALUES
('1-立山', 1, '1-立山', '1-立山', 1),
('2-立山', 2, '2-立山', '2-立山', 2),
('3-立山', 3, '3-立山', '3-立山', NULL),
('4-立山', 4, '4-立山', '4-立山', 4),
('5-立山', 5, '5-立山', '5-立山', 5),
('6-立山', 6, '6-立山', '6-立山', NULL),
('7-立山', 7, '7-立山', '7-立山', 7),
('8-立山', 8, '8-立山', '8-立山', 8);
INSERT INTO target VALUES
(1, 1, '1-立山', '1-立山', 1, '2026-05-01 04:00:00.123456+00', '1-立山', '1-立山', '1-立山', '1-立山'),
(2, 2, '2-立山', '2-立山', 2, '2026-05-01 05:00:00.123456+00', '2-立山', '2-立山', '2-立山', '2-立山'),
(3, 3, '3-立山', '3-立山', 3, '2026-05-01 06:00:00.123456+00', '3-立山', '3-立山', '3-立山', '3-立山'),
(4, 4, '4-立山', '4-立山', 4, '2026-05-01 07:00:00.123456+00', '4-立山', '4-立山', '4-立山', '4-立山'),
(5, 5, '5-立山', '5-立山', 5, '2026-05-01 08:00:00.123456+00', '5-立山', '5-立山', '5-立山', '5-立山'),
(6, 6, '6-立山', '6-立山', 6, '2026-05-01 09:00:00.123456+00', '6-立山', '6-立山', '6-立山', '6-立山'),
(7, 7, '7-立山', '7-立山', 7, '2026-05-01 10:00:00.123456+00', '7-立山', '7-立山', '7-立山', '7-立山'),
(8, 8, '8-立山', '8-立山', 8, '2026-05-01 11:00:00.123456+00', '8-立山', '8-立山', '8-立山', '8-立山');
INSERT INTO teaching VALUES
(1, 1),
(2, 2),
(3, 3),
(4, 4),
(5, 5),
(6, 6),
(7, 7),
(8, 8);
INSERT INTO training_record VALUES
(1, 1, 1, 1, '{"\u756a": [1, 0.5, true, null]}', 1, '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', 1),
(2, 2, 2, 2, '{"\u756a": [2, 1.0, true, null]}', 2, '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', 2),
(3, 3, 3, 3, '{"\u756a": [3, 1.5, true, null]}', 3, '2026-05-01 06:00:00.123456+00', NULL, NULL),
(4, 4, 4, 4, '{"\u756a": [4, 2.0, true, null]}', 4, '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', 4),
(5, 5, 5, 5, '{"\u756a": [5, 2.5, true, null]}', 5, '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', 5),
(6, 6, 6, 6, '{"\u756a": [6, 3.0, true, null]}', 6, '2026-05-01 09:00:00.123456+00', NULL, NULL),
(7, 7, 7, 7, '{"\u756a": [7, 3.5, true, null]}', 7, '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', 7),
(8, 8, 8, 8, '{"\u756a": [8, 4.0, true, null]}', 8, '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', 8);
INSERT INTO trial VALUES
(1, 1, '1-立山', false, '{"\u756a": [1, 0.5, true, null]}', false, '{"\u756a": [1, 0.5, true, null]}', 1, 'running', '1-立山', '2026-05-01 04:00:00.123456+00', 1, '1-立山'),
(2, 2, '2-立山', true, '{"\u756a": [2, 1.0, true, null]}', true, '{"\u756a": [2, 1.0, true, null]}', 2, 'graded', '2-立山', '2026-05-01 05:00:00.123456+00', 2, '2-立山'),
(3, NULL, '3-立山', false, NULL, NULL, NULL, 3, 'parked', NULL, NULL, 3, NULL),
(4, 4, '4-立山', true, '{"\u756a": [4, 2.0, true, null]}', true, '{"\u756a": [4, 2.0, true, null]}', 4, 'queued', '4-立山', '2026-05-01 07:00:00.123456+00', 4, '4-立山'),
(5, 5, '5-立山', false, '{"\u756a": [5, 2.5, true, null]}', false, '{"\u756a": [5, 2.5, true, null]}', 5, 'running', '5-立山', '2026-05-01 08:00:00.123456+00', 5, '5-立山'),
(6, NULL, '6-立山', true, NULL, NULL, NULL, 6, 'graded', NULL, NULL, 6, NULL),
(7, 7, '7-立山', false, '{"\u756a": [7, 3.5, true, null]}', false, '{"\u756a": [7, 3.5, true, null]}', 7, 'parked', '7-立山', '2026-05-01 10:00:00.123456+00', 7, '7-立山'),
(8, 8, '8-立山', true, '{"\u756a": [8, 4.0, true, null]}', true, '{"\u756a": [8, 4.0, true, null]}', 8, 'queued', '8-立山', '2026-05-01 11:00:00.123456+00', 8, '8-立山');
INSERT INTO unsubscribed VALUES
('1-立山', '2026-05-01 04:00:00.123456+00'),
('2-立山', '2026-05-01 05:00:00.123456+00'),
('3-立山', '2026-05-01 06:00:00.123456+00'),
('4-立山', '2026-05-01 07:00:00.123456+00'),
('5-立山', '2026-05-01 08:00:00.123456+00'),
('6-立山', '2026-05-01 09:00:00.123456+00'),
('7-立山', '2026-05-01 10:00:00.123456+00'),
('8-立山', '2026-05-01 11:00:00.123456+00');
INSERT INTO use_case VALUES
(1, 1, 'to_approve', '1-立山', '2026-05-01 04:00:00.123456+00', '1-立山', '1-立山', '1-立山', '1-立山', '1-立山', '1-立山', '1-立山', '1-立山', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00', '2026-05-01 04:00:00.123456+00'),
(2, 2, 'approved', '2-立山', '2026-05-01 05:00:00.123456+00', '2-立山', '2-立山', '2-立山', '2-立山', '2-立山', '2-立山', '2-立山', '2-立山', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00', '2026-05-01 05:00:00.123456+00'),
(3, 3, 'published', '3-立山', '2026-05-01 06:00:00.123456+00', '3-立山', '3-立山', '3-立山', '3-立山', '3-立山', '3-立山', '3-立山', NULL, NULL, NULL, '2026-05-01 06:00:00.123456+00'),
(4, 4, 'withdrawn', '4-立山', '2026-05-01 07:00:00.123456+00', '4-立山', '4-立山', '4-立山', '4-立山', '4-立山', '4-立山', '4-立山', '4-立山', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00', '2026-05-01 07:00:00.123456+00'),
(5, 5, 'declined', '5-立山', '2026-05-01 08:00:00.123456+00', '5-立山', '5-立山', '5-立山', '5-立山', '5-立山', '5-立山', '5-立山', '5-立山', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00', '2026-05-01 08:00:00.123456+00'),
(6, 6, 'offered', '6-立山', '2026-05-01 09:00:00.123456+00', '6-立山', '6-立山', '6-立山', '6-立山', '6-立山', '6-立山', '6-立山', NULL, NULL, NULL, '2026-05-01 09:00:00.123456+00'),
(7, 7, 'to_approve', '7-立山', '2026-05-01 10:00:00.123456+00', '7-立山', '7-立山', '7-立山', '7-立山', '7-立山', '7-立山', '7-立山', '7-立山', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00', '2026-05-01 10:00:00.123456+00'),
(8, 8, 'approved', '8-立山', '2026-05-01 11:00:00.123456+00', '8-立山', '8-立山', '8-立山', '8-立山', '8-立山', '8-立山', '8-立山', '8-立山', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00', '2026-05-01 11:00:00.123456+00');
INSERT INTO visit VALUES
(1, 1, 1, '2026-05-02', '1-立山', '1-立山', '1-立山', '2026-05-01 04:00:00.123456+00'),
(2, 2, 2, '2026-05-03', '2-立山', '2-立山', '2-立山', '2026-05-01 05:00:00.123456+00'),
(3, 3, 3, '2026-05-04', '3-立山', '3-立山', '3-立山', '2026-05-01 06:00:00.123456+00'),
(4, 4, 4, '2026-05-05', '4-立山', '4-立山', '4-立山', '2026-05-01 07:00:00.123456+00'),
(5, 5, 5, '2026-05-06', '5-立山', '5-立山', '5-立山', '2026-05-01 08:00:00.123456+00'),
(6, 6, 6, '2026-05-07', '6-立山', '6-立山', '6-立山', '2026-05-01 09:00:00.123456+00'),
(7, 7, 7, '2026-05-08', '7-立山', '7-立山', '7-立山', '2026-05-01 10:00:00.123456+00'),
(8, 8, 8, '2026-05-09', '8-立山', '8-立山', '8-立山', '2026-05-01 11:00:00.123456+00');
SELECT pg_catalog.setval('answer_draft_id_seq', 1, false);
SELECT pg_catalog.setval('application_id_seq', 1, false);
SELECT pg_catalog.setval('application_move_id_seq', 1, false);
SELECT pg_catalog.setval('approval_id_seq', 1, false);
SELECT pg_catalog.setval('audit_entry_id_seq', 1, false);
SELECT pg_catalog.setval('cell_run_id_seq', 1, false);
SELECT pg_catalog.setval('certificate_id_seq', 1, false);
SELECT pg_catalog.setval('certificate_programme_id_seq', 1, false);
SELECT pg_catalog.setval('class_seat_id_seq', 1, false);
SELECT pg_catalog.setval('class_work_id_seq', 1, false);
SELECT pg_catalog.setval('cohort_id_seq', 1, false);
SELECT pg_catalog.setval('completion_decision_id_seq', 1, false);
SELECT pg_catalog.setval('consent_id_seq', 1, false);
SELECT pg_catalog.setval('copy_log_id_seq', 1, false);
SELECT pg_catalog.setval('correction_id_seq', 1, false);
SELECT pg_catalog.setval('council_id_seq', 1, false);
SELECT pg_catalog.setval('council_paper_id_seq', 1, false);
SELECT pg_catalog.setval('earlier_total_id_seq', 1, false);
SELECT pg_catalog.setval('enrolment_id_seq', 1, false);
SELECT pg_catalog.setval('interest_id_seq', 1, false);
SELECT pg_catalog.setval('invitation_id_seq', 1, false);
SELECT pg_catalog.setval('invited_person_id_seq', 1, false);
SELECT pg_catalog.setval('learner_id_seq', 1, false);
SELECT pg_catalog.setval('letter_id_seq', 1, false);
SELECT pg_catalog.setval('logic_box_id_seq', 1, false);
SELECT pg_catalog.setval('manual_mark_id_seq', 1, false);
SELECT pg_catalog.setval('meeting_change_id_seq', 1, false);
SELECT pg_catalog.setval('meeting_id_seq', 1, false);
SELECT pg_catalog.setval('message_id_seq', 1, false);
SELECT pg_catalog.setval('need_answer_id_seq', 1, false);
SELECT pg_catalog.setval('need_id_seq', 1, false);
SELECT pg_catalog.setval('need_move_id_seq', 1, false);
SELECT pg_catalog.setval('offering_id_seq', 1, false);
SELECT pg_catalog.setval('one_time_code_id_seq', 1, false);
SELECT pg_catalog.setval('open_data_id_seq', 1, false);
SELECT pg_catalog.setval('organisation_id_seq', 1, false);
SELECT pg_catalog.setval('outreach_id_seq', 1, false);
SELECT pg_catalog.setval('partner_id_seq', 1, false);
SELECT pg_catalog.setval('programme_id_seq', 1, false);
SELECT pg_catalog.setval('protection_decision_id_seq', 1, false);
SELECT pg_catalog.setval('record_hand_over_id_seq', 1, false);
SELECT pg_catalog.setval('record_recipient_id_seq', 1, false);
SELECT pg_catalog.setval('recovery_code_id_seq', 1, false);
SELECT pg_catalog.setval('regrade_id_seq', 1, false);
SELECT pg_catalog.setval('remark_id_seq', 1, false);
SELECT pg_catalog.setval('report_draft_id_seq', 1, false);
SELECT pg_catalog.setval('report_release_id_seq', 1, false);
SELECT pg_catalog.setval('report_step_id_seq', 1, false);
SELECT pg_catalog.setval('role_grant_id_seq', 1, false);
SELECT pg_catalog.setval('roster_import_id_seq', 1, false);
SELECT pg_catalog.setval('roster_row_id_seq', 1, false);
SELECT pg_catalog.setval('school_class_id_seq', 1, false);
SELECT pg_catalog.setval('score_change_id_seq', 1, false);
SELECT pg_catalog.setval('seminar_guest_id_seq', 1, false);
SELECT pg_catalog.setval('seminar_id_seq', 1, false);
SELECT pg_catalog.setval('submission_id_seq', 1, false);
SELECT pg_catalog.setval('survey_id_seq', 1, false);
SELECT pg_catalog.setval('target_id_seq', 1, false);
SELECT pg_catalog.setval('training_record_id_seq', 1, false);
SELECT pg_catalog.setval('trial_id_seq', 1, false);
SELECT pg_catalog.setval('use_case_id_seq', 1, false);
SELECT pg_catalog.setval('visit_id_seq', 1, false);
ALTER TABLE alembic_version
ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE answer_draft
ADD CONSTRAINT pk_answer_draft PRIMARY KEY (id);
ALTER TABLE application
ADD CONSTRAINT pk_application PRIMARY KEY (id);
ALTER TABLE application_move
ADD CONSTRAINT pk_application_move PRIMARY KEY (id);
ALTER TABLE approval
ADD CONSTRAINT pk_approval PRIMARY KEY (id);
ALTER TABLE attendance
ADD CONSTRAINT pk_attendance PRIMARY KEY (enrolment_id, meeting_id);
ALTER TABLE audit_entry
ADD CONSTRAINT pk_audit_entry PRIMARY KEY (id);
ALTER TABLE audit_subject
ADD CONSTRAINT pk_audit_subject PRIMARY KEY (learner_id, entry_id);
ALTER TABLE calendar_address
ADD CONSTRAINT pk_calendar_address PRIMARY KEY (learner_id);
ALTER TABLE cell_run
ADD CONSTRAINT pk_cell_run PRIMARY KEY (id);
ALTER TABLE certificate
ADD CONSTRAINT pk_certificate PRIMARY KEY (id);
ALTER TABLE certificate_name
ADD CONSTRAINT pk_certificate_name PRIMARY KEY (learner_id);
ALTER TABLE certificate_programme
ADD CONSTRAINT pk_certificate_programme PRIMARY KEY (id);
ALTER TABLE class_mark
ADD CONSTRAINT pk_class_mark PRIMARY KEY (seat_id, exercise_id);
ALTER TABLE class_seat
ADD CONSTRAINT pk_class_seat PRIMARY KEY (id);
ALTER TABLE class_work
ADD CONSTRAINT pk_class_work PRIMARY KEY (id);
ALTER TABLE closing_capacity
ADD CONSTRAINT pk_closing_capacity PRIMARY KEY (offering_id);
ALTER TABLE cohort
ADD CONSTRAINT pk_cohort PRIMARY KEY (id);
ALTER TABLE cohort_member
ADD CONSTRAINT pk_cohort_member PRIMARY KEY (enrolment_id);
ALTER TABLE cohort_seats
ADD CONSTRAINT pk_cohort_seats PRIMARY KEY (cohort_id, offering_id);
ALTER TABLE completion_decision
ADD CONSTRAINT pk_completion_decision PRIMARY KEY (id);
ALTER TABLE consent
ADD CONSTRAINT pk_consent PRIMARY KEY (id);
ALTER TABLE copy_log
ADD CONSTRAINT pk_copy_log PRIMARY KEY (id);
ALTER TABLE correction
ADD CONSTRAINT pk_correction PRIMARY KEY (id);
ALTER TABLE council
ADD CONSTRAINT pk_council PRIMARY KEY (id);
ALTER TABLE council_paper
ADD CONSTRAINT pk_council_paper PRIMARY KEY (id);
ALTER TABLE daily_activity
ADD CONSTRAINT pk_daily_activity PRIMARY KEY (enrolment_id, day);
ALTER TABLE deadline
ADD CONSTRAINT pk_deadline PRIMARY KEY (offering_id, lesson_slug);
ALTER TABLE draw
ADD CONSTRAINT pk_draw PRIMARY KEY (offering_id);
ALTER TABLE earlier_total
ADD CONSTRAINT pk_earlier_total PRIMARY KEY (id);
ALTER TABLE enrolment
ADD CONSTRAINT pk_enrolment PRIMARY KEY (id);
ALTER TABLE guest_contact
ADD CONSTRAINT pk_guest_contact PRIMARY KEY (guest_id);
ALTER TABLE interest
ADD CONSTRAINT pk_interest PRIMARY KEY (id);
ALTER TABLE invitation
ADD CONSTRAINT pk_invitation PRIMARY KEY (id);
ALTER TABLE invitation_use
ADD CONSTRAINT pk_invitation_use PRIMARY KEY (application_id);
ALTER TABLE invited_person
ADD CONSTRAINT pk_invited_person PRIMARY KEY (id);
ALTER TABLE learner
ADD CONSTRAINT pk_learner PRIMARY KEY (id);
ALTER TABLE learner_year
ADD CONSTRAINT pk_learner_year PRIMARY KEY (learner_id, fiscal_year);
ALTER TABLE letter
ADD CONSTRAINT pk_letter PRIMARY KEY (id);
ALTER TABLE letter_head
ADD CONSTRAINT pk_letter_head PRIMARY KEY (partner_id);
ALTER TABLE logic_box
ADD CONSTRAINT pk_logic_box PRIMARY KEY (id);
ALTER TABLE manual_mark
ADD CONSTRAINT pk_manual_mark PRIMARY KEY (id);
ALTER TABLE meeting
ADD CONSTRAINT pk_meeting PRIMARY KEY (id);
ALTER TABLE meeting_change
ADD CONSTRAINT pk_meeting_change PRIMARY KEY (id);
ALTER TABLE message
ADD CONSTRAINT pk_message PRIMARY KEY (id);
ALTER TABLE municipality
ADD CONSTRAINT pk_municipality PRIMARY KEY (code5);
ALTER TABLE need
ADD CONSTRAINT pk_need PRIMARY KEY (id);
ALTER TABLE need_answer
ADD CONSTRAINT pk_need_answer PRIMARY KEY (id);
ALTER TABLE need_move
ADD CONSTRAINT pk_need_move PRIMARY KEY (id);
ALTER TABLE offering
ADD CONSTRAINT pk_offering PRIMARY KEY (id);
ALTER TABLE offering_partner
ADD CONSTRAINT pk_offering_partner PRIMARY KEY (offering_id, partner_id);
ALTER TABLE one_time_code
ADD CONSTRAINT pk_one_time_code PRIMARY KEY (id);
ALTER TABLE open_badge
ADD CONSTRAINT pk_open_badge PRIMARY KEY (certificate_id);
ALTER TABLE open_data
ADD CONSTRAINT pk_open_data PRIMARY KEY (id);
ALTER TABLE organisation
ADD CONSTRAINT pk_organisation PRIMARY KEY (id);
ALTER TABLE outreach
ADD CONSTRAINT pk_outreach PRIMARY KEY (id);
ALTER TABLE outreach_opening
ADD CONSTRAINT pk_outreach_opening PRIMARY KEY (outreach_id, day);
ALTER TABLE partner
ADD CONSTRAINT pk_partner PRIMARY KEY (id);
ALTER TABLE partner_share
ADD CONSTRAINT pk_partner_share PRIMARY KEY (programme_id, partner_id);
ALTER TABLE prepared_show
ADD CONSTRAINT pk_prepared_show PRIMARY KEY (release_digest);
ALTER TABLE privacy_notice
ADD CONSTRAINT pk_privacy_notice PRIMARY KEY (version);
ALTER TABLE programme
ADD CONSTRAINT pk_programme PRIMARY KEY (id);
ALTER TABLE programme_course
ADD CONSTRAINT pk_programme_course PRIMARY KEY (programme_id, course_slug);
ALTER TABLE protection_decision
ADD CONSTRAINT pk_protection_decision PRIMARY KEY (id);
ALTER TABLE record_hand_over
ADD CONSTRAINT pk_record_hand_over PRIMARY KEY (id);
ALTER TABLE record_recipient
ADD CONSTRAINT pk_record_recipient PRIMARY KEY (id);
ALTER TABLE recovery_code
ADD CONSTRAINT pk_recovery_code PRIMARY KEY (id);
ALTER TABLE regrade
ADD CONSTRAINT pk_regrade PRIMARY KEY (id);
ALTER TABLE remark
ADD CONSTRAINT pk_remark PRIMARY KEY (id);
ALTER TABLE replacement
ADD CONSTRAINT pk_replacement PRIMARY KEY (regrade_id, lesson_slug, old_digest);
ALTER TABLE report_draft
ADD CONSTRAINT pk_report_draft PRIMARY KEY (id);
ALTER TABLE report_release
ADD CONSTRAINT pk_report_release PRIMARY KEY (id);
ALTER TABLE report_step
ADD CONSTRAINT pk_report_step PRIMARY KEY (id);
ALTER TABLE reserved_seats
ADD CONSTRAINT pk_reserved_seats PRIMARY KEY (offering_id, partner_id);
ALTER TABLE role_grant
ADD CONSTRAINT pk_role_grant PRIMARY KEY (id);
ALTER TABLE roster_import
ADD CONSTRAINT pk_roster_import PRIMARY KEY (id);
ALTER TABLE roster_row
ADD CONSTRAINT pk_roster_row PRIMARY KEY (id);
ALTER TABLE rule_version
ADD CONSTRAINT pk_rule_version PRIMARY KEY (offering_id, version);
ALTER TABLE school_class
ADD CONSTRAINT pk_school_class PRIMARY KEY (id);
ALTER TABLE score
ADD CONSTRAINT pk_score PRIMARY KEY (submission_id);
ALTER TABLE score_change
ADD CONSTRAINT pk_score_change PRIMARY KEY (id);
ALTER TABLE second_factor
ADD CONSTRAINT pk_second_factor PRIMARY KEY (learner_id);
ALTER TABLE seminar
ADD CONSTRAINT pk_seminar PRIMARY KEY (id);
ALTER TABLE seminar_check_in
ADD CONSTRAINT pk_seminar_check_in PRIMARY KEY (seminar_id, learner_id);
ALTER TABLE seminar_guest
ADD CONSTRAINT pk_seminar_guest PRIMARY KEY (id);
ALTER TABLE submission
ADD CONSTRAINT pk_submission PRIMARY KEY (id);
ALTER TABLE survey
ADD CONSTRAINT pk_survey PRIMARY KEY (id);
ALTER TABLE survey_answer
ADD CONSTRAINT pk_survey_answer PRIMARY KEY (id);
ALTER TABLE survey_asked
ADD CONSTRAINT pk_survey_asked PRIMARY KEY (survey_id, enrolment_id);
ALTER TABLE survey_choice
ADD CONSTRAINT pk_survey_choice PRIMARY KEY (answer_id, item);
ALTER TABLE survey_text
ADD CONSTRAINT pk_survey_text PRIMARY KEY (id);
ALTER TABLE target
ADD CONSTRAINT pk_target PRIMARY KEY (id);
ALTER TABLE teaching
ADD CONSTRAINT pk_teaching PRIMARY KEY (offering_id, learner_id);
ALTER TABLE training_record
ADD CONSTRAINT pk_training_record PRIMARY KEY (id);
ALTER TABLE trial
ADD CONSTRAINT pk_trial PRIMARY KEY (id);
ALTER TABLE unsubscribed
ADD CONSTRAINT pk_unsubscribed PRIMARY KEY (address);
ALTER TABLE use_case
ADD CONSTRAINT pk_use_case PRIMARY KEY (id);
ALTER TABLE visit
ADD CONSTRAINT pk_visit PRIMARY KEY (id);
ALTER TABLE answer_draft
ADD CONSTRAINT uq_answer_draft_enrolment_id_lesson_slug_grade_id_origin UNIQUE (enrolment_id, lesson_slug, grade_id, origin);
ALTER TABLE application
ADD CONSTRAINT uq_application_learner_id_offering_id UNIQUE (learner_id, offering_id);
ALTER TABLE approval
ADD CONSTRAINT uq_approval_application_id_kind UNIQUE (application_id, kind);
ALTER TABLE approval
ADD CONSTRAINT uq_approval_token_hash UNIQUE (token_hash);
ALTER TABLE audit_entry
ADD CONSTRAINT uq_audit_entry_digest UNIQUE (digest);
ALTER TABLE cell_run
ADD CONSTRAINT uq_cell_run_enrolment_id_lesson_slug_exercise_id UNIQUE (enrolment_id, lesson_slug, exercise_id);
ALTER TABLE certificate
ADD CONSTRAINT uq_certificate_check_code UNIQUE (check_code);
ALTER TABLE certificate
ADD CONSTRAINT uq_certificate_fiscal_year_number UNIQUE (fiscal_year, number);
ALTER TABLE class_seat
ADD CONSTRAINT uq_class_seat_token_hash UNIQUE (token_hash);
ALTER TABLE class_work
ADD CONSTRAINT uq_class_work_seat_id UNIQUE (seat_id);
ALTER TABLE cohort
ADD CONSTRAINT uq_cohort_host_id_fiscal_year_name UNIQUE (host_id, fiscal_year, name);
ALTER TABLE council
ADD CONSTRAINT uq_council_number UNIQUE (number);
ALTER TABLE council_paper
ADD CONSTRAINT uq_council_paper_council_id_number UNIQUE (council_id, number);
ALTER TABLE earlier_total
ADD CONSTRAINT uq_earlier_total_fiscal_year_indicator_programme_row UNIQUE (fiscal_year, indicator, programme_row);
ALTER TABLE enrolment
ADD CONSTRAINT uq_enrolment_learner_id_offering_id UNIQUE (learner_id, offering_id);
ALTER TABLE interest
ADD CONSTRAINT uq_interest_course_slug_email UNIQUE (course_slug, email);
ALTER TABLE interest
ADD CONSTRAINT uq_interest_token_hash UNIQUE (token_hash);
ALTER TABLE invitation
ADD CONSTRAINT uq_invitation_token_hash UNIQUE (token_hash);
ALTER TABLE invited_person
ADD CONSTRAINT uq_invited_person_token_hash UNIQUE (token_hash);
ALTER TABLE learner
ADD CONSTRAINT uq_learner_hub_user UNIQUE (hub_user);
ALTER TABLE learner
ADD CONSTRAINT uq_learner_login_id UNIQUE (login_id);
ALTER TABLE letter
ADD CONSTRAINT uq_letter_kind_application_id UNIQUE (kind, application_id);
ALTER TABLE letter
ADD CONSTRAINT uq_letter_partner_id_fiscal_year_number UNIQUE (partner_id, fiscal_year, number);
ALTER TABLE logic_box
ADD CONSTRAINT uq_logic_box_fiscal_year_key UNIQUE (fiscal_year, key);
ALTER TABLE meeting
ADD CONSTRAINT uq_meeting_offering_id_number UNIQUE (offering_id, number);
ALTER TABLE message
ADD CONSTRAINT uq_message_key UNIQUE (key);
ALTER TABLE municipality
ADD CONSTRAINT uq_municipality_code6 UNIQUE (code6);
ALTER TABLE need_answer
ADD CONSTRAINT uq_need_answer_need_id_course_slug_lesson_slug_offering_id UNIQUE (need_id, course_slug, lesson_slug, offering_id);
ALTER TABLE need
ADD CONSTRAINT uq_need_key UNIQUE (key);
ALTER TABLE offering
ADD CONSTRAINT uq_offering_fiscal_year_course_slug_number UNIQUE (fiscal_year, course_slug, number);
ALTER TABLE one_time_code
ADD CONSTRAINT uq_one_time_code_token_hash UNIQUE (token_hash);
ALTER TABLE open_data
ADD CONSTRAINT uq_open_data_release_id UNIQUE (release_id);
ALTER TABLE organisation
ADD CONSTRAINT uq_organisation_host_id_name UNIQUE (host_id, name);
ALTER TABLE outreach
ADD CONSTRAINT uq_outreach_code UNIQUE (code);
ALTER TABLE partner
ADD CONSTRAINT uq_partner_slug UNIQUE (slug);
ALTER TABLE programme
ADD CONSTRAINT uq_programme_fiscal_year UNIQUE (fiscal_year);
ALTER TABLE remark
ADD CONSTRAINT uq_remark_council_id_key UNIQUE (council_id, key);
ALTER TABLE report_release
ADD CONSTRAINT uq_report_release_draft_id UNIQUE (draft_id);
ALTER TABLE report_release
ADD CONSTRAINT uq_report_release_fiscal_year_number UNIQUE (fiscal_year, number);
ALTER TABLE report_release
ADD CONSTRAINT uq_report_release_replaces_id UNIQUE (replaces_id);
ALTER TABLE role_grant
ADD CONSTRAINT uq_role_grant_learner_id_role_partner_id UNIQUE (learner_id, role, partner_id);
ALTER TABLE roster_row
ADD CONSTRAINT uq_roster_row_import_id_number UNIQUE (import_id, number);
ALTER TABLE school_class
ADD CONSTRAINT uq_school_class_code UNIQUE (code);
ALTER TABLE school_class
ADD CONSTRAINT uq_school_class_learner_id UNIQUE (learner_id);
ALTER TABLE score_change
ADD CONSTRAINT uq_score_change_regrade_id_enrolment_id_lesson_slug UNIQUE (regrade_id, enrolment_id, lesson_slug);
ALTER TABLE seminar_guest
ADD CONSTRAINT uq_seminar_guest_seminar_id_visit UNIQUE (seminar_id, visit);
ALTER TABLE submission
ADD CONSTRAINT uq_submission_learner_id_idempotency_key UNIQUE (learner_id, idempotency_key);
ALTER TABLE survey_answer
ADD CONSTRAINT uq_survey_answer_survey_id_enrolment_id UNIQUE (survey_id, enrolment_id);
ALTER TABLE survey
ADD CONSTRAINT uq_survey_offering_id_kind UNIQUE (offering_id, kind);
ALTER TABLE survey
ADD CONSTRAINT uq_survey_seminar_id UNIQUE (seminar_id);
ALTER TABLE survey
ADD CONSTRAINT uq_survey_token UNIQUE (token);
ALTER TABLE target
ADD CONSTRAINT uq_target_fiscal_year_indicator_programme_row UNIQUE (fiscal_year, indicator, programme_row);
ALTER TABLE trial
ADD CONSTRAINT uq_trial_regrade_id_submission_id UNIQUE (regrade_id, submission_id);
ALTER TABLE use_case
ADD CONSTRAINT uq_use_case_enrolment_id UNIQUE (enrolment_id);
ALTER TABLE visit
ADD CONSTRAINT uq_visit_key UNIQUE (key);
ALTER TABLE visit
ADD CONSTRAINT uq_visit_outreach_id UNIQUE (outreach_id);
CREATE INDEX ix_application_move_application_id ON application_move USING btree (application_id);
CREATE INDEX ix_application_offering_id_state ON application USING btree (offering_id, state);
CREATE INDEX ix_application_outreach_id ON application USING btree (outreach_id);
CREATE INDEX ix_application_to_offering ON application USING btree (offering_id, applied_at, learner_id);
CREATE INDEX ix_attendance_at_meeting ON attendance USING btree (meeting_id, enrolment_id, presence, recorded_at);
CREATE INDEX ix_attendance_made_up_at_id ON attendance USING btree (made_up_at_id);
CREATE INDEX ix_audit_entry_actor ON audit_entry USING btree (actor);
CREATE INDEX ix_audit_entry_subject ON audit_entry USING btree (subject);
CREATE INDEX ix_audit_subject_entry_id ON audit_subject USING btree (entry_id);
CREATE INDEX ix_cell_run_asked_at ON cell_run USING btree (asked_at);
CREATE INDEX ix_cell_run_state_id ON cell_run USING btree (state, id);
CREATE INDEX ix_certificate_learner_id ON certificate USING btree (learner_id);
CREATE INDEX ix_certificate_programme_partner_id ON certificate_programme USING btree (partner_id);
CREATE INDEX ix_class_seat_class_id ON class_seat USING btree (class_id);
CREATE INDEX ix_class_work_asked_at ON class_work USING btree (asked_at);
CREATE INDEX ix_class_work_state_id ON class_work USING btree (state, id);
CREATE INDEX ix_cohort_fiscal_year ON cohort USING btree (fiscal_year);
CREATE INDEX ix_cohort_host_id ON cohort USING btree (host_id);
CREATE INDEX ix_cohort_member_cohort_id ON cohort_member USING btree (cohort_id);
CREATE INDEX ix_cohort_seats_offering_id ON cohort_seats USING btree (offering_id);
CREATE INDEX ix_cohort_sponsor_partner_id ON cohort USING btree (sponsor_partner_id);
CREATE INDEX ix_completion_decision_enrolment_id ON completion_decision USING btree (enrolment_id);
CREATE INDEX ix_consent_learner_id ON consent USING btree (learner_id);
CREATE INDEX ix_copy_log_release_id ON copy_log USING btree (release_id);
CREATE INDEX ix_correction_learner_id ON correction USING btree (learner_id);
CREATE INDEX ix_council_paper_release_id ON council_paper USING btree (release_id);
CREATE INDEX ix_enrolment_of_offering ON enrolment USING btree (offering_id, withdrawn_at, enrolled_at, completed_at, learner_id);
CREATE INDEX ix_guest_contact_address ON guest_contact USING btree (address);
CREATE INDEX ix_interest_email ON interest USING btree (email);
CREATE INDEX ix_invitation_offering_id ON invitation USING btree (offering_id);
CREATE INDEX ix_invitation_use_invitation_id ON invitation_use USING btree (invitation_id);
CREATE INDEX ix_invited_person_invitation_id ON invited_person USING btree (invitation_id);
CREATE INDEX ix_learner_email ON learner USING btree (email);
CREATE INDEX ix_learner_second_email ON learner USING btree (second_email);
CREATE INDEX ix_letter_application_id ON letter USING btree (application_id);
CREATE INDEX ix_letter_offering_id ON letter USING btree (offering_id);
CREATE INDEX ix_logic_box_fiscal_year ON logic_box USING btree (fiscal_year);
CREATE INDEX ix_logic_box_owner_id ON logic_box USING btree (owner_id);
CREATE INDEX ix_manual_mark_enrolment_id_lesson_slug ON manual_mark USING btree (enrolment_id, lesson_slug);
CREATE INDEX ix_meeting_change_meeting_id ON meeting_change USING btree (meeting_id);
CREATE INDEX ix_meeting_starts_at ON meeting USING btree (starts_at);
CREATE INDEX ix_message_address ON message USING btree (address);
CREATE INDEX ix_message_learner_id ON message USING btree (learner_id);
CREATE INDEX ix_message_offering_id ON message USING btree (offering_id);
CREATE INDEX ix_message_state_next_try_at ON message USING btree (state, next_try_at);
CREATE INDEX ix_need_answer_need_id ON need_answer USING btree (need_id);
CREATE INDEX ix_need_answer_offering_id ON need_answer USING btree (offering_id);
CREATE INDEX ix_need_heard_on ON need USING btree (heard_on);
CREATE INDEX ix_need_host_id ON need USING btree (host_id);
CREATE INDEX ix_need_merged_into_id ON need USING btree (merged_into_id);
CREATE INDEX ix_need_move_moved_by ON need_move USING btree (moved_by);
CREATE INDEX ix_need_move_need_id ON need_move USING btree (need_id);
CREATE INDEX ix_need_organisation_id ON need USING btree (organisation_id);
CREATE INDEX ix_need_recorded_by ON need USING btree (recorded_by);
CREATE INDEX ix_need_visit_id ON need USING btree (visit_id);
CREATE INDEX ix_offering_course_slug ON offering USING btree (course_slug);
CREATE INDEX ix_offering_fiscal_year ON offering USING btree (fiscal_year);
CREATE INDEX ix_offering_host_id ON offering USING btree (host_id);
CREATE INDEX ix_offering_programme_id ON offering USING btree (programme_id);
CREATE INDEX ix_one_time_code_address_purpose ON one_time_code USING btree (address, purpose);
CREATE INDEX ix_one_time_code_learner_id ON one_time_code USING btree (learner_id);
CREATE INDEX ix_organisation_host_id ON organisation USING btree (host_id);
CREATE INDEX ix_outreach_fiscal_year ON outreach USING btree (fiscal_year);
CREATE INDEX ix_outreach_host_id ON outreach USING btree (host_id);
CREATE INDEX ix_outreach_offering_id ON outreach USING btree (offering_id);
CREATE INDEX ix_outreach_organisation_id ON outreach USING btree (organisation_id);
CREATE INDEX ix_outreach_recorded_by ON outreach USING btree (recorded_by);
CREATE INDEX ix_outreach_seminar_id ON outreach USING btree (seminar_id);
CREATE INDEX ix_protection_decision_draft_id ON protection_decision USING btree (draft_id);
CREATE INDEX ix_record_hand_over_recipient_id ON record_hand_over USING btree (recipient_id);
CREATE INDEX ix_record_recipient_partner_id ON record_recipient USING btree (partner_id);
CREATE INDEX ix_recovery_code_learner_id ON recovery_code USING btree (learner_id);
CREATE INDEX ix_regrade_offering_id ON regrade USING btree (offering_id);
CREATE INDEX ix_remark_council_id ON remark USING btree (council_id);
CREATE INDEX ix_remark_owner_id ON remark USING btree (owner_id);
CREATE INDEX ix_replacement_old_digest ON replacement USING btree (old_digest);
CREATE INDEX ix_report_draft_fiscal_year ON report_draft USING btree (fiscal_year);
CREATE INDEX ix_report_draft_partner_id ON report_draft USING btree (partner_id);
CREATE INDEX ix_report_step_by_id ON report_step USING btree (by_id);
CREATE INDEX ix_report_step_draft_id ON report_step USING btree (draft_id);
CREATE INDEX ix_roster_import_cohort_id ON roster_import USING btree (cohort_id);
CREATE INDEX ix_roster_import_offering_id ON roster_import USING btree (offering_id);
CREATE INDEX ix_roster_row_fingerprint ON roster_row USING btree (fingerprint);
CREATE INDEX ix_roster_row_import_id_standing_outcome ON roster_row USING btree (import_id, standing, outcome);
CREATE INDEX ix_roster_row_staff_hash ON roster_row USING btree (staff_hash);
CREATE INDEX ix_score_change_enrolment_id ON score_change USING btree (enrolment_id);
CREATE INDEX ix_score_not_projected ON score USING btree (submission_id) WHERE (projected_at IS NULL);
CREATE INDEX ix_seminar_check_in_learner_id ON seminar_check_in USING btree (learner_id);
CREATE INDEX ix_seminar_fiscal_year ON seminar USING btree (fiscal_year);
CREATE INDEX ix_seminar_host_id ON seminar USING btree (host_id);
CREATE INDEX ix_seminar_programme_id ON seminar USING btree (programme_id);
CREATE INDEX ix_submission_of_enrolment ON submission USING btree (enrolment_id, lesson_slug, received_at);
CREATE INDEX ix_submission_received_at ON submission USING btree (received_at);
CREATE INDEX ix_submission_sha256 ON submission USING btree (sha256);
CREATE INDEX ix_submission_state_id ON submission USING btree (state, id);
CREATE INDEX ix_survey_answer_enrolment_id ON survey_answer USING btree (enrolment_id);
CREATE INDEX ix_survey_asked_enrolment_id ON survey_asked USING btree (enrolment_id);
CREATE INDEX ix_survey_text_enrolment_id ON survey_text USING btree (enrolment_id);
CREATE INDEX ix_survey_text_survey_id ON survey_text USING btree (survey_id);
CREATE INDEX ix_teaching_learner_id ON teaching USING btree (learner_id);
CREATE INDEX ix_training_record_hand_over_id ON training_record USING btree (hand_over_id);
CREATE INDEX ix_training_record_learner_id ON training_record USING btree (learner_id);
CREATE INDEX ix_training_record_recipient_id ON training_record USING btree (recipient_id);
CREATE INDEX ix_trial_differs ON trial USING btree (differs);
CREATE INDEX ix_trial_state_id ON trial USING btree (state, id);
CREATE INDEX ix_trial_submission_id ON trial USING btree (submission_id);
CREATE INDEX ix_visit_organisation_id ON visit USING btree (organisation_id);
CREATE UNIQUE INDEX uq_certificate_of_programme ON certificate USING btree (programme_id, learner_id) WHERE ((revoked_at IS NULL) AND (programme_id IS NOT NULL));
CREATE UNIQUE INDEX uq_certificate_standing ON certificate USING btree (enrolment_id) WHERE ((revoked_at IS NULL) AND (enrolment_id IS NOT NULL));
CREATE UNIQUE INDEX uq_role_grant_without_partner ON role_grant USING btree (learner_id, role) WHERE (partner_id IS NULL);
CREATE UNIQUE INDEX uq_training_record_standing ON training_record USING btree (enrolment_id, recipient_id) WHERE (withdrawn_at IS NULL);
ALTER TABLE answer_draft
ADD CONSTRAINT fk_answer_draft_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolment(id);
ALTER TABLE application
ADD CONSTRAINT fk_application_learner_id_learner FOREIGN KEY (learner_id) REFERENCES learner(id);
ALTER TABLE application_move
ADD CONSTRAINT fk_application_move_application_id_application FOREIGN KEY (application_id) REFERENCES application(id);
ALTER TABLE application_move
ADD CONSTRAINT fk_application_move_moved_by_id_learner FOREIGN KEY (moved_by_id) REFERENCES learner(id);
ALTER TABLE application
ADD CONSTRAINT fk_application_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE application
ADD CONSTRAINT fk_application_outreach_id_outreach FOREIGN KEY (outreach_id) REFERENCES outreach(id);
ALTER TABLE application
ADD CONSTRAINT fk_application_sent_by_id_partner FOREIGN KEY (sent_by_id) REFERENCES partner(id);
ALTER TABLE approval
ADD CONSTRAINT fk_approval_application_id_application FOREIGN KEY (application_id) REFERENCES application(id);
ALTER TABLE attendance
ADD CONSTRAINT fk_attendance_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolment(id);
ALTER TABLE attendance
ADD CONSTRAINT fk_attendance_made_up_at_id_meeting FOREIGN KEY (made_up_at_id) REFERENCES meeting(id);
ALTER TABLE attendance
ADD CONSTRAINT fk_attendance_meeting_id_meeting FOREIGN KEY (meeting_id) REFERENCES meeting(id);
ALTER TABLE audit_subject
ADD CONSTRAINT fk_audit_subject_entry_id_audit_entry FOREIGN KEY (entry_id) REFERENCES audit_entry(id);
ALTER TABLE calendar_address
ADD CONSTRAINT fk_calendar_address_learner_id_learner FOREIGN KEY (learner_id) REFERENCES learner(id);
ALTER TABLE cell_run
ADD CONSTRAINT fk_cell_run_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolment(id);
ALTER TABLE certificate
ADD CONSTRAINT fk_certificate_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolment(id);
ALTER TABLE certificate
ADD CONSTRAINT fk_certificate_issuer_id_partner FOREIGN KEY (issuer_id) REFERENCES partner(id);
ALTER TABLE certificate
ADD CONSTRAINT fk_certificate_learner_id_learner FOREIGN KEY (learner_id) REFERENCES learner(id);
ALTER TABLE certificate_name
ADD CONSTRAINT fk_certificate_name_learner_id_learner FOREIGN KEY (learner_id) REFERENCES learner(id);
ALTER TABLE certificate
ADD CONSTRAINT fk_certificate_programme_id_certificate_programme FOREIGN KEY (programme_id) REFERENCES certificate_programme(id);
ALTER TABLE certificate_programme
ADD CONSTRAINT fk_certificate_programme_partner_id_partner FOREIGN KEY (partner_id) REFERENCES partner(id);
ALTER TABLE certificate
ADD CONSTRAINT fk_certificate_revoked_by_id_learner FOREIGN KEY (revoked_by_id) REFERENCES learner(id);
ALTER TABLE class_mark
ADD CONSTRAINT fk_class_mark_seat_id_class_seat FOREIGN KEY (seat_id) REFERENCES class_seat(id);
ALTER TABLE class_seat
ADD CONSTRAINT fk_class_seat_class_id_school_class FOREIGN KEY (class_id) REFERENCES school_class(id);
ALTER TABLE class_work
ADD CONSTRAINT fk_class_work_class_id_school_class FOREIGN KEY (class_id) REFERENCES school_class(id);
ALTER TABLE class_work
ADD CONSTRAINT fk_class_work_seat_id_class_seat FOREIGN KEY (seat_id) REFERENCES class_seat(id);
ALTER TABLE closing_capacity
ADD CONSTRAINT fk_closing_capacity_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE cohort
ADD CONSTRAINT fk_cohort_host_id_partner FOREIGN KEY (host_id) REFERENCES partner(id);
ALTER TABLE cohort_member
ADD CONSTRAINT fk_cohort_member_cohort_id_cohort FOREIGN KEY (cohort_id) REFERENCES cohort(id);
ALTER TABLE cohort_member
ADD CONSTRAINT fk_cohort_member_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolment(id);
ALTER TABLE cohort_seats
ADD CONSTRAINT fk_cohort_seats_cohort_id_cohort FOREIGN KEY (cohort_id) REFERENCES cohort(id);
ALTER TABLE cohort_seats
ADD CONSTRAINT fk_cohort_seats_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE cohort
ADD CONSTRAINT fk_cohort_sponsor_partner_id_partner FOREIGN KEY (sponsor_partner_id) REFERENCES partner(id);
ALTER TABLE completion_decision
ADD CONSTRAINT fk_completion_decision_decided_by_id_learner FOREIGN KEY (decided_by_id) REFERENCES learner(id);
ALTER TABLE completion_decision
ADD CONSTRAINT fk_completion_decision_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolment(id);
ALTER TABLE consent
ADD CONSTRAINT fk_consent_learner_id_learner FOREIGN KEY (learner_id) REFERENCES learner(id);
ALTER TABLE copy_log
ADD CONSTRAINT fk_copy_log_copied_by_id_learner FOREIGN KEY (copied_by_id) REFERENCES learner(id);
ALTER TABLE copy_log
ADD CONSTRAINT fk_copy_log_release_id_report_release FOREIGN KEY (release_id) REFERENCES report_release(id);
ALTER TABLE correction
ADD CONSTRAINT fk_correction_decided_by_id_learner FOREIGN KEY (decided_by_id) REFERENCES learner(id);
ALTER TABLE correction
ADD CONSTRAINT fk_correction_learner_id_learner FOREIGN KEY (learner_id) REFERENCES learner(id);
ALTER TABLE council_paper
ADD CONSTRAINT fk_council_paper_council_id_council FOREIGN KEY (council_id) REFERENCES council(id);
ALTER TABLE council_paper
ADD CONSTRAINT fk_council_paper_release_id_report_release FOREIGN KEY (release_id) REFERENCES report_release(id);
ALTER TABLE daily_activity
ADD CONSTRAINT fk_daily_activity_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolment(id);
ALTER TABLE deadline
ADD CONSTRAINT fk_deadline_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE draw
ADD CONSTRAINT fk_draw_drawn_by_id_learner FOREIGN KEY (drawn_by_id) REFERENCES learner(id);
ALTER TABLE draw
ADD CONSTRAINT fk_draw_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE enrolment
ADD CONSTRAINT fk_enrolment_application_id_application FOREIGN KEY (application_id) REFERENCES application(id);
ALTER TABLE enrolment
ADD CONSTRAINT fk_enrolment_learner_id_learner FOREIGN KEY (learner_id) REFERENCES learner(id);
ALTER TABLE enrolment
ADD CONSTRAINT fk_enrolment_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE guest_contact
ADD CONSTRAINT fk_guest_contact_guest_id_seminar_guest FOREIGN KEY (guest_id) REFERENCES seminar_guest(id);
ALTER TABLE interest
ADD CONSTRAINT fk_interest_outreach_id_outreach FOREIGN KEY (outreach_id) REFERENCES outreach(id);
ALTER TABLE interest
ADD CONSTRAINT fk_interest_told_of_id_offering FOREIGN KEY (told_of_id) REFERENCES offering(id);
ALTER TABLE invitation
ADD CONSTRAINT fk_invitation_made_by_id_learner FOREIGN KEY (made_by_id) REFERENCES learner(id);
ALTER TABLE invitation
ADD CONSTRAINT fk_invitation_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE invitation
ADD CONSTRAINT fk_invitation_sent_by_id_partner FOREIGN KEY (sent_by_id) REFERENCES partner(id);
ALTER TABLE invitation_use
ADD CONSTRAINT fk_invitation_use_application_id_application FOREIGN KEY (application_id) REFERENCES application(id);
ALTER TABLE invitation_use
ADD CONSTRAINT fk_invitation_use_invitation_id_invitation FOREIGN KEY (invitation_id) REFERENCES invitation(id);
ALTER TABLE invited_person
ADD CONSTRAINT fk_invited_person_invitation_id_invitation FOREIGN KEY (invitation_id) REFERENCES invitation(id);
ALTER TABLE learner_year
ADD CONSTRAINT fk_learner_year_learner_id_learner FOREIGN KEY (learner_id) REFERENCES learner(id);
ALTER TABLE learner_year
ADD CONSTRAINT fk_learner_year_residence_code5_municipality FOREIGN KEY (residence_code5) REFERENCES municipality(code5);
ALTER TABLE learner_year
ADD CONSTRAINT fk_learner_year_workplace_code5_municipality FOREIGN KEY (workplace_code5) REFERENCES municipality(code5);
ALTER TABLE letter
ADD CONSTRAINT fk_letter_application_id_application FOREIGN KEY (application_id) REFERENCES application(id);
ALTER TABLE letter_head
ADD CONSTRAINT fk_letter_head_partner_id_partner FOREIGN KEY (partner_id) REFERENCES partner(id);
ALTER TABLE letter
ADD CONSTRAINT fk_letter_made_by_id_learner FOREIGN KEY (made_by_id) REFERENCES learner(id);
ALTER TABLE letter
ADD CONSTRAINT fk_letter_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE letter
ADD CONSTRAINT fk_letter_partner_id_partner FOREIGN KEY (partner_id) REFERENCES partner(id);
ALTER TABLE logic_box
ADD CONSTRAINT fk_logic_box_owner_id_partner FOREIGN KEY (owner_id) REFERENCES partner(id);
ALTER TABLE manual_mark
ADD CONSTRAINT fk_manual_mark_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolment(id);
ALTER TABLE meeting_change
ADD CONSTRAINT fk_meeting_change_meeting_id_meeting FOREIGN KEY (meeting_id) REFERENCES meeting(id);
ALTER TABLE meeting
ADD CONSTRAINT fk_meeting_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE meeting
ADD CONSTRAINT fk_meeting_replaces_id_meeting FOREIGN KEY (replaces_id) REFERENCES meeting(id);
ALTER TABLE need_answer
ADD CONSTRAINT fk_need_answer_need_id_need FOREIGN KEY (need_id) REFERENCES need(id);
ALTER TABLE need_answer
ADD CONSTRAINT fk_need_answer_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE need
ADD CONSTRAINT fk_need_host_id_partner FOREIGN KEY (host_id) REFERENCES partner(id);
ALTER TABLE need
ADD CONSTRAINT fk_need_merged_into_id_need FOREIGN KEY (merged_into_id) REFERENCES need(id);
ALTER TABLE need_move
ADD CONSTRAINT fk_need_move_moved_by_learner FOREIGN KEY (moved_by) REFERENCES learner(id);
ALTER TABLE need_move
ADD CONSTRAINT fk_need_move_need_id_need FOREIGN KEY (need_id) REFERENCES need(id);
ALTER TABLE need
ADD CONSTRAINT fk_need_organisation_id_organisation FOREIGN KEY (organisation_id) REFERENCES organisation(id);
ALTER TABLE need
ADD CONSTRAINT fk_need_recorded_by_learner FOREIGN KEY (recorded_by) REFERENCES learner(id);
ALTER TABLE need
ADD CONSTRAINT fk_need_visit_id_visit FOREIGN KEY (visit_id) REFERENCES visit(id);
ALTER TABLE offering
ADD CONSTRAINT fk_offering_host_id_partner FOREIGN KEY (host_id) REFERENCES partner(id);
ALTER TABLE offering
ADD CONSTRAINT fk_offering_issuer_id_partner FOREIGN KEY (issuer_id) REFERENCES partner(id);
ALTER TABLE offering_partner
ADD CONSTRAINT fk_offering_partner_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE offering_partner
ADD CONSTRAINT fk_offering_partner_partner_id_partner FOREIGN KEY (partner_id) REFERENCES partner(id);
ALTER TABLE offering
ADD CONSTRAINT fk_offering_programme_id_programme FOREIGN KEY (programme_id) REFERENCES programme(id);
ALTER TABLE one_time_code
ADD CONSTRAINT fk_one_time_code_learner_id_learner FOREIGN KEY (learner_id) REFERENCES learner(id);
ALTER TABLE open_badge
ADD CONSTRAINT fk_open_badge_certificate_id_certificate FOREIGN KEY (certificate_id) REFERENCES certificate(id);
ALTER TABLE open_data
ADD CONSTRAINT fk_open_data_proposed_by_id_learner FOREIGN KEY (proposed_by_id) REFERENCES learner(id);
ALTER TABLE open_data
ADD CONSTRAINT fk_open_data_release_id_report_release FOREIGN KEY (release_id) REFERENCES report_release(id);
ALTER TABLE open_data
ADD CONSTRAINT fk_open_data_released_by_id_learner FOREIGN KEY (released_by_id) REFERENCES learner(id);
ALTER TABLE organisation
ADD CONSTRAINT fk_organisation_code5_municipality FOREIGN KEY (code5) REFERENCES municipality(code5);
ALTER TABLE organisation
ADD CONSTRAINT fk_organisation_host_id_partner FOREIGN KEY (host_id) REFERENCES partner(id);
ALTER TABLE outreach
ADD CONSTRAINT fk_outreach_host_id_partner FOREIGN KEY (host_id) REFERENCES partner(id);
ALTER TABLE outreach
ADD CONSTRAINT fk_outreach_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE outreach_opening
ADD CONSTRAINT fk_outreach_opening_outreach_id_outreach FOREIGN KEY (outreach_id) REFERENCES outreach(id);
ALTER TABLE outreach
ADD CONSTRAINT fk_outreach_organisation_id_organisation FOREIGN KEY (organisation_id) REFERENCES organisation(id);
ALTER TABLE outreach
ADD CONSTRAINT fk_outreach_recorded_by_learner FOREIGN KEY (recorded_by) REFERENCES learner(id);
ALTER TABLE outreach
ADD CONSTRAINT fk_outreach_seminar_id_seminar FOREIGN KEY (seminar_id) REFERENCES seminar(id);
ALTER TABLE partner_share
ADD CONSTRAINT fk_partner_share_partner_id_partner FOREIGN KEY (partner_id) REFERENCES partner(id);
ALTER TABLE partner_share
ADD CONSTRAINT fk_partner_share_programme_id_programme FOREIGN KEY (programme_id) REFERENCES programme(id);
ALTER TABLE programme_course
ADD CONSTRAINT fk_programme_course_programme_id_certificate_programme FOREIGN KEY (programme_id) REFERENCES certificate_programme(id);
ALTER TABLE protection_decision
ADD CONSTRAINT fk_protection_decision_decided_by_id_learner FOREIGN KEY (decided_by_id) REFERENCES learner(id);
ALTER TABLE protection_decision
ADD CONSTRAINT fk_protection_decision_draft_id_report_draft FOREIGN KEY (draft_id) REFERENCES report_draft(id);
ALTER TABLE record_hand_over
ADD CONSTRAINT fk_record_hand_over_made_by_id_learner FOREIGN KEY (made_by_id) REFERENCES learner(id);
ALTER TABLE record_hand_over
ADD CONSTRAINT fk_record_hand_over_recipient_id_record_recipient FOREIGN KEY (recipient_id) REFERENCES record_recipient(id);
ALTER TABLE record_recipient
ADD CONSTRAINT fk_record_recipient_partner_id_partner FOREIGN KEY (partner_id) REFERENCES partner(id);
ALTER TABLE recovery_code
ADD CONSTRAINT fk_recovery_code_learner_id_learner FOREIGN KEY (learner_id) REFERENCES learner(id);
ALTER TABLE regrade
ADD CONSTRAINT fk_regrade_asked_by_id_learner FOREIGN KEY (asked_by_id) REFERENCES learner(id);
ALTER TABLE regrade
ADD CONSTRAINT fk_regrade_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE remark
ADD CONSTRAINT fk_remark_council_id_council FOREIGN KEY (council_id) REFERENCES council(id);
ALTER TABLE remark
ADD CONSTRAINT fk_remark_owner_id_partner FOREIGN KEY (owner_id) REFERENCES partner(id);
ALTER TABLE replacement
ADD CONSTRAINT fk_replacement_regrade_id_regrade FOREIGN KEY (regrade_id) REFERENCES regrade(id);
ALTER TABLE report_draft
ADD CONSTRAINT fk_report_draft_partner_id_partner FOREIGN KEY (partner_id) REFERENCES partner(id);
ALTER TABLE report_release
ADD CONSTRAINT fk_report_release_draft_id_report_draft FOREIGN KEY (draft_id) REFERENCES report_draft(id);
ALTER TABLE report_release
ADD CONSTRAINT fk_report_release_released_by_id_learner FOREIGN KEY (released_by_id) REFERENCES learner(id);
ALTER TABLE report_release
ADD CONSTRAINT fk_report_release_replaces_id_report_release FOREIGN KEY (replaces_id) REFERENCES report_release(id);
ALTER TABLE report_step
ADD CONSTRAINT fk_report_step_by_id_learner FOREIGN KEY (by_id) REFERENCES learner(id);
ALTER TABLE report_step
ADD CONSTRAINT fk_report_step_draft_id_report_draft FOREIGN KEY (draft_id) REFERENCES report_draft(id);
ALTER TABLE reserved_seats
ADD CONSTRAINT fk_reserved_seats_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE reserved_seats
ADD CONSTRAINT fk_reserved_seats_partner_id_partner FOREIGN KEY (partner_id) REFERENCES partner(id);
ALTER TABLE role_grant
ADD CONSTRAINT fk_role_grant_learner_id_learner FOREIGN KEY (learner_id) REFERENCES learner(id);
ALTER TABLE role_grant
ADD CONSTRAINT fk_role_grant_partner_id_partner FOREIGN KEY (partner_id) REFERENCES partner(id);
ALTER TABLE role_grant
ADD CONSTRAINT fk_role_grant_successor_id_learner FOREIGN KEY (successor_id) REFERENCES learner(id);
ALTER TABLE roster_import
ADD CONSTRAINT fk_roster_import_cohort_id_cohort FOREIGN KEY (cohort_id) REFERENCES cohort(id);
ALTER TABLE roster_import
ADD CONSTRAINT fk_roster_import_made_by_id_learner FOREIGN KEY (made_by_id) REFERENCES learner(id);
ALTER TABLE roster_import
ADD CONSTRAINT fk_roster_import_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE roster_row
ADD CONSTRAINT fk_roster_row_import_id_roster_import FOREIGN KEY (import_id) REFERENCES roster_import(id);
ALTER TABLE roster_row
ADD CONSTRAINT fk_roster_row_learner_id_learner FOREIGN KEY (learner_id) REFERENCES learner(id);
ALTER TABLE rule_version
ADD CONSTRAINT fk_rule_version_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE school_class
ADD CONSTRAINT fk_school_class_learner_id_learner FOREIGN KEY (learner_id) REFERENCES learner(id);
ALTER TABLE school_class
ADD CONSTRAINT fk_school_class_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE score_change
ADD CONSTRAINT fk_score_change_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolment(id);
ALTER TABLE score_change
ADD CONSTRAINT fk_score_change_regrade_id_regrade FOREIGN KEY (regrade_id) REFERENCES regrade(id);
ALTER TABLE score
ADD CONSTRAINT fk_score_submission_id_submission FOREIGN KEY (submission_id) REFERENCES submission(id);
ALTER TABLE second_factor
ADD CONSTRAINT fk_second_factor_learner_id_learner FOREIGN KEY (learner_id) REFERENCES learner(id);
ALTER TABLE seminar_check_in
ADD CONSTRAINT fk_seminar_check_in_learner_id_learner FOREIGN KEY (learner_id) REFERENCES learner(id);
ALTER TABLE seminar_check_in
ADD CONSTRAINT fk_seminar_check_in_seminar_id_seminar FOREIGN KEY (seminar_id) REFERENCES seminar(id);
ALTER TABLE seminar_guest
ADD CONSTRAINT fk_seminar_guest_seminar_id_seminar FOREIGN KEY (seminar_id) REFERENCES seminar(id);
ALTER TABLE seminar
ADD CONSTRAINT fk_seminar_host_id_partner FOREIGN KEY (host_id) REFERENCES partner(id);
ALTER TABLE seminar
ADD CONSTRAINT fk_seminar_programme_id_programme FOREIGN KEY (programme_id) REFERENCES programme(id);
ALTER TABLE submission
ADD CONSTRAINT fk_submission_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolment(id);
ALTER TABLE submission
ADD CONSTRAINT fk_submission_learner_id_learner FOREIGN KEY (learner_id) REFERENCES learner(id);
ALTER TABLE survey_answer
ADD CONSTRAINT fk_survey_answer_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolment(id);
ALTER TABLE survey_answer
ADD CONSTRAINT fk_survey_answer_survey_id_survey FOREIGN KEY (survey_id) REFERENCES survey(id);
ALTER TABLE survey_asked
ADD CONSTRAINT fk_survey_asked_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolment(id);
ALTER TABLE survey_asked
ADD CONSTRAINT fk_survey_asked_survey_id_survey FOREIGN KEY (survey_id) REFERENCES survey(id);
ALTER TABLE survey_choice
ADD CONSTRAINT fk_survey_choice_answer_id_survey_answer FOREIGN KEY (answer_id) REFERENCES survey_answer(id);
ALTER TABLE survey
ADD CONSTRAINT fk_survey_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE survey
ADD CONSTRAINT fk_survey_seminar_id_seminar FOREIGN KEY (seminar_id) REFERENCES seminar(id);
ALTER TABLE survey_text
ADD CONSTRAINT fk_survey_text_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolment(id);
ALTER TABLE survey_text
ADD CONSTRAINT fk_survey_text_survey_id_survey FOREIGN KEY (survey_id) REFERENCES survey(id);
ALTER TABLE teaching
ADD CONSTRAINT fk_teaching_learner_id_learner FOREIGN KEY (learner_id) REFERENCES learner(id);
ALTER TABLE teaching
ADD CONSTRAINT fk_teaching_offering_id_offering FOREIGN KEY (offering_id) REFERENCES offering(id);
ALTER TABLE training_record
ADD CONSTRAINT fk_training_record_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolment(id);
ALTER TABLE training_record
ADD CONSTRAINT fk_training_record_hand_over_id_record_hand_over FOREIGN KEY (hand_over_id) REFERENCES record_hand_over(id);
ALTER TABLE training_record
ADD CONSTRAINT fk_training_record_learner_id_learner FOREIGN KEY (learner_id) REFERENCES learner(id);
ALTER TABLE training_record
ADD CONSTRAINT fk_training_record_recipient_id_record_recipient FOREIGN KEY (recipient_id) REFERENCES record_recipient(id);
ALTER TABLE trial
ADD CONSTRAINT fk_trial_regrade_id_regrade FOREIGN KEY (regrade_id) REFERENCES regrade(id);
ALTER TABLE trial
ADD CONSTRAINT fk_trial_submission_id_submission FOREIGN KEY (submission_id) REFERENCES submission(id);
ALTER TABLE use_case
ADD CONSTRAINT fk_use_case_enrolment_id_enrolment FOREIGN KEY (enrolment_id) REFERENCES enrolment(id);
ALTER TABLE visit
ADD CONSTRAINT fk_visit_organisation_id_organisation FOREIGN KEY (organisation_id) REFERENCES organisation(id);
ALTER TABLE visit
ADD CONSTRAINT fk_visit_outreach_id_outreach FOREIGN KEY (outreach_id) REFERENCES outreach(id);
