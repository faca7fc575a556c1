BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0020');
CREATE TABLE "application" (
	id INTEGER NOT NULL, 
	learner_id INTEGER NOT NULL, 
	offering_id INTEGER NOT NULL, 
	applied_at DATETIME NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	profile JSON DEFAULT '{}' NOT NULL, 
	sent_by_id INTEGER, 
	rule_version INTEGER, 
	queue_place INTEGER, 
	reply_by DATETIME, 
	CONSTRAINT pk_application PRIMARY KEY (id), 
	CONSTRAINT uq_application_learner_id_offering_id UNIQUE (learner_id, offering_id), 
	CONSTRAINT fk_application_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id), 
	CONSTRAINT fk_application_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id), 
	CONSTRAINT fk_application_sent_by_id_partner FOREIGN KEY(sent_by_id) REFERENCES partner (id)
);
INSERT INTO "application" VALUES(1,1,1,'2026-05-01 04:00:00.123456','drawing','{"\u756a": [1, 0.5, true, null]}',1,1,1,'2026-05-01 04:00:00.123456');
INSERT INTO "application" VALUES(2,2,2,'2026-05-01 05:00:00.123456','offered','{"\u756a": [2, 1.0, true, null]}',2,2,2,'2026-05-01 05:00:00.123456');
INSERT INTO "application" VALUES(3,3,3,'2026-05-01 06:00:00.123456','accepted','{"\u756a": [3, 1.5, true, null]}',NULL,NULL,NULL,NULL);
INSERT INTO "application" VALUES(4,4,4,'2026-05-01 07:00:00.123456','waiting','{"\u756a": [4, 2.0, true, null]}',4,4,4,'2026-05-01 07:00:00.123456');
INSERT INTO "application" VALUES(5,5,5,'2026-05-01 08:00:00.123456','rejected','{"\u756a": [5, 2.5, true, null]}',5,5,5,'2026-05-01 08:00:00.123456');
INSERT INTO "application" VALUES(6,6,6,'2026-05-01 09:00:00.123456','cancelled','{"\u756a": [6, 3.0, true, null]}',NULL,NULL,NULL,NULL);
INSERT INTO "application" VALUES(7,7,7,'2026-05-01 10:00:00.123456','withdrawn','{"\u756a": [7, 3.5, true, null]}',7,7,7,'2026-05-01 10:00:00.123456');
INSERT INTO "application" VALUES(8,8,8,'2026-05-01 11:00:00.123456','applied','{"\u756a": [8, 4.0, true, null]}',8,8,8,'2026-05-01 11:00:00.123456');
CREATE TABLE application_move (
	id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	"before" VARCHAR(40), 
	"after" VARCHAR(40) NOT NULL, 
	moved_at DATETIME NOT NULL, 
	moved_by_id INTEGER, 
	reason VARCHAR(500) NOT NULL, 
	CONSTRAINT pk_application_move PRIMARY KEY (id), 
	CONSTRAINT fk_application_move_application_id_application FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_application_move_moved_by_id_learner FOREIGN KEY(moved_by_id) REFERENCES learner (id)
);
INSERT INTO "application_move" VALUES(1,1,'drawing','drawing','2026-05-01 04:00:00.123456',1,'1-立山');
INSERT INTO "application_move" VALUES(2,2,'offered','offered','2026-05-01 05:00:00.123456',2,'2-立山');
INSERT INTO "application_move" VALUES(3,3,NULL,'accepted','2026-05-01 06:00:00.123456',NULL,'3-立山');
INSERT INTO "application_move" VALUES(4,4,'waiting','waiting','2026-05-01 07:00:00.123456',4,'4-立山');
INSERT INTO "application_move" VALUES(5,5,'rejected','rejected','2026-05-01 08:00:00.123456',5,'5-立山');
INSERT INTO "application_move" VALUES(6,6,NULL,'cancelled','2026-05-01 09:00:00.123456',NULL,'6-立山');
INSERT INTO "application_move" VALUES(7,7,'withdrawn','withdrawn','2026-05-01 10:00:00.123456',7,'7-立山');
INSERT INTO "application_move" VALUES(8,8,'applied','applied','2026-05-01 11:00:00.123456',8,'8-立山');
CREATE TABLE approval (
	id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	approver_name VARCHAR(200) NOT NULL, 
	approver_email VARCHAR(254), 
	token_hash VARCHAR(64) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	decided_at DATETIME, 
	approved BOOLEAN, 
	note VARCHAR(500) NOT NULL, 
	CONSTRAINT pk_approval PRIMARY KEY (id), 
	CONSTRAINT fk_approval_application_id_application FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT uq_approval_application_id_kind UNIQUE (application_id, kind), 
	CONSTRAINT uq_approval_token_hash UNIQUE (token_hash)
);
INSERT INTO "approval" VALUES(1,1,'guardian','1-立山','1-立山','1-立山','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456',0,'1-立山');
INSERT INTO "approval" VALUES(2,2,'superior','2-立山','2-立山','2-立山','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456',1,'2-立山');
INSERT INTO "approval" VALUES(3,3,'guardian','3-立山',NULL,'3-立山','2026-05-01 06:00:00.123456',NULL,NULL,'3-立山');
INSERT INTO "approval" VALUES(4,4,'superior','4-立山','4-立山','4-立山','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456',1,'4-立山');
INSERT INTO "approval" VALUES(5,5,'guardian','5-立山','5-立山','5-立山','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456',0,'5-立山');
INSERT INTO "approval" VALUES(6,6,'superior','6-立山',NULL,'6-立山','2026-05-01 09:00:00.123456',NULL,NULL,'6-立山');
INSERT INTO "approval" VALUES(7,7,'guardian','7-立山','7-立山','7-立山','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456',0,'7-立山');
INSERT INTO "approval" VALUES(8,8,'superior','8-立山','8-立山','8-立山','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456',1,'8-立山');
CREATE TABLE "attendance" (
	enrolment_id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	presence VARCHAR(40) NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	how VARCHAR(40), 
	source VARCHAR(40), 
	happened_at DATETIME, 
	made_up_at_id INTEGER, 
	CONSTRAINT pk_attendance PRIMARY KEY (enrolment_id, meeting_id), 
	CONSTRAINT fk_attendance_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT fk_attendance_enrolment_id_enrolment FOREIGN KEY(enrolment_id) REFERENCES enrolment (id), 
	CONSTRAINT fk_attendance_made_up_at_id_meeting FOREIGN KEY(made_up_at_id) REFERENCES meeting (id)
);
INSERT INTO "attendance" VALUES(1,1,'late','2026-05-01 04:00:00.123456','online','code','2026-05-01 04:00:00.123456',1);
INSERT INTO "attendance" VALUES(2,2,'excused','2026-05-01 05:00:00.123456','notified','sheet','2026-05-01 05:00:00.123456',2);
INSERT INTO "attendance" VALUES(3,3,'absent','2026-05-01 06:00:00.123456',NULL,NULL,NULL,NULL);
INSERT INTO "attendance" VALUES(4,4,'present','2026-05-01 07:00:00.123456','online','web_meeting','2026-05-01 07:00:00.123456',4);
INSERT INTO "attendance" VALUES(5,5,'late','2026-05-01 08:00:00.123456','notified','qr','2026-05-01 08:00:00.123456',5);
INSERT INTO "attendance" VALUES(6,6,'excused','2026-05-01 09:00:00.123456',NULL,NULL,NULL,NULL);
INSERT INTO "attendance" VALUES(7,7,'absent','2026-05-01 10:00:00.123456','online','sheet','2026-05-01 10:00:00.123456',7);
INSERT INTO "attendance" VALUES(8,8,'present','2026-05-01 11:00:00.123456','notified','notice','2026-05-01 11:00:00.123456',8);
CREATE TABLE audit_entry (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	actor INTEGER, 
	action VARCHAR(60) NOT NULL, 
	subject VARCHAR(100) NOT NULL, 
	detail JSON NOT NULL, 
	previous VARCHAR(64) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_audit_entry PRIMARY KEY (id), 
	CONSTRAINT uq_audit_entry_digest UNIQUE (digest)
);
INSERT INTO "audit_entry" VALUES(1,'2026-05-01 04:00:00.123456',1,'1-立山','1-立山','{"\u756a": [1, 0.5, true, null]}','1-立山','1-立山');
INSERT INTO "audit_entry" VALUES(2,'2026-05-01 05:00:00.123456',2,'2-立山','2-立山','{"\u756a": [2, 1.0, true, null]}','2-立山','2-立山');
INSERT INTO "audit_entry" VALUES(3,'2026-05-01 06:00:00.123456',NULL,'3-立山','3-立山','{"\u756a": [3, 1.5, true, null]}','3-立山','3-立山');
INSERT INTO "audit_entry" VALUES(4,'2026-05-01 07:00:00.123456',4,'4-立山','4-立山','{"\u756a": [4, 2.0, true, null]}','4-立山','4-立山');
INSERT INTO "audit_entry" VALUES(5,'2026-05-01 08:00:00.123456',5,'5-立山','5-立山','{"\u756a": [5, 2.5, true, null]}','5-立山','5-立山');
INSERT INTO "audit_entry" VALUES(6,'2026-05-01 09:00:00.123456',NULL,'6-立山','6-立山','{"\u756a": [6, 3.0, true, null]}','6-立山','6-立山');
INSERT INTO "audit_entry" VALUES(7,'2026-05-01 10:00:00.123456',7,'7-立山','7-立山','{"\u756a": [7, 3.5, true, null]}','7-立山','7-立山');
INSERT INTO "audit_entry" VALUES(8,'2026-05-01 11:00:00.123456',8,'8-立山','8-立山','{"\u756a": [8, 4.0, true, null]}','8-立山','8-立山');
CREATE TABLE calendar_address (
	learner_id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_calendar_address PRIMARY KEY (learner_id), 
	CONSTRAINT fk_calendar_address_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id)
);
INSERT INTO "calendar_address" VALUES(1,1);
INSERT INTO "calendar_address" VALUES(2,2);
INSERT INTO "calendar_address" VALUES(3,3);
INSERT INTO "calendar_address" VALUES(4,4);
INSERT INTO "calendar_address" VALUES(5,5);
INSERT INTO "calendar_address" VALUES(6,6);
INSERT INTO "calendar_address" VALUES(7,7);
INSERT INTO "calendar_address" VALUES(8,8);
CREATE TABLE closing_capacity (
	offering_id INTEGER NOT NULL, 
	capacity INTEGER, 
	taken_at DATETIME NOT NULL, 
	CONSTRAINT pk_closing_capacity PRIMARY KEY (offering_id), 
	CONSTRAINT fk_closing_capacity_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id)
);
INSERT INTO "closing_capacity" VALUES(1,1,'2026-05-01 04:00:00.123456');
INSERT INTO "closing_capacity" VALUES(2,2,'2026-05-01 05:00:00.123456');
INSERT INTO "closing_capacity" VALUES(3,NULL,'2026-05-01 06:00:00.123456');
INSERT INTO "closing_capacity" VALUES(4,4,'2026-05-01 07:00:00.123456');
INSERT INTO "closing_capacity" VALUES(5,5,'2026-05-01 08:00:00.123456');
INSERT INTO "closing_capacity" VALUES(6,NULL,'2026-05-01 09:00:00.123456');
INSERT INTO "closing_capacity" VALUES(7,7,'2026-05-01 10:00:00.123456');
INSERT INTO "closing_capacity" VALUES(8,8,'2026-05-01 11:00:00.123456');
CREATE TABLE consent (
	id INTEGER NOT NULL, 
	learner_id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	version VARCHAR(20) NOT NULL, 
	given BOOLEAN NOT NULL, 
	decided_at DATETIME NOT NULL, 
	CONSTRAINT pk_consent PRIMARY KEY (id), 
	CONSTRAINT fk_consent_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id)
);
INSERT INTO "consent" VALUES(1,1,'share_with_sender','1-立山',0,'2026-05-01 04:00:00.123456');
INSERT INTO "consent" VALUES(2,2,'photo','2-立山',1,'2026-05-01 05:00:00.123456');
INSERT INTO "consent" VALUES(3,3,'announcements','3-立山',0,'2026-05-01 06:00:00.123456');
INSERT INTO "consent" VALUES(4,4,'research','4-立山',1,'2026-05-01 07:00:00.123456');
INSERT INTO "consent" VALUES(5,5,'privacy','5-立山',0,'2026-05-01 08:00:00.123456');
INSERT INTO "consent" VALUES(6,6,'share_with_sender','6-立山',1,'2026-05-01 09:00:00.123456');
INSERT INTO "consent" VALUES(7,7,'photo','7-立山',0,'2026-05-01 10:00:00.123456');
INSERT INTO "consent" VALUES(8,8,'announcements','8-立山',1,'2026-05-01 11:00:00.123456');
CREATE TABLE copy_log (
	id INTEGER NOT NULL, 
	release_id INTEGER NOT NULL, 
	table_key VARCHAR(100) NOT NULL, 
	copied_at DATETIME NOT NULL, 
	copied_by_id INTEGER NOT NULL, 
	CONSTRAINT pk_copy_log PRIMARY KEY (id), 
	CONSTRAINT fk_copy_log_release_id_report_release FOREIGN KEY(release_id) REFERENCES report_release (id), 
	CONSTRAINT fk_copy_log_copied_by_id_learner FOREIGN KEY(copied_by_id) REFERENCES learner (id)
);
INSERT INTO "copy_log" VALUES(1,1,'1-立山','2026-05-01 04:00:00.123456',1);
INSERT INTO "copy_log" VALUES(2,2,'2-立山','2026-05-01 05:00:00.123456',2);
INSERT INTO "copy_log" VALUES(3,3,'3-立山','2026-05-01 06:00:00.123456',3);
INSERT INTO "copy_log" VALUES(4,4,'4-立山','2026-05-01 07:00:00.123456',4);
INSERT INTO "copy_log" VALUES(5,5,'5-立山','2026-05-01 08:00:00.123456',5);
INSERT INTO "copy_log" VALUES(6,6,'6-立山','2026-05-01 09:00:00.123456',6);
INSERT INTO "copy_log" VALUES(7,7,'7-立山','2026-05-01 10:00:00.123456',7);
INSERT INTO "copy_log" VALUES(8,8,'8-立山','2026-05-01 11:00:00.123456',8);
CREATE TABLE deadline (
	offering_id INTEGER NOT NULL, 
	lesson_slug VARCHAR(60) NOT NULL, 
	due_at DATETIME NOT NULL, 
	percent_per_day DOUBLE NOT NULL, 
	CONSTRAINT pk_deadline PRIMARY KEY (offering_id, lesson_slug), 
	CONSTRAINT fk_deadline_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id)
);
INSERT INTO "deadline" VALUES(1,'1-立山','2026-05-01 04:00:00.123456',1.25);
INSERT INTO "deadline" VALUES(2,'2-立山','2026-05-01 05:00:00.123456',2.25);
INSERT INTO "deadline" VALUES(3,'3-立山','2026-05-01 06:00:00.123456',3.25);
INSERT INTO "deadline" VALUES(4,'4-立山','2026-05-01 07:00:00.123456',4.25);
INSERT INTO "deadline" VALUES(5,'5-立山','2026-05-01 08:00:00.123456',5.25);
INSERT INTO "deadline" VALUES(6,'6-立山','2026-05-01 09:00:00.123456',6.25);
INSERT INTO "deadline" VALUES(7,'7-立山','2026-05-01 10:00:00.123456',7.25);
INSERT INTO "deadline" VALUES(8,'8-立山','2026-05-01 11:00:00.123456',8.25);
CREATE TABLE draw (
	offering_id INTEGER NOT NULL, 
	published VARCHAR(200) NOT NULL, 
	list_digest VARCHAR(64) NOT NULL, 
	seed VARCHAR(64) NOT NULL, 
	"order" JSON NOT NULL, 
	drawn_at DATETIME NOT NULL, 
	drawn_by_id INTEGER, 
	CONSTRAINT pk_draw PRIMARY KEY (offering_id), 
	CONSTRAINT fk_draw_drawn_by_id_learner FOREIGN KEY(drawn_by_id) REFERENCES learner (id), 
	CONSTRAINT fk_draw_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id)
);
INSERT INTO "draw" VALUES(1,'1-立山','1-立山','1-立山','{"\u756a": [1, 0.5, true, null]}','2026-05-01 04:00:00.123456',1);
INSERT INTO "draw" VALUES(2,'2-立山','2-立山','2-立山','{"\u756a": [2, 1.0, true, null]}','2026-05-01 05:00:00.123456',2);
INSERT INTO "draw" VALUES(3,'3-立山','3-立山','3-立山','{"\u756a": [3, 1.5, true, null]}','2026-05-01 06:00:00.123456',NULL);
INSERT INTO "draw" VALUES(4,'4-立山','4-立山','4-立山','{"\u756a": [4, 2.0, true, null]}','2026-05-01 07:00:00.123456',4);
INSERT INTO "draw" VALUES(5,'5-立山','5-立山','5-立山','{"\u756a": [5, 2.5, true, null]}','2026-05-01 08:00:00.123456',5);
INSERT INTO "draw" VALUES(6,'6-立山','6-立山','6-立山','{"\u756a": [6, 3.0, true, null]}','2026-05-01 09:00:00.123456',NULL);
INSERT INTO "draw" VALUES(7,'7-立山','7-立山','7-立山','{"\u756a": [7, 3.5, true, null]}','2026-05-01 10:00:00.123456',7);
INSERT INTO "draw" VALUES(8,'8-立山','8-立山','8-立山','{"\u756a": [8, 4.0, true, null]}','2026-05-01 11:00:00.123456',8);
CREATE TABLE earlier_total (
	id INTEGER NOT NULL, 
	fiscal_year INTEGER NOT NULL, 
	indicator VARCHAR(10) NOT NULL, 
	programme_row VARCHAR(40) NOT NULL, 
	hundredths INTEGER NOT NULL, 
	source VARCHAR(300) NOT NULL, 
	dated DATE NOT NULL, 
	comparable BOOLEAN NOT NULL, 
	typed_at DATETIME NOT NULL, 
	CONSTRAINT pk_earlier_total PRIMARY KEY (id), 
	CONSTRAINT uq_earlier_total_fiscal_year_indicator_programme_row UNIQUE (fiscal_year, indicator, programme_row)
);
INSERT INTO "earlier_total" VALUES(1,1,'1-立山','1-立山',1,'1-立山','2026-05-02',0,'2026-05-01 04:00:00.123456');
INSERT INTO "earlier_total" VALUES(2,2,'2-立山','2-立山',2,'2-立山','2026-05-03',1,'2026-05-01 05:00:00.123456');
INSERT INTO "earlier_total" VALUES(3,3,'3-立山','3-立山',3,'3-立山','2026-05-04',0,'2026-05-01 06:00:00.123456');
INSERT INTO "earlier_total" VALUES(4,4,'4-立山','4-立山',4,'4-立山','2026-05-05',1,'2026-05-01 07:00:00.123456');
INSERT INTO "earlier_total" VALUES(5,5,'5-立山','5-立山',5,'5-立山','2026-05-06',0,'2026-05-01 08:00:00.123456');
INSERT INTO "earlier_total" VALUES(6,6,'6-立山','6-立山',6,'6-立山','2026-05-07',1,'2026-05-01 09:00:00.123456');
INSERT INTO "earlier_total" VALUES(7,7,'7-立山','7-立山',7,'7-立山','2026-05-08',0,'2026-05-01 10:00:00.123456');
INSERT INTO "earlier_total" VALUES(8,8,'8-立山','8-立山',8,'8-立山','2026-05-09',1,'2026-05-01 11:00:00.123456');
CREATE TABLE enrolment (
	id INTEGER NOT NULL, 
	learner_id INTEGER NOT NULL, 
	offering_id INTEGER NOT NULL, 
	application_id INTEGER, 
	audience VARCHAR(40) NOT NULL, 
	enrolled_at DATETIME NOT NULL, 
	withdrawn_at DATETIME, 
	completed_at DATETIME, 
	completion_rule_version INTEGER, 
	CONSTRAINT pk_enrolment PRIMARY KEY (id), 
	CONSTRAINT fk_enrolment_application_id_application FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_enrolment_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id), 
	CONSTRAINT fk_enrolment_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id), 
	CONSTRAINT uq_enrolment_learner_id_offering_id UNIQUE (learner_id, offering_id)
);
INSERT INTO "enrolment" VALUES(1,1,1,1,'public_servant','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456',1);
INSERT INTO "enrolment" VALUES(2,2,2,2,'teacher','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456',2);
INSERT INTO "enrolment" VALUES(3,3,3,NULL,'executive','2026-05-01 06:00:00.123456',NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(4,4,4,4,'other','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456',4);
INSERT INTO "enrolment" VALUES(5,5,5,5,'private','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456',5);
INSERT INTO "enrolment" VALUES(6,6,6,NULL,'public_servant','2026-05-01 09:00:00.123456',NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(7,7,7,7,'teacher','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456',7);
INSERT INTO "enrolment" VALUES(8,8,8,8,'executive','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456',8);
CREATE TABLE invitation (
	id INTEGER NOT NULL, 
	offering_id INTEGER NOT NULL, 
	organisation VARCHAR(200) NOT NULL, 
	sent_by_id INTEGER, 
	token_hash VARCHAR(64) NOT NULL, 
	seats INTEGER NOT NULL, 
	expires_at DATETIME NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by_id INTEGER, 
	CONSTRAINT pk_invitation PRIMARY KEY (id), 
	CONSTRAINT fk_invitation_made_by_id_learner FOREIGN KEY(made_by_id) REFERENCES learner (id), 
	CONSTRAINT fk_invitation_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id), 
	CONSTRAINT fk_invitation_sent_by_id_partner FOREIGN KEY(sent_by_id) REFERENCES partner (id), 
	CONSTRAINT uq_invitation_token_hash UNIQUE (token_hash)
);
INSERT INTO "invitation" VALUES(1,1,'1-立山',1,'1-立山',1,'2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456',1);
INSERT INTO "invitation" VALUES(2,2,'2-立山',2,'2-立山',2,'2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456',2);
INSERT INTO "invitation" VALUES(3,3,'3-立山',NULL,'3-立山',3,'2026-05-01 06:00:00.123456','2026-05-01 06:00:00.123456',NULL);
INSERT INTO "invitation" VALUES(4,4,'4-立山',4,'4-立山',4,'2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456',4);
INSERT INTO "invitation" VALUES(5,5,'5-立山',5,'5-立山',5,'2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456',5);
INSERT INTO "invitation" VALUES(6,6,'6-立山',NULL,'6-立山',6,'2026-05-01 09:00:00.123456','2026-05-01 09:00:00.123456',NULL);
INSERT INTO "invitation" VALUES(7,7,'7-立山',7,'7-立山',7,'2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456',7);
INSERT INTO "invitation" VALUES(8,8,'8-立山',8,'8-立山',8,'2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456',8);
CREATE TABLE invitation_use (
	application_id INTEGER NOT NULL, 
	invitation_id INTEGER NOT NULL, 
	CONSTRAINT pk_invitation_use PRIMARY KEY (application_id), 
	CONSTRAINT fk_invitation_use_application_id_application FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_invitation_use_invitation_id_invitation FOREIGN KEY(invitation_id) REFERENCES invitation (id)
);
INSERT INTO "invitation_use" VALUES(1,1);
INSERT INTO "invitation_use" VALUES(2,2);
INSERT INTO "invitation_use" VALUES(3,3);
INSERT INTO "invitation_use" VALUES(4,4);
INSERT INTO "invitation_use" VALUES(5,5);
INSERT INTO "invitation_use" VALUES(6,6);
INSERT INTO "invitation_use" VALUES(7,7);
INSERT INTO "invitation_use" VALUES(8,8);
CREATE TABLE invited_person (
	id INTEGER NOT NULL, 
	invitation_id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	name_kana VARCHAR(200) NOT NULL, 
	email VARCHAR(254) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	answered_at DATETIME, 
	CONSTRAINT pk_invited_person PRIMARY KEY (id), 
	CONSTRAINT fk_invited_person_invitation_id_invitation FOREIGN KEY(invitation_id) REFERENCES invitation (id), 
	CONSTRAINT uq_invited_person_token_hash UNIQUE (token_hash)
);
INSERT INTO "invited_person" VALUES(1,1,'1-立山','1-立山','1-立山','1-立山','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456');
INSERT INTO "invited_person" VALUES(2,2,'2-立山','2-立山','2-立山','2-立山','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456');
INSERT INTO "invited_person" VALUES(3,3,'3-立山','3-立山','3-立山','3-立山','2026-05-01 06:00:00.123456','2026-05-01 06:00:00.123456',NULL);
INSERT INTO "invited_person" VALUES(4,4,'4-立山','4-立山','4-立山','4-立山','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456');
INSERT INTO "invited_person" VALUES(5,5,'5-立山','5-立山','5-立山','5-立山','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456');
INSERT INTO "invited_person" VALUES(6,6,'6-立山','6-立山','6-立山','6-立山','2026-05-01 09:00:00.123456','2026-05-01 09:00:00.123456',NULL);
INSERT INTO "invited_person" VALUES(7,7,'7-立山','7-立山','7-立山','7-立山','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456');
INSERT INTO "invited_person" VALUES(8,8,'8-立山','8-立山','8-立山','8-立山','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456');
CREATE TABLE "learner" (
	id INTEGER NOT NULL, 
	hub_user VARCHAR(13) NOT NULL, 
	login_id VARCHAR(60) NOT NULL, 
	password_hash VARCHAR(200), 
	name VARCHAR(200) NOT NULL, 
	name_kana VARCHAR(200) NOT NULL, 
	email VARCHAR(254), 
	language VARCHAR(2) NOT NULL, 
	is_demo BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL, 
	email_confirmed_at DATETIME, 
	email_is_shared BOOLEAN DEFAULT 0 NOT NULL, 
	second_email VARCHAR(254), 
	second_email_confirmed_at DATETIME, 
	phone VARCHAR(40), 
	wants_announcements BOOLEAN DEFAULT 0 NOT NULL, 
	must_change_password BOOLEAN DEFAULT 0 NOT NULL, 
	session_stamp INTEGER DEFAULT '0' NOT NULL, 
	hub_sessions_pending BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_learner PRIMARY KEY (id), 
	CONSTRAINT uq_learner_hub_user UNIQUE (hub_user), 
	CONSTRAINT uq_learner_login_id UNIQUE (login_id)
);
INSERT INTO "learner" VALUES(1,'1-立山','1-立山','1-立山','1-立山','1-立山','1-立山','1-',0,'2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456',0,'1-立山','2026-05-01 04:00:00.123456','1-立山',0,0,1,0);
INSERT INTO "learner" VALUES(2,'2-立山','2-立山','2-立山','2-立山','2-立山','2-立山','2-',1,'2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456',1,'2-立山','2026-05-01 05:00:00.123456','2-立山',1,1,2,1);
INSERT INTO "learner" VALUES(3,'3-立山','3-立山',NULL,'3-立山','3-立山',NULL,'3-',0,'2026-05-01 06:00:00.123456',NULL,0,NULL,NULL,NULL,0,0,3,0);
INSERT INTO "learner" VALUES(4,'4-立山','4-立山','4-立山','4-立山','4-立山','4-立山','4-',1,'2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456',1,'4-立山','2026-05-01 07:00:00.123456','4-立山',1,1,4,1);
INSERT INTO "learner" VALUES(5,'5-立山','5-立山','5-立山','5-立山','5-立山','5-立山','5-',0,'2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456',0,'5-立山','2026-05-01 08:00:00.123456','5-立山',0,0,5,0);
INSERT INTO "learner" VALUES(6,'6-立山','6-立山',NULL,'6-立山','6-立山',NULL,'6-',1,'2026-05-01 09:00:00.123456',NULL,1,NULL,NULL,NULL,1,1,6,1);
INSERT INTO "learner" VALUES(7,'7-立山','7-立山','7-立山','7-立山','7-立山','7-立山','7-',0,'2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456',0,'7-立山','2026-05-01 10:00:00.123456','7-立山',0,0,7,0);
INSERT INTO "learner" VALUES(8,'8-立山','8-立山','8-立山','8-立山','8-立山','8-立山','8-',1,'2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456',1,'8-立山','2026-05-01 11:00:00.123456','8-立山',1,1,8,1);
CREATE TABLE learner_year (
	learner_id INTEGER NOT NULL, 
	fiscal_year INTEGER NOT NULL, 
	residence_code5 VARCHAR(5), 
	workplace_code5 VARCHAR(5), 
	audience VARCHAR(40) NOT NULL, 
	industry VARCHAR(1), 
	school_type VARCHAR(40), 
	age_band VARCHAR(20), 
	organisation VARCHAR(200), 
	school VARCHAR(200), 
	frozen_at DATETIME NOT NULL, 
	CONSTRAINT pk_learner_year PRIMARY KEY (learner_id, fiscal_year), 
	CONSTRAINT fk_learner_year_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id), 
	CONSTRAINT fk_learner_year_residence_code5_municipality FOREIGN KEY(residence_code5) REFERENCES municipality (code5), 
	CONSTRAINT fk_learner_year_workplace_code5_municipality FOREIGN KEY(workplace_code5) REFERENCES municipality (code5)
);
INSERT INTO "learner_year" VALUES(1,1,'1-立山','1-立山','public_servant','1','1-立山','1-立山','1-立山','1-立山','2026-05-01 04:00:00.123456');
INSERT INTO "learner_year" VALUES(2,2,'2-立山','2-立山','teacher','2','2-立山','2-立山','2-立山','2-立山','2026-05-01 05:00:00.123456');
INSERT INTO "learner_year" VALUES(3,3,NULL,NULL,'executive',NULL,NULL,NULL,NULL,NULL,'2026-05-01 06:00:00.123456');
INSERT INTO "learner_year" VALUES(4,4,'4-立山','4-立山','other','4','4-立山','4-立山','4-立山','4-立山','2026-05-01 07:00:00.123456');
INSERT INTO "learner_year" VALUES(5,5,'5-立山','5-立山','private','5','5-立山','5-立山','5-立山','5-立山','2026-05-01 08:00:00.123456');
INSERT INTO "learner_year" VALUES(6,6,NULL,NULL,'public_servant',NULL,NULL,NULL,NULL,NULL,'2026-05-01 09:00:00.123456');
INSERT INTO "learner_year" VALUES(7,7,'7-立山','7-立山','teacher','7','7-立山','7-立山','7-立山','7-立山','2026-05-01 10:00:00.123456');
INSERT INTO "learner_year" VALUES(8,8,'8-立山','8-立山','executive','8','8-立山','8-立山','8-立山','8-立山','2026-05-01 11:00:00.123456');
CREATE TABLE letter (
	id INTEGER NOT NULL, 
	partner_id INTEGER NOT NULL, 
	fiscal_year INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	offering_id INTEGER NOT NULL, 
	application_id INTEGER, 
	mark VARCHAR(20) NOT NULL, 
	addressee VARCHAR(200) NOT NULL, 
	detail JSON NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by_id INTEGER, 
	CONSTRAINT pk_letter PRIMARY KEY (id), 
	CONSTRAINT fk_letter_application_id_application FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_letter_made_by_id_learner FOREIGN KEY(made_by_id) REFERENCES learner (id), 
	CONSTRAINT fk_letter_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id), 
	CONSTRAINT fk_letter_partner_id_partner FOREIGN KEY(partner_id) REFERENCES partner (id), 
	CONSTRAINT uq_letter_partner_id_fiscal_year_number UNIQUE (partner_id, fiscal_year, number), 
	CONSTRAINT uq_letter_kind_application_id UNIQUE (kind, application_id)
);
INSERT INTO "letter" VALUES(1,1,1,1,'nomination',1,1,'1-立山','1-立山','{"\u756a": [1, 0.5, true, null]}','2026-05-01 04:00:00.123456',1);
INSERT INTO "letter" VALUES(2,2,2,2,'roster',2,2,'2-立山','2-立山','{"\u756a": [2, 1.0, true, null]}','2026-05-01 05:00:00.123456',2);
INSERT INTO "letter" VALUES(3,3,3,3,'acceptance',3,NULL,'3-立山','3-立山','{"\u756a": [3, 1.5, true, null]}','2026-05-01 06:00:00.123456',NULL);
INSERT INTO "letter" VALUES(4,4,4,4,'nomination',4,4,'4-立山','4-立山','{"\u756a": [4, 2.0, true, null]}','2026-05-01 07:00:00.123456',4);
INSERT INTO "letter" VALUES(5,5,5,5,'roster',5,5,'5-立山','5-立山','{"\u756a": [5, 2.5, true, null]}','2026-05-01 08:00:00.123456',5);
INSERT INTO "letter" VALUES(6,6,6,6,'acceptance',6,NULL,'6-立山','6-立山','{"\u756a": [6, 3.0, true, null]}','2026-05-01 09:00:00.123456',NULL);
INSERT INTO "letter" VALUES(7,7,7,7,'nomination',7,7,'7-立山','7-立山','{"\u756a": [7, 3.5, true, null]}','2026-05-01 10:00:00.123456',7);
INSERT INTO "letter" VALUES(8,8,8,8,'roster',8,8,'8-立山','8-立山','{"\u756a": [8, 4.0, true, null]}','2026-05-01 11:00:00.123456',8);
CREATE TABLE letter_head (
	partner_id INTEGER NOT NULL, 
	mark VARCHAR(20) NOT NULL, 
	signatory VARCHAR(200) NOT NULL, 
	contact VARCHAR(500) NOT NULL, 
	omits_seal BOOLEAN NOT NULL, 
	CONSTRAINT pk_letter_head PRIMARY KEY (partner_id), 
	CONSTRAINT fk_letter_head_partner_id_partner FOREIGN KEY(partner_id) REFERENCES partner (id)
);
INSERT INTO "letter_head" VALUES(1,'1-立山','1-立山','1-立山',0);
INSERT INTO "letter_head" VALUES(2,'2-立山','2-立山','2-立山',1);
INSERT INTO "letter_head" VALUES(3,'3-立山','3-立山','3-立山',0);
INSERT INTO "letter_head" VALUES(4,'4-立山','4-立山','4-立山',1);
INSERT INTO "letter_head" VALUES(5,'5-立山','5-立山','5-立山',0);
INSERT INTO "letter_head" VALUES(6,'6-立山','6-立山','6-立山',1);
INSERT INTO "letter_head" VALUES(7,'7-立山','7-立山','7-立山',0);
INSERT INTO "letter_head" VALUES(8,'8-立山','8-立山','8-立山',1);
CREATE TABLE manual_mark (
	id INTEGER NOT NULL, 
	enrolment_id INTEGER NOT NULL, 
	lesson_slug VARCHAR(60) NOT NULL, 
	grade_id VARCHAR(200) NOT NULL, 
	text_digest VARCHAR(64) NOT NULL, 
	points DOUBLE, 
	comment TEXT, 
	marked_at DATETIME NOT NULL, 
	source VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_manual_mark PRIMARY KEY (id), 
	CONSTRAINT fk_manual_mark_enrolment_id_enrolment FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
);
INSERT INTO "manual_mark" VALUES(1,1,'1-立山','1-立山','1-立山',1.25,'1-立山','2026-05-01 04:00:00.123456','formgrader');
INSERT INTO "manual_mark" VALUES(2,2,'2-立山','2-立山','2-立山',2.25,'2-立山','2026-05-01 05:00:00.123456','formgrader');
INSERT INTO "manual_mark" VALUES(3,3,'3-立山','3-立山','3-立山',NULL,NULL,'2026-05-01 06:00:00.123456','formgrader');
INSERT INTO "manual_mark" VALUES(4,4,'4-立山','4-立山','4-立山',4.25,'4-立山','2026-05-01 07:00:00.123456','formgrader');
INSERT INTO "manual_mark" VALUES(5,5,'5-立山','5-立山','5-立山',5.25,'5-立山','2026-05-01 08:00:00.123456','formgrader');
INSERT INTO "manual_mark" VALUES(6,6,'6-立山','6-立山','6-立山',NULL,NULL,'2026-05-01 09:00:00.123456','formgrader');
INSERT INTO "manual_mark" VALUES(7,7,'7-立山','7-立山','7-立山',7.25,'7-立山','2026-05-01 10:00:00.123456','formgrader');
INSERT INTO "manual_mark" VALUES(8,8,'8-立山','8-立山','8-立山',8.25,'8-立山','2026-05-01 11:00:00.123456','formgrader');
CREATE TABLE "meeting" (
	id INTEGER NOT NULL, 
	offering_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	starts_at DATETIME NOT NULL, 
	ends_at DATETIME NOT NULL, 
	mode VARCHAR(40) NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	place VARCHAR(200) DEFAULT '' NOT NULL, 
	join_url VARCHAR(500) DEFAULT '' NOT NULL, 
	replaces_id INTEGER, 
	CONSTRAINT pk_meeting PRIMARY KEY (id), 
	CONSTRAINT fk_meeting_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id), 
	CONSTRAINT uq_meeting_offering_id_number UNIQUE (offering_id, number), 
	CONSTRAINT fk_meeting_replaces_id_meeting FOREIGN KEY(replaces_id) REFERENCES meeting (id)
);
INSERT INTO "meeting" VALUES(1,1,1,'2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','online','held','1-立山','1-立山',NULL);
INSERT INTO "meeting" VALUES(2,2,2,'2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','on_demand','cancelled','2-立山','2-立山',1);
INSERT INTO "meeting" VALUES(3,3,3,'2026-05-01 06:00:00.123456','2026-05-01 06:00:00.123456','in_person','moved','3-立山','3-立山',NULL);
INSERT INTO "meeting" VALUES(4,4,4,'2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','online','planned','4-立山','4-立山',3);
INSERT INTO "meeting" VALUES(5,5,5,'2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','on_demand','held','5-立山','5-立山',4);
INSERT INTO "meeting" VALUES(6,6,6,'2026-05-01 09:00:00.123456','2026-05-01 09:00:00.123456','in_person','cancelled','6-立山','6-立山',NULL);
INSERT INTO "meeting" VALUES(7,7,7,'2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','online','moved','7-立山','7-立山',6);
INSERT INTO "meeting" VALUES(8,8,8,'2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','on_demand','planned','8-立山','8-立山',7);
CREATE TABLE meeting_change (
	id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	"before" JSON NOT NULL, 
	"after" JSON NOT NULL, 
	reason VARCHAR(500) NOT NULL, 
	changed_at DATETIME NOT NULL, 
	changed_by INTEGER, 
	CONSTRAINT pk_meeting_change PRIMARY KEY (id), 
	CONSTRAINT fk_meeting_change_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id)
);
INSERT INTO "meeting_change" VALUES(1,1,'1-立山','{"\u756a": [1, 0.5, true, null]}','{"\u756a": [1, 0.5, true, null]}','1-立山','2026-05-01 04:00:00.123456',1);
INSERT INTO "meeting_change" VALUES(2,2,'2-立山','{"\u756a": [2, 1.0, true, null]}','{"\u756a": [2, 1.0, true, null]}','2-立山','2026-05-01 05:00:00.123456',2);
INSERT INTO "meeting_change" VALUES(3,3,'3-立山','{"\u756a": [3, 1.5, true, null]}','{"\u756a": [3, 1.5, true, null]}','3-立山','2026-05-01 06:00:00.123456',NULL);
INSERT INTO "meeting_change" VALUES(4,4,'4-立山','{"\u756a": [4, 2.0, true, null]}','{"\u756a": [4, 2.0, true, null]}','4-立山','2026-05-01 07:00:00.123456',4);
INSERT INTO "meeting_change" VALUES(5,5,'5-立山','{"\u756a": [5, 2.5, true, null]}','{"\u756a": [5, 2.5, true, null]}','5-立山','2026-05-01 08:00:00.123456',5);
INSERT INTO "meeting_change" VALUES(6,6,'6-立山','{"\u756a": [6, 3.0, true, null]}','{"\u756a": [6, 3.0, true, null]}','6-立山','2026-05-01 09:00:00.123456',NULL);
INSERT INTO "meeting_change" VALUES(7,7,'7-立山','{"\u756a": [7, 3.5, true, null]}','{"\u756a": [7, 3.5, true, null]}','7-立山','2026-05-01 10:00:00.123456',7);
INSERT INTO "meeting_change" VALUES(8,8,'8-立山','{"\u756a": [8, 4.0, true, null]}','{"\u756a": [8, 4.0, true, null]}','8-立山','2026-05-01 11:00:00.123456',8);
CREATE TABLE message (
	id INTEGER NOT NULL, 
	"key" VARCHAR(200) NOT NULL, 
	template VARCHAR(60) NOT NULL, 
	address VARCHAR(254) NOT NULL, 
	language VARCHAR(2) NOT NULL, 
	subject VARCHAR(300) NOT NULL, 
	body TEXT NOT NULL, 
	covered TEXT, 
	essential BOOLEAN NOT NULL, 
	learner_id INTEGER, 
	offering_id INTEGER, 
	state VARCHAR(40) NOT NULL, 
	tries INTEGER NOT NULL, 
	queued_at DATETIME NOT NULL, 
	next_try_at DATETIME NOT NULL, 
	useless_after DATETIME, 
	sent_at DATETIME, 
	problem VARCHAR(40), 
	answer VARCHAR(300) NOT NULL, 
	CONSTRAINT pk_message PRIMARY KEY (id), 
	CONSTRAINT uq_message_key UNIQUE ("key")
);
INSERT INTO "message" VALUES(1,'1-立山','1-立山','1-立山','1-','1-立山','1-立山','1-立山',0,1,1,'sent',1,'2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','refused','1-立山');
INSERT INTO "message" VALUES(2,'2-立山','2-立山','2-立山','2-','2-立山','2-立山','2-立山',1,2,2,'written',2,'2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','not_taken','2-立山');
INSERT INTO "message" VALUES(3,'3-立山','3-立山','3-立山','3-','3-立山','3-立山',NULL,0,NULL,NULL,'failed',3,'2026-05-01 06:00:00.123456','2026-05-01 06:00:00.123456',NULL,NULL,NULL,'3-立山');
INSERT INTO "message" VALUES(4,'4-立山','4-立山','4-立山','4-','4-立山','4-立山','4-立山',1,4,4,'dropped',4,'2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','too_late','4-立山');
INSERT INTO "message" VALUES(5,'5-立山','5-立山','5-立山','5-','5-立山','5-立山','5-立山',0,5,5,'queued',5,'2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','no_address','5-立山');
INSERT INTO "message" VALUES(6,'6-立山','6-立山','6-立山','6-','6-立山','6-立山',NULL,1,NULL,NULL,'sent',6,'2026-05-01 09:00:00.123456','2026-05-01 09:00:00.123456',NULL,NULL,NULL,'6-立山');
INSERT INTO "message" VALUES(7,'7-立山','7-立山','7-立山','7-','7-立山','7-立山','7-立山',0,7,7,'written',7,'2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','not_taken','7-立山');
INSERT INTO "message" VALUES(8,'8-立山','8-立山','8-立山','8-','8-立山','8-立山','8-立山',1,8,8,'failed',8,'2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','no_server','8-立山');
CREATE TABLE municipality (
	code5 VARCHAR(5) NOT NULL, 
	code6 VARCHAR(6) NOT NULL, 
	name_ja VARCHAR(60) NOT NULL, 
	name_en VARCHAR(60) NOT NULL, 
	area VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_municipality PRIMARY KEY (code5), 
	CONSTRAINT uq_municipality_code6 UNIQUE (code6)
);
INSERT INTO "municipality" VALUES('1-立山','1-立山','1-立山','1-立山','1-立山');
INSERT INTO "municipality" VALUES('2-立山','2-立山','2-立山','2-立山','2-立山');
INSERT INTO "municipality" VALUES('3-立山','3-立山','3-立山','3-立山','3-立山');
INSERT INTO "municipality" VALUES('4-立山','4-立山','4-立山','4-立山','4-立山');
INSERT INTO "municipality" VALUES('5-立山','5-立山','5-立山','5-立山','5-立山');
INSERT INTO "municipality" VALUES('6-立山','6-立山','6-立山','6-立山','6-立山');
INSERT INTO "municipality" VALUES('7-立山','7-立山','7-立山','7-立山','7-立山');
INSERT INTO "municipality" VALUES('8-立山','8-立山','8-立山','8-立山','8-立山');
CREATE TABLE "offering" (
	id INTEGER NOT NULL, 
	programme_id INTEGER NOT NULL, 
	fiscal_year INTEGER NOT NULL, 
	course_slug VARCHAR(60) NOT NULL, 
	number INTEGER NOT NULL, 
	title_ja VARCHAR(200) NOT NULL, 
	title_en VARCHAR(200) NOT NULL, 
	audience VARCHAR(40) NOT NULL, 
	host_id INTEGER NOT NULL, 
	capacity INTEGER, 
	state VARCHAR(40) NOT NULL, 
	apply_from DATETIME, 
	apply_until DATETIME, 
	starts_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	completion_rule JSON NOT NULL, 
	issuer_id INTEGER, 
	selection VARCHAR(40) DEFAULT 'first_come' NOT NULL, 
	lottery_string VARCHAR(200), 
	minimum INTEGER, 
	decide_on DATE, 
	reply_hours INTEGER DEFAULT '72' NOT NULL, 
	asks_superior BOOLEAN DEFAULT 0 NOT NULL, 
	admits_minors BOOLEAN DEFAULT 0 NOT NULL, 
	eligibility_ja VARCHAR(500) DEFAULT '' NOT NULL, 
	eligibility_en VARCHAR(500) DEFAULT '' NOT NULL, 
	office_hours_ja VARCHAR(500) DEFAULT '' NOT NULL, 
	office_hours_en VARCHAR(500) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_offering PRIMARY KEY (id), 
	CONSTRAINT fk_offering_host_id_partner FOREIGN KEY(host_id) REFERENCES partner (id), 
	CONSTRAINT fk_offering_programme_id_programme FOREIGN KEY(programme_id) REFERENCES programme (id), 
	CONSTRAINT uq_offering_fiscal_year_course_slug_number UNIQUE (fiscal_year, course_slug, number), 
	CONSTRAINT fk_offering_issuer_id_partner FOREIGN KEY(issuer_id) REFERENCES partner (id)
);
INSERT INTO "offering" VALUES(1,1,1,'1-立山',1,'1-立山','1-立山','public_servant',1,1,'open','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','2026-05-02','2026-05-02','{"\u756a": [1, 0.5, true, null]}',1,'lottery','1-立山',1,'2026-05-02',1,0,0,'1-立山','1-立山','1-立山','1-立山');
INSERT INTO "offering" VALUES(2,2,2,'2-立山',2,'2-立山','2-立山','teacher',2,2,'running','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','2026-05-03','2026-05-03','{"\u756a": [2, 1.0, true, null]}',2,'review','2-立山',2,'2026-05-03',2,1,1,'2-立山','2-立山','2-立山','2-立山');
INSERT INTO "offering" VALUES(3,3,3,'3-立山',3,'3-立山','3-立山','executive',3,NULL,'closed',NULL,NULL,'2026-05-04','2026-05-04','{"\u756a": [3, 1.5, true, null]}',NULL,'first_come',NULL,NULL,NULL,3,0,0,'3-立山','3-立山','3-立山','3-立山');
INSERT INTO "offering" VALUES(4,4,4,'4-立山',4,'4-立山','4-立山','other',4,4,'cancelled','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','2026-05-05','2026-05-05','{"\u756a": [4, 2.0, true, null]}',4,'lottery','4-立山',4,'2026-05-05',4,1,1,'4-立山','4-立山','4-立山','4-立山');
INSERT INTO "offering" VALUES(5,5,5,'5-立山',5,'5-立山','5-立山','private',5,5,'planned','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','2026-05-06','2026-05-06','{"\u756a": [5, 2.5, true, null]}',5,'review','5-立山',5,'2026-05-06',5,0,0,'5-立山','5-立山','5-立山','5-立山');
INSERT INTO "offering" VALUES(6,6,6,'6-立山',6,'6-立山','6-立山','public_servant',6,NULL,'open',NULL,NULL,'2026-05-07','2026-05-07','{"\u756a": [6, 3.0, true, null]}',NULL,'first_come',NULL,NULL,NULL,6,1,1,'6-立山','6-立山','6-立山','6-立山');
INSERT INTO "offering" VALUES(7,7,7,'7-立山',7,'7-立山','7-立山','teacher',7,7,'running','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','2026-05-08','2026-05-08','{"\u756a": [7, 3.5, true, null]}',7,'lottery','7-立山',7,'2026-05-08',7,0,0,'7-立山','7-立山','7-立山','7-立山');
INSERT INTO "offering" VALUES(8,8,8,'8-立山',8,'8-立山','8-立山','executive',8,8,'closed','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','2026-05-09','2026-05-09','{"\u756a": [8, 4.0, true, null]}',8,'review','8-立山',8,'2026-05-09',8,1,1,'8-立山','8-立山','8-立山','8-立山');
CREATE TABLE offering_partner (
	offering_id INTEGER NOT NULL, 
	partner_id INTEGER NOT NULL, 
	part VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_offering_partner PRIMARY KEY (offering_id, partner_id), 
	CONSTRAINT fk_offering_partner_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id), 
	CONSTRAINT fk_offering_partner_partner_id_partner FOREIGN KEY(partner_id) REFERENCES partner (id)
);
INSERT INTO "offering_partner" VALUES(1,1,'supporter');
INSERT INTO "offering_partner" VALUES(2,2,'co_host');
INSERT INTO "offering_partner" VALUES(3,3,'supporter');
INSERT INTO "offering_partner" VALUES(4,4,'co_host');
INSERT INTO "offering_partner" VALUES(5,5,'supporter');
INSERT INTO "offering_partner" VALUES(6,6,'co_host');
INSERT INTO "offering_partner" VALUES(7,7,'supporter');
INSERT INTO "offering_partner" VALUES(8,8,'co_host');
CREATE TABLE one_time_code (
	id INTEGER NOT NULL, 
	purpose VARCHAR(40) NOT NULL, 
	learner_id INTEGER, 
	address VARCHAR(254) NOT NULL, 
	code_hash VARCHAR(200) NOT NULL, 
	token_hash VARCHAR(64), 
	made_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	tries INTEGER NOT NULL, 
	waiting JSON NOT NULL, 
	CONSTRAINT pk_one_time_code PRIMARY KEY (id), 
	CONSTRAINT fk_one_time_code_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id), 
	CONSTRAINT uq_one_time_code_token_hash UNIQUE (token_hash)
);
INSERT INTO "one_time_code" VALUES(1,'confirm_email',1,'1-立山','1-立山','1-立山','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456',1,'{"\u756a": [1, 0.5, true, null]}');
INSERT INTO "one_time_code" VALUES(2,'confirm_second_email',2,'2-立山','2-立山','2-立山','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456',2,'{"\u756a": [2, 1.0, true, null]}');
INSERT INTO "one_time_code" VALUES(3,'reset_password',NULL,'3-立山','3-立山',NULL,'2026-05-01 06:00:00.123456','2026-05-01 06:00:00.123456',NULL,3,'{"\u756a": [3, 1.5, true, null]}');
INSERT INTO "one_time_code" VALUES(4,'card',4,'4-立山','4-立山','4-立山','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456',4,'{"\u756a": [4, 2.0, true, null]}');
INSERT INTO "one_time_code" VALUES(5,'apply',5,'5-立山','5-立山','5-立山','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456',5,'{"\u756a": [5, 2.5, true, null]}');
INSERT INTO "one_time_code" VALUES(6,'confirm_email',NULL,'6-立山','6-立山',NULL,'2026-05-01 09:00:00.123456','2026-05-01 09:00:00.123456',NULL,6,'{"\u756a": [6, 3.0, true, null]}');
INSERT INTO "one_time_code" VALUES(7,'confirm_second_email',7,'7-立山','7-立山','7-立山','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456',7,'{"\u756a": [7, 3.5, true, null]}');
INSERT INTO "one_time_code" VALUES(8,'reset_password',8,'8-立山','8-立山','8-立山','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456',8,'{"\u756a": [8, 4.0, true, null]}');
CREATE TABLE open_data (
	id INTEGER NOT NULL, 
	release_id INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	proposed_at DATETIME NOT NULL, 
	proposed_by_id INTEGER NOT NULL, 
	released_at DATETIME, 
	released_by_id INTEGER, 
	CONSTRAINT pk_open_data PRIMARY KEY (id), 
	CONSTRAINT fk_open_data_release_id_report_release FOREIGN KEY(release_id) REFERENCES report_release (id), 
	CONSTRAINT fk_open_data_proposed_by_id_learner FOREIGN KEY(proposed_by_id) REFERENCES learner (id), 
	CONSTRAINT fk_open_data_released_by_id_learner FOREIGN KEY(released_by_id) REFERENCES learner (id), 
	CONSTRAINT uq_open_data_release_id UNIQUE (release_id)
);
INSERT INTO "open_data" VALUES(1,1,'1-立山','2026-05-01 04:00:00.123456',1,'2026-05-01 04:00:00.123456',1);
INSERT INTO "open_data" VALUES(2,2,'2-立山','2026-05-01 05:00:00.123456',2,'2026-05-01 05:00:00.123456',2);
INSERT INTO "open_data" VALUES(3,3,'3-立山','2026-05-01 06:00:00.123456',3,NULL,NULL);
INSERT INTO "open_data" VALUES(4,4,'4-立山','2026-05-01 07:00:00.123456',4,'2026-05-01 07:00:00.123456',4);
INSERT INTO "open_data" VALUES(5,5,'5-立山','2026-05-01 08:00:00.123456',5,'2026-05-01 08:00:00.123456',5);
INSERT INTO "open_data" VALUES(6,6,'6-立山','2026-05-01 09:00:00.123456',6,NULL,NULL);
INSERT INTO "open_data" VALUES(7,7,'7-立山','2026-05-01 10:00:00.123456',7,'2026-05-01 10:00:00.123456',7);
INSERT INTO "open_data" VALUES(8,8,'8-立山','2026-05-01 11:00:00.123456',8,'2026-05-01 11:00:00.123456',8);
CREATE TABLE partner (
	id INTEGER NOT NULL, 
	slug VARCHAR(60) NOT NULL, 
	name_ja VARCHAR(200) NOT NULL, 
	name_en VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_partner PRIMARY KEY (id), 
	CONSTRAINT uq_partner_slug UNIQUE (slug)
);
INSERT INTO "partner" VALUES(1,'1-立山','1-立山','1-立山');
INSERT INTO "partner" VALUES(2,'2-立山','2-立山','2-立山');
INSERT INTO "partner" VALUES(3,'3-立山','3-立山','3-立山');
INSERT INTO "partner" VALUES(4,'4-立山','4-立山','4-立山');
INSERT INTO "partner" VALUES(5,'5-立山','5-立山','5-立山');
INSERT INTO "partner" VALUES(6,'6-立山','6-立山','6-立山');
INSERT INTO "partner" VALUES(7,'7-立山','7-立山','7-立山');
INSERT INTO "partner" VALUES(8,'8-立山','8-立山','8-立山');
CREATE TABLE privacy_notice (
	version VARCHAR(20) NOT NULL, 
	text_ja TEXT NOT NULL, 
	text_en TEXT NOT NULL, 
	valid_from DATETIME NOT NULL, 
	CONSTRAINT pk_privacy_notice PRIMARY KEY (version)
);
INSERT INTO "privacy_notice" VALUES('1-立山','1-立山','1-立山','2026-05-01 04:00:00.123456');
INSERT INTO "privacy_notice" VALUES('2-立山','2-立山','2-立山','2026-05-01 05:00:00.123456');
INSERT INTO "privacy_notice" VALUES('3-立山','3-立山','3-立山','2026-05-01 06:00:00.123456');
INSERT INTO "privacy_notice" VALUES('4-立山','4-立山','4-立山','2026-05-01 07:00:00.123456');
INSERT INTO "privacy_notice" VALUES('5-立山','5-立山','5-立山','2026-05-01 08:00:00.123456');
INSERT INTO "privacy_notice" VALUES('6-立山','6-立山','6-立山','2026-05-01 09:00:00.123456');
INSERT INTO "privacy_notice" VALUES('7-立山','7-立山','7-立山','2026-05-01 10:00:00.123456');
INSERT INTO "privacy_notice" VALUES('8-立山','8-立山','8-立山','2026-05-01 11:00:00.123456');
CREATE TABLE programme (
	id INTEGER NOT NULL, 
	fiscal_year INTEGER NOT NULL, 
	name_ja VARCHAR(200) NOT NULL, 
	name_en VARCHAR(200) NOT NULL, 
	budget_yen INTEGER NOT NULL, settled_yen INTEGER, 
	CONSTRAINT pk_programme PRIMARY KEY (id), 
	CONSTRAINT uq_programme_fiscal_year UNIQUE (fiscal_year)
);
INSERT INTO "programme" VALUES(1,1,'1-立山','1-立山',1,1);
INSERT INTO "programme" VALUES(2,2,'2-立山','2-立山',2,2);
INSERT INTO "programme" VALUES(3,3,'3-立山','3-立山',3,NULL);
INSERT INTO "programme" VALUES(4,4,'4-立山','4-立山',4,4);
INSERT INTO "programme" VALUES(5,5,'5-立山','5-立山',5,5);
INSERT INTO "programme" VALUES(6,6,'6-立山','6-立山',6,NULL);
INSERT INTO "programme" VALUES(7,7,'7-立山','7-立山',7,7);
INSERT INTO "programme" VALUES(8,8,'8-立山','8-立山',8,8);
CREATE TABLE protection_decision (
	id INTEGER NOT NULL, 
	draft_id INTEGER NOT NULL, 
	content_sha256 VARCHAR(64) NOT NULL, 
	told JSON NOT NULL, 
	decided_at DATETIME NOT NULL, 
	decided_by_id INTEGER NOT NULL, 
	CONSTRAINT pk_protection_decision PRIMARY KEY (id), 
	CONSTRAINT fk_protection_decision_draft_id_report_draft FOREIGN KEY(draft_id) REFERENCES report_draft (id), 
	CONSTRAINT fk_protection_decision_decided_by_id_learner FOREIGN KEY(decided_by_id) REFERENCES learner (id)
);
INSERT INTO "protection_decision" VALUES(1,1,'1-立山','{"\u756a": [1, 0.5, true, null]}','2026-05-01 04:00:00.123456',1);
INSERT INTO "protection_decision" VALUES(2,2,'2-立山','{"\u756a": [2, 1.0, true, null]}','2026-05-01 05:00:00.123456',2);
INSERT INTO "protection_decision" VALUES(3,3,'3-立山','{"\u756a": [3, 1.5, true, null]}','2026-05-01 06:00:00.123456',3);
INSERT INTO "protection_decision" VALUES(4,4,'4-立山','{"\u756a": [4, 2.0, true, null]}','2026-05-01 07:00:00.123456',4);
INSERT INTO "protection_decision" VALUES(5,5,'5-立山','{"\u756a": [5, 2.5, true, null]}','2026-05-01 08:00:00.123456',5);
INSERT INTO "protection_decision" VALUES(6,6,'6-立山','{"\u756a": [6, 3.0, true, null]}','2026-05-01 09:00:00.123456',6);
INSERT INTO "protection_decision" VALUES(7,7,'7-立山','{"\u756a": [7, 3.5, true, null]}','2026-05-01 10:00:00.123456',7);
INSERT INTO "protection_decision" VALUES(8,8,'8-立山','{"\u756a": [8, 4.0, true, null]}','2026-05-01 11:00:00.123456',8);
CREATE TABLE recovery_code (
	id INTEGER NOT NULL, 
	learner_id INTEGER NOT NULL, 
	code_hash VARCHAR(200) NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_recovery_code PRIMARY KEY (id), 
	CONSTRAINT fk_recovery_code_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id)
);
INSERT INTO "recovery_code" VALUES(1,1,'1-立山','2026-05-01 04:00:00.123456');
INSERT INTO "recovery_code" VALUES(2,2,'2-立山','2026-05-01 05:00:00.123456');
INSERT INTO "recovery_code" VALUES(3,3,'3-立山',NULL);
INSERT INTO "recovery_code" VALUES(4,4,'4-立山','2026-05-01 07:00:00.123456');
INSERT INTO "recovery_code" VALUES(5,5,'5-立山','2026-05-01 08:00:00.123456');
INSERT INTO "recovery_code" VALUES(6,6,'6-立山',NULL);
INSERT INTO "recovery_code" VALUES(7,7,'7-立山','2026-05-01 10:00:00.123456');
INSERT INTO "recovery_code" VALUES(8,8,'8-立山','2026-05-01 11:00:00.123456');
CREATE TABLE regrade (
	id INTEGER NOT NULL, 
	course_slug VARCHAR(60) NOT NULL, 
	offering_id INTEGER, 
	lesson_slug VARCHAR(60), 
	grade_id VARCHAR(200), 
	reason TEXT NOT NULL, 
	asked_by_id INTEGER, 
	asked_at DATETIME NOT NULL, 
	applied_at DATETIME, 
	dropped_at DATETIME, 
	CONSTRAINT pk_regrade PRIMARY KEY (id), 
	CONSTRAINT fk_regrade_asked_by_id_learner FOREIGN KEY(asked_by_id) REFERENCES learner (id), 
	CONSTRAINT fk_regrade_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id)
);
INSERT INTO "regrade" VALUES(1,'1-立山',1,'1-立山','1-立山','1-立山',1,'2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456');
INSERT INTO "regrade" VALUES(2,'2-立山',2,'2-立山','2-立山','2-立山',2,'2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456');
INSERT INTO "regrade" VALUES(3,'3-立山',NULL,NULL,NULL,'3-立山',NULL,'2026-05-01 06:00:00.123456',NULL,NULL);
INSERT INTO "regrade" VALUES(4,'4-立山',4,'4-立山','4-立山','4-立山',4,'2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456');
INSERT INTO "regrade" VALUES(5,'5-立山',5,'5-立山','5-立山','5-立山',5,'2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456');
INSERT INTO "regrade" VALUES(6,'6-立山',NULL,NULL,NULL,'6-立山',NULL,'2026-05-01 09:00:00.123456',NULL,NULL);
INSERT INTO "regrade" VALUES(7,'7-立山',7,'7-立山','7-立山','7-立山',7,'2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456');
INSERT INTO "regrade" VALUES(8,'8-立山',8,'8-立山','8-立山','8-立山',8,'2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456');
CREATE TABLE replacement (
	regrade_id INTEGER NOT NULL, 
	lesson_slug VARCHAR(60) NOT NULL, 
	old_digest VARCHAR(64) NOT NULL, 
	new_digest VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_replacement PRIMARY KEY (regrade_id, lesson_slug, old_digest), 
	CONSTRAINT fk_replacement_regrade_id_regrade FOREIGN KEY(regrade_id) REFERENCES regrade (id)
);
INSERT INTO "replacement" VALUES(1,'1-立山','1-立山','1-立山');
INSERT INTO "replacement" VALUES(2,'2-立山','2-立山','2-立山');
INSERT INTO "replacement" VALUES(3,'3-立山','3-立山','3-立山');
INSERT INTO "replacement" VALUES(4,'4-立山','4-立山','4-立山');
INSERT INTO "replacement" VALUES(5,'5-立山','5-立山','5-立山');
INSERT INTO "replacement" VALUES(6,'6-立山','6-立山','6-立山');
INSERT INTO "replacement" VALUES(7,'7-立山','7-立山','7-立山');
INSERT INTO "replacement" VALUES(8,'8-立山','8-立山','8-立山');
CREATE TABLE "report_draft" (
	id INTEGER NOT NULL, 
	partner_id INTEGER NOT NULL, 
	fiscal_year INTEGER NOT NULL, 
	quarter INTEGER, 
	edition VARCHAR(40) NOT NULL, 
	version VARCHAR(40) NOT NULL, 
	as_of DATE NOT NULL, 
	closing DATE NOT NULL, 
	replaces_number INTEGER, 
	reason TEXT NOT NULL, 
	summary_ja TEXT NOT NULL, 
	summary_en TEXT NOT NULL, 
	causes_ja TEXT NOT NULL, 
	causes_en TEXT NOT NULL, 
	next_steps_ja TEXT NOT NULL, 
	next_steps_en TEXT NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	content JSON, 
	made_at DATETIME NOT NULL, 
	coarser JSON NOT NULL, 
	town VARCHAR(5), 
	CONSTRAINT pk_report_draft PRIMARY KEY (id), 
	CONSTRAINT fk_report_draft_partner_id_partner FOREIGN KEY(partner_id) REFERENCES partner (id)
);
INSERT INTO "report_draft" VALUES(1,1,1,1,'public','preliminary','2026-05-02','2026-05-02',1,'1-立山','1-立山','1-立山','1-立山','1-立山','1-立山','1-立山','to_confirm','{"\u756a": [1, 0.5, true, null]}','2026-05-01 04:00:00.123456','{"\u756a": [1, 0.5, true, null]}','1-立山');
INSERT INTO "report_draft" VALUES(2,2,2,2,'assembly','final','2026-05-03','2026-05-03',2,'2-立山','2-立山','2-立山','2-立山','2-立山','2-立山','2-立山','to_decide','{"\u756a": [2, 1.0, true, null]}','2026-05-01 05:00:00.123456','{"\u756a": [2, 1.0, true, null]}','2-立山');
INSERT INTO "report_draft" VALUES(3,3,3,NULL,'city','corrected','2026-05-04','2026-05-04',NULL,'3-立山','3-立山','3-立山','3-立山','3-立山','3-立山','3-立山','decided',NULL,'2026-05-01 06:00:00.123456','{"\u756a": [3, 1.5, true, null]}',NULL);
INSERT INTO "report_draft" VALUES(4,4,4,4,'municipal','draft','2026-05-05','2026-05-05',4,'4-立山','4-立山','4-立山','4-立山','4-立山','4-立山','4-立山','sent_back','{"\u756a": [4, 2.0, true, null]}','2026-05-01 07:00:00.123456','{"\u756a": [4, 2.0, true, null]}','4-立山');
INSERT INTO "report_draft" VALUES(5,5,5,5,'council','preliminary','2026-05-06','2026-05-06',5,'5-立山','5-立山','5-立山','5-立山','5-立山','5-立山','5-立山','drafting','{"\u756a": [5, 2.5, true, null]}','2026-05-01 08:00:00.123456','{"\u756a": [5, 2.5, true, null]}','5-立山');
INSERT INTO "report_draft" VALUES(6,6,6,NULL,'public','final','2026-05-07','2026-05-07',NULL,'6-立山','6-立山','6-立山','6-立山','6-立山','6-立山','6-立山','to_confirm',NULL,'2026-05-01 09:00:00.123456','{"\u756a": [6, 3.0, true, null]}',NULL);
INSERT INTO "report_draft" VALUES(7,7,7,7,'assembly','corrected','2026-05-08','2026-05-08',7,'7-立山','7-立山','7-立山','7-立山','7-立山','7-立山','7-立山','to_decide','{"\u756a": [7, 3.5, true, null]}','2026-05-01 10:00:00.123456','{"\u756a": [7, 3.5, true, null]}','7-立山');
INSERT INTO "report_draft" VALUES(8,8,8,8,'city','draft','2026-05-09','2026-05-09',8,'8-立山','8-立山','8-立山','8-立山','8-立山','8-立山','8-立山','decided','{"\u756a": [8, 4.0, true, null]}','2026-05-01 11:00:00.123456','{"\u756a": [8, 4.0, true, null]}','8-立山');
CREATE TABLE report_release (
	id INTEGER NOT NULL, 
	draft_id INTEGER NOT NULL, 
	fiscal_year INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	quarter INTEGER, 
	edition VARCHAR(40) NOT NULL, 
	version VARCHAR(40) NOT NULL, 
	snapshot JSON NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	released_at DATETIME NOT NULL, 
	released_by_id INTEGER NOT NULL, 
	replaces_id INTEGER, 
	reason TEXT NOT NULL, town VARCHAR(5), 
	CONSTRAINT pk_report_release PRIMARY KEY (id), 
	CONSTRAINT fk_report_release_draft_id_report_draft FOREIGN KEY(draft_id) REFERENCES report_draft (id), 
	CONSTRAINT fk_report_release_released_by_id_learner FOREIGN KEY(released_by_id) REFERENCES learner (id), 
	CONSTRAINT fk_report_release_replaces_id_report_release FOREIGN KEY(replaces_id) REFERENCES report_release (id), 
	CONSTRAINT uq_report_release_fiscal_year_number UNIQUE (fiscal_year, number), 
	CONSTRAINT uq_report_release_replaces_id UNIQUE (replaces_id), 
	CONSTRAINT uq_report_release_draft_id UNIQUE (draft_id)
);
INSERT INTO "report_release" VALUES(1,1,1,1,1,'public','preliminary','{"\u756a": [1, 0.5, true, null]}','1-立山','2026-05-01 04:00:00.123456',1,NULL,'1-立山','1-立山');
INSERT INTO "report_release" VALUES(2,2,2,2,2,'assembly','final','{"\u756a": [2, 1.0, true, null]}','2-立山','2026-05-01 05:00:00.123456',2,1,'2-立山','2-立山');
INSERT INTO "report_release" VALUES(3,3,3,3,NULL,'city','corrected','{"\u756a": [3, 1.5, true, null]}','3-立山','2026-05-01 06:00:00.123456',3,NULL,'3-立山',NULL);
INSERT INTO "report_release" VALUES(4,4,4,4,4,'municipal','draft','{"\u756a": [4, 2.0, true, null]}','4-立山','2026-05-01 07:00:00.123456',4,3,'4-立山','4-立山');
INSERT INTO "report_release" VALUES(5,5,5,5,5,'council','preliminary','{"\u756a": [5, 2.5, true, null]}','5-立山','2026-05-01 08:00:00.123456',5,4,'5-立山','5-立山');
INSERT INTO "report_release" VALUES(6,6,6,6,NULL,'public','final','{"\u756a": [6, 3.0, true, null]}','6-立山','2026-05-01 09:00:00.123456',6,NULL,'6-立山',NULL);
INSERT INTO "report_release" VALUES(7,7,7,7,7,'assembly','corrected','{"\u756a": [7, 3.5, true, null]}','7-立山','2026-05-01 10:00:00.123456',7,6,'7-立山','7-立山');
INSERT INTO "report_release" VALUES(8,8,8,8,8,'city','draft','{"\u756a": [8, 4.0, true, null]}','8-立山','2026-05-01 11:00:00.123456',8,7,'8-立山','8-立山');
CREATE TABLE report_step (
	id INTEGER NOT NULL, 
	draft_id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	by_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	comment TEXT NOT NULL, 
	content_sha256 VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_report_step PRIMARY KEY (id), 
	CONSTRAINT fk_report_step_draft_id_report_draft FOREIGN KEY(draft_id) REFERENCES report_draft (id), 
	CONSTRAINT fk_report_step_by_id_learner FOREIGN KEY(by_id) REFERENCES learner (id)
);
INSERT INTO "report_step" VALUES(1,1,'confirm',1,'2026-05-01 04:00:00.123456','1-立山','1-立山');
INSERT INTO "report_step" VALUES(2,2,'decide',2,'2026-05-01 05:00:00.123456','2-立山','2-立山');
INSERT INTO "report_step" VALUES(3,3,'send_back',3,'2026-05-01 06:00:00.123456','3-立山','3-立山');
INSERT INTO "report_step" VALUES(4,4,'draft',4,'2026-05-01 07:00:00.123456','4-立山','4-立山');
INSERT INTO "report_step" VALUES(5,5,'confirm',5,'2026-05-01 08:00:00.123456','5-立山','5-立山');
INSERT INTO "report_step" VALUES(6,6,'decide',6,'2026-05-01 09:00:00.123456','6-立山','6-立山');
INSERT INTO "report_step" VALUES(7,7,'send_back',7,'2026-05-01 10:00:00.123456','7-立山','7-立山');
INSERT INTO "report_step" VALUES(8,8,'draft',8,'2026-05-01 11:00:00.123456','8-立山','8-立山');
CREATE TABLE reserved_seats (
	offering_id INTEGER NOT NULL, 
	partner_id INTEGER NOT NULL, 
	seats INTEGER NOT NULL, 
	CONSTRAINT pk_reserved_seats PRIMARY KEY (offering_id, partner_id), 
	CONSTRAINT fk_reserved_seats_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id), 
	CONSTRAINT fk_reserved_seats_partner_id_partner FOREIGN KEY(partner_id) REFERENCES partner (id)
);
INSERT INTO "reserved_seats" VALUES(1,1,1);
INSERT INTO "reserved_seats" VALUES(2,2,2);
INSERT INTO "reserved_seats" VALUES(3,3,3);
INSERT INTO "reserved_seats" VALUES(4,4,4);
INSERT INTO "reserved_seats" VALUES(5,5,5);
INSERT INTO "reserved_seats" VALUES(6,6,6);
INSERT INTO "reserved_seats" VALUES(7,7,7);
INSERT INTO "reserved_seats" VALUES(8,8,8);
CREATE TABLE role_grant (
	id INTEGER NOT NULL, 
	learner_id INTEGER NOT NULL, 
	role VARCHAR(40) NOT NULL, 
	partner_id INTEGER, 
	CONSTRAINT pk_role_grant PRIMARY KEY (id), 
	CONSTRAINT fk_role_grant_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id), 
	CONSTRAINT fk_role_grant_partner_id_partner FOREIGN KEY(partner_id) REFERENCES partner (id), 
	CONSTRAINT uq_role_grant_learner_id_role_partner_id UNIQUE (learner_id, role, partner_id)
);
INSERT INTO "role_grant" VALUES(1,1,'instructor',1);
INSERT INTO "role_grant" VALUES(2,2,'coordinator',2);
INSERT INTO "role_grant" VALUES(3,3,'operator',NULL);
INSERT INTO "role_grant" VALUES(4,4,'learner',4);
INSERT INTO "role_grant" VALUES(5,5,'instructor',5);
INSERT INTO "role_grant" VALUES(6,6,'coordinator',NULL);
INSERT INTO "role_grant" VALUES(7,7,'operator',7);
INSERT INTO "role_grant" VALUES(8,8,'learner',8);
CREATE TABLE roster_import (
	id INTEGER NOT NULL, 
	offering_id INTEGER NOT NULL, 
	made_by_id INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	file_name VARCHAR(200) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	columns JSON NOT NULL, 
	rows_in_all INTEGER NOT NULL, 
	rows_done INTEGER NOT NULL, 
	problem VARCHAR(1000) NOT NULL, 
	applied_at DATETIME, 
	CONSTRAINT pk_roster_import PRIMARY KEY (id), 
	CONSTRAINT fk_roster_import_made_by_id_learner FOREIGN KEY(made_by_id) REFERENCES learner (id), 
	CONSTRAINT fk_roster_import_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id)
);
INSERT INTO "roster_import" VALUES(1,1,1,'2026-05-01 04:00:00.123456','1-立山','1-立山','checking','{"\u756a": [1, 0.5, true, null]}',1,1,'1-立山','2026-05-01 04:00:00.123456');
INSERT INTO "roster_import" VALUES(2,2,2,'2026-05-01 05:00:00.123456','2-立山','2-立山','applying','{"\u756a": [2, 1.0, true, null]}',2,2,'2-立山','2026-05-01 05:00:00.123456');
INSERT INTO "roster_import" VALUES(3,3,3,'2026-05-01 06:00:00.123456','3-立山','3-立山','applied','{"\u756a": [3, 1.5, true, null]}',3,3,'3-立山',NULL);
INSERT INTO "roster_import" VALUES(4,4,4,'2026-05-01 07:00:00.123456','4-立山','4-立山','dropped','{"\u756a": [4, 2.0, true, null]}',4,4,'4-立山','2026-05-01 07:00:00.123456');
INSERT INTO "roster_import" VALUES(5,5,5,'2026-05-01 08:00:00.123456','5-立山','5-立山','failed','{"\u756a": [5, 2.5, true, null]}',5,5,'5-立山','2026-05-01 08:00:00.123456');
INSERT INTO "roster_import" VALUES(6,6,6,'2026-05-01 09:00:00.123456','6-立山','6-立山','reading','{"\u756a": [6, 3.0, true, null]}',6,6,'6-立山',NULL);
INSERT INTO "roster_import" VALUES(7,7,7,'2026-05-01 10:00:00.123456','7-立山','7-立山','checking','{"\u756a": [7, 3.5, true, null]}',7,7,'7-立山','2026-05-01 10:00:00.123456');
INSERT INTO "roster_import" VALUES(8,8,8,'2026-05-01 11:00:00.123456','8-立山','8-立山','applying','{"\u756a": [8, 4.0, true, null]}',8,8,'8-立山','2026-05-01 11:00:00.123456');
CREATE TABLE roster_row (
	id INTEGER NOT NULL, 
	import_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	cells JSON NOT NULL, 
	mended JSON NOT NULL, 
	problems JSON NOT NULL, 
	standing VARCHAR(40) NOT NULL, 
	is_same BOOLEAN, 
	fingerprint VARCHAR(64) NOT NULL, 
	staff_hash VARCHAR(64), 
	outcome VARCHAR(40), 
	learner_id INTEGER, 
	CONSTRAINT pk_roster_row PRIMARY KEY (id), 
	CONSTRAINT fk_roster_row_import_id_roster_import FOREIGN KEY(import_id) REFERENCES roster_import (id), 
	CONSTRAINT fk_roster_row_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id), 
	CONSTRAINT uq_roster_row_import_id_number UNIQUE (import_id, number)
);
INSERT INTO "roster_row" VALUES(1,1,1,'{"\u756a": [1, 0.5, true, null]}','{"\u756a": [1, 0.5, true, null]}','{"\u756a": [1, 0.5, true, null]}','registered',0,'1-立山','1-立山','enrolled',1);
INSERT INTO "roster_row" VALUES(2,2,2,'{"\u756a": [2, 1.0, true, null]}','{"\u756a": [2, 1.0, true, null]}','{"\u756a": [2, 1.0, true, null]}','enrolled',1,'2-立山','2-立山','already',2);
INSERT INTO "roster_row" VALUES(3,3,3,'{"\u756a": [3, 1.5, true, null]}','{"\u756a": [3, 1.5, true, null]}','{"\u756a": [3, 1.5, true, null]}','to_mend',NULL,'3-立山',NULL,NULL,NULL);
INSERT INTO "roster_row" VALUES(4,4,4,'{"\u756a": [4, 2.0, true, null]}','{"\u756a": [4, 2.0, true, null]}','{"\u756a": [4, 2.0, true, null]}','left_out',1,'4-立山','4-立山','made',4);
INSERT INTO "roster_row" VALUES(5,5,5,'{"\u756a": [5, 2.5, true, null]}','{"\u756a": [5, 2.5, true, null]}','{"\u756a": [5, 2.5, true, null]}','new',0,'5-立山','5-立山','enrolled',5);
INSERT INTO "roster_row" VALUES(6,6,6,'{"\u756a": [6, 3.0, true, null]}','{"\u756a": [6, 3.0, true, null]}','{"\u756a": [6, 3.0, true, null]}','registered',NULL,'6-立山',NULL,NULL,NULL);
INSERT INTO "roster_row" VALUES(7,7,7,'{"\u756a": [7, 3.5, true, null]}','{"\u756a": [7, 3.5, true, null]}','{"\u756a": [7, 3.5, true, null]}','enrolled',0,'7-立山','7-立山','refused',7);
INSERT INTO "roster_row" VALUES(8,8,8,'{"\u756a": [8, 4.0, true, null]}','{"\u756a": [8, 4.0, true, null]}','{"\u756a": [8, 4.0, true, null]}','to_mend',1,'8-立山','8-立山','made',8);
CREATE TABLE rule_version (
	offering_id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	rule JSON NOT NULL, 
	decided_at DATETIME NOT NULL, 
	CONSTRAINT pk_rule_version PRIMARY KEY (offering_id, version), 
	CONSTRAINT fk_rule_version_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id)
);
INSERT INTO "rule_version" VALUES(1,1,'{"\u756a": [1, 0.5, true, null]}','2026-05-01 04:00:00.123456');
INSERT INTO "rule_version" VALUES(2,2,'{"\u756a": [2, 1.0, true, null]}','2026-05-01 05:00:00.123456');
INSERT INTO "rule_version" VALUES(3,3,'{"\u756a": [3, 1.5, true, null]}','2026-05-01 06:00:00.123456');
INSERT INTO "rule_version" VALUES(4,4,'{"\u756a": [4, 2.0, true, null]}','2026-05-01 07:00:00.123456');
INSERT INTO "rule_version" VALUES(5,5,'{"\u756a": [5, 2.5, true, null]}','2026-05-01 08:00:00.123456');
INSERT INTO "rule_version" VALUES(6,6,'{"\u756a": [6, 3.0, true, null]}','2026-05-01 09:00:00.123456');
INSERT INTO "rule_version" VALUES(7,7,'{"\u756a": [7, 3.5, true, null]}','2026-05-01 10:00:00.123456');
INSERT INTO "rule_version" VALUES(8,8,'{"\u756a": [8, 4.0, true, null]}','2026-05-01 11:00:00.123456');
CREATE TABLE score (
	submission_id INTEGER NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	points DOUBLE NOT NULL, 
	max_points DOUBLE NOT NULL, 
	sheet JSON NOT NULL, 
	recorded_at DATETIME NOT NULL, projected_at DATETIME, graded_with VARCHAR(64), environment VARCHAR(64), late_penalty DOUBLE DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_score PRIMARY KEY (submission_id), 
	CONSTRAINT fk_score_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id)
);
INSERT INTO "score" VALUES(1,'1-立山',1.25,1.25,'{"\u756a": [1, 0.5, true, null]}','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','1-立山','1-立山',1.25);
INSERT INTO "score" VALUES(2,'2-立山',2.25,2.25,'{"\u756a": [2, 1.0, true, null]}','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','2-立山','2-立山',2.25);
INSERT INTO "score" VALUES(3,'3-立山',3.25,3.25,'{"\u756a": [3, 1.5, true, null]}','2026-05-01 06:00:00.123456',NULL,NULL,NULL,3.25);
INSERT INTO "score" VALUES(4,'4-立山',4.25,4.25,'{"\u756a": [4, 2.0, true, null]}','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','4-立山','4-立山',4.25);
INSERT INTO "score" VALUES(5,'5-立山',5.25,5.25,'{"\u756a": [5, 2.5, true, null]}','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','5-立山','5-立山',5.25);
INSERT INTO "score" VALUES(6,'6-立山',6.25,6.25,'{"\u756a": [6, 3.0, true, null]}','2026-05-01 09:00:00.123456',NULL,NULL,NULL,6.25);
INSERT INTO "score" VALUES(7,'7-立山',7.25,7.25,'{"\u756a": [7, 3.5, true, null]}','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','7-立山','7-立山',7.25);
INSERT INTO "score" VALUES(8,'8-立山',8.25,8.25,'{"\u756a": [8, 4.0, true, null]}','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','8-立山','8-立山',8.25);
CREATE TABLE score_change (
	id INTEGER NOT NULL, 
	regrade_id INTEGER NOT NULL, 
	enrolment_id INTEGER NOT NULL, 
	lesson_slug VARCHAR(60) NOT NULL, 
	points_before DOUBLE NOT NULL, 
	points_after DOUBLE NOT NULL, 
	max_points DOUBLE NOT NULL, 
	seen_at DATETIME, 
	CONSTRAINT pk_score_change PRIMARY KEY (id), 
	CONSTRAINT fk_score_change_enrolment_id_enrolment FOREIGN KEY(enrolment_id) REFERENCES enrolment (id), 
	CONSTRAINT fk_score_change_regrade_id_regrade FOREIGN KEY(regrade_id) REFERENCES regrade (id), 
	CONSTRAINT uq_score_change_regrade_id_enrolment_id_lesson_slug UNIQUE (regrade_id, enrolment_id, lesson_slug)
);
INSERT INTO "score_change" VALUES(1,1,1,'1-立山',1.25,1.25,1.25,'2026-05-01 04:00:00.123456');
INSERT INTO "score_change" VALUES(2,2,2,'2-立山',2.25,2.25,2.25,'2026-05-01 05:00:00.123456');
INSERT INTO "score_change" VALUES(3,3,3,'3-立山',3.25,3.25,3.25,NULL);
INSERT INTO "score_change" VALUES(4,4,4,'4-立山',4.25,4.25,4.25,'2026-05-01 07:00:00.123456');
INSERT INTO "score_change" VALUES(5,5,5,'5-立山',5.25,5.25,5.25,'2026-05-01 08:00:00.123456');
INSERT INTO "score_change" VALUES(6,6,6,'6-立山',6.25,6.25,6.25,NULL);
INSERT INTO "score_change" VALUES(7,7,7,'7-立山',7.25,7.25,7.25,'2026-05-01 10:00:00.123456');
INSERT INTO "score_change" VALUES(8,8,8,'8-立山',8.25,8.25,8.25,'2026-05-01 11:00:00.123456');
CREATE TABLE second_factor (
	learner_id INTEGER NOT NULL, 
	secret VARCHAR(200) NOT NULL, 
	confirmed_at DATETIME, 
	last_step INTEGER, 
	CONSTRAINT pk_second_factor PRIMARY KEY (learner_id), 
	CONSTRAINT fk_second_factor_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id)
);
INSERT INTO "second_factor" VALUES(1,'1-立山','2026-05-01 04:00:00.123456',1);
INSERT INTO "second_factor" VALUES(2,'2-立山','2026-05-01 05:00:00.123456',2);
INSERT INTO "second_factor" VALUES(3,'3-立山',NULL,NULL);
INSERT INTO "second_factor" VALUES(4,'4-立山','2026-05-01 07:00:00.123456',4);
INSERT INTO "second_factor" VALUES(5,'5-立山','2026-05-01 08:00:00.123456',5);
INSERT INTO "second_factor" VALUES(6,'6-立山',NULL,NULL);
INSERT INTO "second_factor" VALUES(7,'7-立山','2026-05-01 10:00:00.123456',7);
INSERT INTO "second_factor" VALUES(8,'8-立山','2026-05-01 11:00:00.123456',8);
CREATE TABLE seminar (
	id INTEGER NOT NULL, 
	programme_id INTEGER NOT NULL, 
	fiscal_year INTEGER NOT NULL, 
	title_ja VARCHAR(200) NOT NULL, 
	title_en VARCHAR(200) NOT NULL, 
	host_id INTEGER NOT NULL, 
	held_on DATE NOT NULL, 
	capacity INTEGER, 
	headcount INTEGER, 
	state VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_seminar PRIMARY KEY (id), 
	CONSTRAINT fk_seminar_host_id_partner FOREIGN KEY(host_id) REFERENCES partner (id), 
	CONSTRAINT fk_seminar_programme_id_programme FOREIGN KEY(programme_id) REFERENCES programme (id)
);
INSERT INTO "seminar" VALUES(1,1,1,'1-立山','1-立山',1,'2026-05-02',1,1,'held');
INSERT INTO "seminar" VALUES(2,2,2,'2-立山','2-立山',2,'2026-05-03',2,2,'cancelled');
INSERT INTO "seminar" VALUES(3,3,3,'3-立山','3-立山',3,'2026-05-04',NULL,NULL,'moved');
INSERT INTO "seminar" VALUES(4,4,4,'4-立山','4-立山',4,'2026-05-05',4,4,'planned');
INSERT INTO "seminar" VALUES(5,5,5,'5-立山','5-立山',5,'2026-05-06',5,5,'held');
INSERT INTO "seminar" VALUES(6,6,6,'6-立山','6-立山',6,'2026-05-07',NULL,NULL,'cancelled');
INSERT INTO "seminar" VALUES(7,7,7,'7-立山','7-立山',7,'2026-05-08',7,7,'moved');
INSERT INTO "seminar" VALUES(8,8,8,'8-立山','8-立山',8,'2026-05-09',8,8,'planned');
CREATE TABLE seminar_check_in (
	seminar_id INTEGER NOT NULL, 
	learner_id INTEGER NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_seminar_check_in PRIMARY KEY (seminar_id, learner_id), 
	CONSTRAINT fk_seminar_check_in_seminar_id_seminar FOREIGN KEY(seminar_id) REFERENCES seminar (id), 
	CONSTRAINT fk_seminar_check_in_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id)
);
INSERT INTO "seminar_check_in" VALUES(1,1,'2026-05-01 04:00:00.123456');
INSERT INTO "seminar_check_in" VALUES(2,2,'2026-05-01 05:00:00.123456');
INSERT INTO "seminar_check_in" VALUES(3,3,'2026-05-01 06:00:00.123456');
INSERT INTO "seminar_check_in" VALUES(4,4,'2026-05-01 07:00:00.123456');
INSERT INTO "seminar_check_in" VALUES(5,5,'2026-05-01 08:00:00.123456');
INSERT INTO "seminar_check_in" VALUES(6,6,'2026-05-01 09:00:00.123456');
INSERT INTO "seminar_check_in" VALUES(7,7,'2026-05-01 10:00:00.123456');
INSERT INTO "seminar_check_in" VALUES(8,8,'2026-05-01 11:00:00.123456');
CREATE TABLE submission (
	id INTEGER NOT NULL, 
	learner_id INTEGER NOT NULL, 
	enrolment_id INTEGER NOT NULL, 
	course_slug VARCHAR(60) NOT NULL, 
	lesson_slug VARCHAR(60) NOT NULL, 
	release_digest VARCHAR(64) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	size INTEGER NOT NULL, 
	idempotency_key VARCHAR(36) NOT NULL, 
	received_at DATETIME NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	claimed_by VARCHAR(100), 
	lease_until DATETIME, 
	tries INTEGER NOT NULL, 
	problem VARCHAR(2000), 
	CONSTRAINT pk_submission PRIMARY KEY (id), 
	CONSTRAINT fk_submission_enrolment_id_enrolment FOREIGN KEY(enrolment_id) REFERENCES enrolment (id), 
	CONSTRAINT fk_submission_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id), 
	CONSTRAINT uq_submission_learner_id_idempotency_key UNIQUE (learner_id, idempotency_key)
);
INSERT INTO "submission" VALUES(1,1,1,'1-立山','1-立山','1-立山','1-立山',1,'1-立山','2026-05-01 04:00:00.123456','running','1-立山','2026-05-01 04:00:00.123456',1,'1-立山');
INSERT INTO "submission" VALUES(2,2,2,'2-立山','2-立山','2-立山','2-立山',2,'2-立山','2026-05-01 05:00:00.123456','graded','2-立山','2026-05-01 05:00:00.123456',2,'2-立山');
INSERT INTO "submission" VALUES(3,3,3,'3-立山','3-立山','3-立山','3-立山',3,'3-立山','2026-05-01 06:00:00.123456','parked',NULL,NULL,3,NULL);
INSERT INTO "submission" VALUES(4,4,4,'4-立山','4-立山','4-立山','4-立山',4,'4-立山','2026-05-01 07:00:00.123456','queued','4-立山','2026-05-01 07:00:00.123456',4,'4-立山');
INSERT INTO "submission" VALUES(5,5,5,'5-立山','5-立山','5-立山','5-立山',5,'5-立山','2026-05-01 08:00:00.123456','running','5-立山','2026-05-01 08:00:00.123456',5,'5-立山');
INSERT INTO "submission" VALUES(6,6,6,'6-立山','6-立山','6-立山','6-立山',6,'6-立山','2026-05-01 09:00:00.123456','graded',NULL,NULL,6,NULL);
INSERT INTO "submission" VALUES(7,7,7,'7-立山','7-立山','7-立山','7-立山',7,'7-立山','2026-05-01 10:00:00.123456','parked','7-立山','2026-05-01 10:00:00.123456',7,'7-立山');
INSERT INTO "submission" VALUES(8,8,8,'8-立山','8-立山','8-立山','8-立山',8,'8-立山','2026-05-01 11:00:00.123456','queued','8-立山','2026-05-01 11:00:00.123456',8,'8-立山');
CREATE TABLE survey (
	id INTEGER NOT NULL, 
	offering_id INTEGER, 
	seminar_id INTEGER, 
	kind VARCHAR(40) NOT NULL, 
	form JSON NOT NULL, 
	opened_at DATETIME NOT NULL, 
	closes_at DATETIME NOT NULL, 
	asked INTEGER NOT NULL, 
	knowledge_items INTEGER NOT NULL, 
	token VARCHAR(43), 
	CONSTRAINT pk_survey PRIMARY KEY (id), 
	CONSTRAINT fk_survey_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id), 
	CONSTRAINT fk_survey_seminar_id_seminar FOREIGN KEY(seminar_id) REFERENCES seminar (id), 
	CONSTRAINT uq_survey_offering_id_kind UNIQUE (offering_id, kind), 
	CONSTRAINT uq_survey_seminar_id UNIQUE (seminar_id), 
	CONSTRAINT uq_survey_token UNIQUE (token)
);
INSERT INTO "survey" VALUES(1,1,1,'after','{"\u756a": [1, 0.5, true, null]}','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456',1,1,'1-立山');
INSERT INTO "survey" VALUES(2,2,2,'later','{"\u756a": [2, 1.0, true, null]}','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456',2,2,'2-立山');
INSERT INTO "survey" VALUES(3,NULL,NULL,'seminar','{"\u756a": [3, 1.5, true, null]}','2026-05-01 06:00:00.123456','2026-05-01 06:00:00.123456',3,3,NULL);
INSERT INTO "survey" VALUES(4,4,4,'before','{"\u756a": [4, 2.0, true, null]}','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456',4,4,'4-立山');
INSERT INTO "survey" VALUES(5,5,5,'after','{"\u756a": [5, 2.5, true, null]}','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456',5,5,'5-立山');
INSERT INTO "survey" VALUES(6,NULL,NULL,'later','{"\u756a": [6, 3.0, true, null]}','2026-05-01 09:00:00.123456','2026-05-01 09:00:00.123456',6,6,NULL);
INSERT INTO "survey" VALUES(7,7,7,'seminar','{"\u756a": [7, 3.5, true, null]}','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456',7,7,'7-立山');
INSERT INTO "survey" VALUES(8,8,8,'before','{"\u756a": [8, 4.0, true, null]}','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456',8,8,'8-立山');
CREATE TABLE survey_answer (
	id VARCHAR(32) NOT NULL, 
	survey_id INTEGER NOT NULL, 
	enrolment_id INTEGER, 
	CONSTRAINT pk_survey_answer PRIMARY KEY (id), 
	CONSTRAINT fk_survey_answer_survey_id_survey FOREIGN KEY(survey_id) REFERENCES survey (id), 
	CONSTRAINT fk_survey_answer_enrolment_id_enrolment FOREIGN KEY(enrolment_id) REFERENCES enrolment (id), 
	CONSTRAINT uq_survey_answer_survey_id_enrolment_id UNIQUE (survey_id, enrolment_id)
)
 WITHOUT ROWID

;
INSERT INTO "survey_answer" VALUES('1-立山',1,1);
INSERT INTO "survey_answer" VALUES('2-立山',2,2);
INSERT INTO "survey_answer" VALUES('3-立山',3,NULL);
INSERT INTO "survey_answer" VALUES('4-立山',4,4);
INSERT INTO "survey_answer" VALUES('5-立山',5,5);
INSERT INTO "survey_answer" VALUES('6-立山',6,NULL);
INSERT INTO "survey_answer" VALUES('7-立山',7,7);
INSERT INTO "survey_answer" VALUES('8-立山',8,8);
CREATE TABLE survey_asked (
	survey_id INTEGER NOT NULL, 
	enrolment_id INTEGER NOT NULL, 
	answered BOOLEAN NOT NULL, 
	CONSTRAINT pk_survey_asked PRIMARY KEY (survey_id, enrolment_id), 
	CONSTRAINT fk_survey_asked_survey_id_survey FOREIGN KEY(survey_id) REFERENCES survey (id), 
	CONSTRAINT fk_survey_asked_enrolment_id_enrolment FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
);
INSERT INTO "survey_asked" VALUES(1,1,0);
INSERT INTO "survey_asked" VALUES(2,2,1);
INSERT INTO "survey_asked" VALUES(3,3,0);
INSERT INTO "survey_asked" VALUES(4,4,1);
INSERT INTO "survey_asked" VALUES(5,5,0);
INSERT INTO "survey_asked" VALUES(6,6,1);
INSERT INTO "survey_asked" VALUES(7,7,0);
INSERT INTO "survey_asked" VALUES(8,8,1);
CREATE TABLE survey_choice (
	answer_id VARCHAR(32) NOT NULL, 
	item VARCHAR(40) NOT NULL, 
	value INTEGER NOT NULL, 
	correct BOOLEAN, 
	CONSTRAINT pk_survey_choice PRIMARY KEY (answer_id, item), 
	CONSTRAINT fk_survey_choice_answer_id_survey_answer FOREIGN KEY(answer_id) REFERENCES survey_answer (id)
)
 WITHOUT ROWID

;
INSERT INTO "survey_choice" VALUES('1-立山','1-立山',1,0);
INSERT INTO "survey_choice" VALUES('2-立山','2-立山',2,1);
INSERT INTO "survey_choice" VALUES('3-立山','3-立山',3,NULL);
INSERT INTO "survey_choice" VALUES('4-立山','4-立山',4,1);
INSERT INTO "survey_choice" VALUES('5-立山','5-立山',5,0);
INSERT INTO "survey_choice" VALUES('6-立山','6-立山',6,NULL);
INSERT INTO "survey_choice" VALUES('7-立山','7-立山',7,0);
INSERT INTO "survey_choice" VALUES('8-立山','8-立山',8,1);
CREATE TABLE survey_text (
	id VARCHAR(32) NOT NULL, 
	survey_id INTEGER NOT NULL, 
	item VARCHAR(40) NOT NULL, 
	text TEXT NOT NULL, 
	enrolment_id INTEGER, 
	CONSTRAINT pk_survey_text PRIMARY KEY (id), 
	CONSTRAINT fk_survey_text_survey_id_survey FOREIGN KEY(survey_id) REFERENCES survey (id), 
	CONSTRAINT fk_survey_text_enrolment_id_enrolment FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
)
 WITHOUT ROWID

;
INSERT INTO "survey_text" VALUES('1-立山',1,'1-立山','1-立山',1);
INSERT INTO "survey_text" VALUES('2-立山',2,'2-立山','2-立山',2);
INSERT INTO "survey_text" VALUES('3-立山',3,'3-立山','3-立山',NULL);
INSERT INTO "survey_text" VALUES('4-立山',4,'4-立山','4-立山',4);
INSERT INTO "survey_text" VALUES('5-立山',5,'5-立山','5-立山',5);
INSERT INTO "survey_text" VALUES('6-立山',6,'6-立山','6-立山',NULL);
INSERT INTO "survey_text" VALUES('7-立山',7,'7-立山','7-立山',7);
INSERT INTO "survey_text" VALUES('8-立山',8,'8-立山','8-立山',8);
CREATE TABLE target (
	id INTEGER NOT NULL, 
	fiscal_year INTEGER NOT NULL, 
	indicator VARCHAR(10) NOT NULL, 
	programme_row VARCHAR(40) NOT NULL, 
	hundredths INTEGER NOT NULL, 
	set_at DATETIME NOT NULL, 
	CONSTRAINT pk_target PRIMARY KEY (id), 
	CONSTRAINT uq_target_fiscal_year_indicator_programme_row UNIQUE (fiscal_year, indicator, programme_row)
);
INSERT INTO "target" VALUES(1,1,'1-立山','1-立山',1,'2026-05-01 04:00:00.123456');
INSERT INTO "target" VALUES(2,2,'2-立山','2-立山',2,'2026-05-01 05:00:00.123456');
INSERT INTO "target" VALUES(3,3,'3-立山','3-立山',3,'2026-05-01 06:00:00.123456');
INSERT INTO "target" VALUES(4,4,'4-立山','4-立山',4,'2026-05-01 07:00:00.123456');
INSERT INTO "target" VALUES(5,5,'5-立山','5-立山',5,'2026-05-01 08:00:00.123456');
INSERT INTO "target" VALUES(6,6,'6-立山','6-立山',6,'2026-05-01 09:00:00.123456');
INSERT INTO "target" VALUES(7,7,'7-立山','7-立山',7,'2026-05-01 10:00:00.123456');
INSERT INTO "target" VALUES(8,8,'8-立山','8-立山',8,'2026-05-01 11:00:00.123456');
CREATE TABLE teaching (
	offering_id INTEGER NOT NULL, 
	learner_id INTEGER NOT NULL, 
	CONSTRAINT pk_teaching PRIMARY KEY (offering_id, learner_id), 
	CONSTRAINT fk_teaching_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id), 
	CONSTRAINT fk_teaching_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id)
);
INSERT INTO "teaching" VALUES(1,1);
INSERT INTO "teaching" VALUES(2,2);
INSERT INTO "teaching" VALUES(3,3);
INSERT INTO "teaching" VALUES(4,4);
INSERT INTO "teaching" VALUES(5,5);
INSERT INTO "teaching" VALUES(6,6);
INSERT INTO "teaching" VALUES(7,7);
INSERT INTO "teaching" VALUES(8,8);
CREATE TABLE trial (
	submission_id INTEGER NOT NULL, 
	regrade_id INTEGER, 
	release_digest VARCHAR(64) NOT NULL, 
	cold BOOLEAN NOT NULL, 
	sheet JSON, 
	differs BOOLEAN, 
	replaced JSON, 
	id INTEGER NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	claimed_by VARCHAR(100), 
	lease_until DATETIME, 
	tries INTEGER NOT NULL, 
	problem VARCHAR(2000), 
	CONSTRAINT pk_trial PRIMARY KEY (id), 
	CONSTRAINT fk_trial_regrade_id_regrade FOREIGN KEY(regrade_id) REFERENCES regrade (id), 
	CONSTRAINT fk_trial_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id), 
	CONSTRAINT uq_trial_regrade_id_submission_id UNIQUE (regrade_id, submission_id)
);
INSERT INTO "trial" VALUES(1,1,'1-立山',0,'{"\u756a": [1, 0.5, true, null]}',0,'{"\u756a": [1, 0.5, true, null]}',1,'running','1-立山','2026-05-01 04:00:00.123456',1,'1-立山');
INSERT INTO "trial" VALUES(2,2,'2-立山',1,'{"\u756a": [2, 1.0, true, null]}',1,'{"\u756a": [2, 1.0, true, null]}',2,'graded','2-立山','2026-05-01 05:00:00.123456',2,'2-立山');
INSERT INTO "trial" VALUES(3,NULL,'3-立山',0,NULL,NULL,NULL,3,'parked',NULL,NULL,3,NULL);
INSERT INTO "trial" VALUES(4,4,'4-立山',1,'{"\u756a": [4, 2.0, true, null]}',1,'{"\u756a": [4, 2.0, true, null]}',4,'queued','4-立山','2026-05-01 07:00:00.123456',4,'4-立山');
INSERT INTO "trial" VALUES(5,5,'5-立山',0,'{"\u756a": [5, 2.5, true, null]}',0,'{"\u756a": [5, 2.5, true, null]}',5,'running','5-立山','2026-05-01 08:00:00.123456',5,'5-立山');
INSERT INTO "trial" VALUES(6,NULL,'6-立山',1,NULL,NULL,NULL,6,'graded',NULL,NULL,6,NULL);
INSERT INTO "trial" VALUES(7,7,'7-立山',0,'{"\u756a": [7, 3.5, true, null]}',0,'{"\u756a": [7, 3.5, true, null]}',7,'parked','7-立山','2026-05-01 10:00:00.123456',7,'7-立山');
INSERT INTO "trial" VALUES(8,8,'8-立山',1,'{"\u756a": [8, 4.0, true, null]}',1,'{"\u756a": [8, 4.0, true, null]}',8,'queued','8-立山','2026-05-01 11:00:00.123456',8,'8-立山');
CREATE TABLE unsubscribed (
	address VARCHAR(254) NOT NULL, 
	since DATETIME NOT NULL, 
	CONSTRAINT pk_unsubscribed PRIMARY KEY (address)
);
INSERT INTO "unsubscribed" VALUES('1-立山','2026-05-01 04:00:00.123456');
INSERT INTO "unsubscribed" VALUES('2-立山','2026-05-01 05:00:00.123456');
INSERT INTO "unsubscribed" VALUES('3-立山','2026-05-01 06:00:00.123456');
INSERT INTO "unsubscribed" VALUES('4-立山','2026-05-01 07:00:00.123456');
INSERT INTO "unsubscribed" VALUES('5-立山','2026-05-01 08:00:00.123456');
INSERT INTO "unsubscribed" VALUES('6-立山','2026-05-01 09:00:00.123456');
INSERT INTO "unsubscribed" VALUES('7-立山','2026-05-01 10:00:00.123456');
INSERT INTO "unsubscribed" VALUES('8-立山','2026-05-01 11:00:00.123456');
CREATE UNIQUE INDEX uq_role_grant_without_partner ON role_grant (learner_id, role) WHERE partner_id IS NULL;
CREATE INDEX ix_seminar_fiscal_year ON seminar (fiscal_year);
CREATE INDEX ix_seminar_host_id ON seminar (host_id);
CREATE INDEX ix_seminar_programme_id ON seminar (programme_id);
CREATE INDEX ix_submission_received_at ON submission (received_at);
CREATE INDEX ix_submission_sha256 ON submission (sha256);
CREATE INDEX ix_submission_state_id ON submission (state, id);
CREATE INDEX ix_manual_mark_enrolment_id_lesson_slug ON manual_mark (enrolment_id, lesson_slug);
CREATE INDEX ix_score_not_projected ON score (submission_id) WHERE projected_at IS NULL;
CREATE INDEX ix_teaching_learner_id ON teaching (learner_id);
CREATE INDEX ix_regrade_offering_id ON regrade (offering_id);
CREATE INDEX ix_replacement_old_digest ON replacement (old_digest);
CREATE INDEX ix_score_change_enrolment_id ON score_change (enrolment_id);
CREATE INDEX ix_trial_differs ON trial (differs);
CREATE INDEX ix_trial_state_id ON trial (state, id);
CREATE INDEX ix_trial_submission_id ON trial (submission_id);
CREATE INDEX ix_consent_learner_id ON consent (learner_id);
CREATE INDEX ix_invitation_offering_id ON invitation (offering_id);
CREATE INDEX ix_invited_person_invitation_id ON invited_person (invitation_id);
CREATE INDEX ix_application_move_application_id ON application_move (application_id);
CREATE INDEX ix_invitation_use_invitation_id ON invitation_use (invitation_id);
CREATE INDEX ix_meeting_change_meeting_id ON meeting_change (meeting_id);
CREATE INDEX ix_meeting_starts_at ON meeting (starts_at);
CREATE INDEX ix_offering_programme_id ON offering (programme_id);
CREATE INDEX ix_offering_fiscal_year ON offering (fiscal_year);
CREATE INDEX ix_offering_course_slug ON offering (course_slug);
CREATE INDEX ix_offering_host_id ON offering (host_id);
CREATE INDEX ix_one_time_code_address_purpose ON one_time_code (address, purpose);
CREATE INDEX ix_one_time_code_learner_id ON one_time_code (learner_id);
CREATE INDEX ix_recovery_code_learner_id ON recovery_code (learner_id);
CREATE INDEX ix_learner_email ON learner (email);
CREATE INDEX ix_learner_second_email ON learner (second_email);
CREATE INDEX ix_message_address ON message (address);
CREATE INDEX ix_message_learner_id ON message (learner_id);
CREATE INDEX ix_message_offering_id ON message (offering_id);
CREATE INDEX ix_message_state_next_try_at ON message (state, next_try_at);
CREATE INDEX ix_roster_import_offering_id ON roster_import (offering_id);
CREATE INDEX ix_roster_row_import_id_standing_outcome ON roster_row (import_id, standing, outcome);
CREATE INDEX ix_roster_row_fingerprint ON roster_row (fingerprint);
CREATE INDEX ix_roster_row_staff_hash ON roster_row (staff_hash);
CREATE INDEX ix_letter_application_id ON letter (application_id);
CREATE INDEX ix_letter_offering_id ON letter (offering_id);
CREATE INDEX ix_audit_entry_actor ON audit_entry (actor);
CREATE INDEX ix_audit_entry_subject ON audit_entry (subject);
CREATE INDEX ix_application_offering_id_state ON application (offering_id, state);
CREATE INDEX ix_survey_asked_enrolment_id ON survey_asked (enrolment_id);
CREATE INDEX ix_survey_answer_enrolment_id ON survey_answer (enrolment_id);
CREATE INDEX ix_survey_text_survey_id ON survey_text (survey_id);
CREATE INDEX ix_survey_text_enrolment_id ON survey_text (enrolment_id);
CREATE INDEX ix_report_step_by_id ON report_step (by_id);
CREATE INDEX ix_report_step_draft_id ON report_step (draft_id);
CREATE INDEX ix_protection_decision_draft_id ON protection_decision (draft_id);
CREATE INDEX ix_copy_log_release_id ON copy_log (release_id);
CREATE INDEX ix_enrolment_of_offering ON enrolment (offering_id, withdrawn_at, enrolled_at, completed_at, learner_id);
CREATE INDEX ix_submission_of_enrolment ON submission (enrolment_id, lesson_slug, received_at);
CREATE INDEX ix_application_to_offering ON application (offering_id, applied_at, learner_id);
CREATE INDEX ix_seminar_check_in_learner_id ON seminar_check_in (learner_id);
CREATE INDEX ix_report_draft_fiscal_year ON report_draft (fiscal_year);
CREATE INDEX ix_report_draft_partner_id ON report_draft (partner_id);
CREATE INDEX ix_attendance_at_meeting ON attendance (meeting_id, enrolment_id, presence, recorded_at);
CREATE INDEX ix_attendance_made_up_at_id ON attendance (made_up_at_id);
COMMIT;
