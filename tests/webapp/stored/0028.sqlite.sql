BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0028');
CREATE TABLE answer_draft (
	id INTEGER NOT NULL, 
	enrolment_id INTEGER NOT NULL, 
	lesson_slug VARCHAR(60) NOT NULL, 
	grade_id VARCHAR(200) NOT NULL, 
	origin VARCHAR(40) NOT NULL, 
	revision INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	saved_at DATETIME NOT NULL, 
	CONSTRAINT pk_answer_draft PRIMARY KEY (id), 
	CONSTRAINT fk_answer_draft_enrolment_id_enrolment FOREIGN KEY(enrolment_id) REFERENCES enrolment (id), 
	CONSTRAINT uq_answer_draft_enrolment_id_lesson_slug_grade_id_origin UNIQUE (enrolment_id, lesson_slug, grade_id, origin)
);
INSERT INTO "answer_draft" VALUES(1,1,'1-立山','1-立山','1-立山',1,'1-立山','2026-05-01 04:00:00.123456');
INSERT INTO "answer_draft" VALUES(2,2,'2-立山','2-立山','2-立山',2,'2-立山','2026-05-01 05:00:00.123456');
INSERT INTO "answer_draft" VALUES(3,3,'3-立山','3-立山','3-立山',3,'3-立山','2026-05-01 06:00:00.123456');
INSERT INTO "answer_draft" VALUES(4,4,'4-立山','4-立山','4-立山',4,'4-立山','2026-05-01 07:00:00.123456');
INSERT INTO "answer_draft" VALUES(5,5,'5-立山','5-立山','5-立山',5,'5-立山','2026-05-01 08:00:00.123456');
INSERT INTO "answer_draft" VALUES(6,6,'6-立山','6-立山','6-立山',6,'6-立山','2026-05-01 09:00:00.123456');
INSERT INTO "answer_draft" VALUES(7,7,'7-立山','7-立山','7-立山',7,'7-立山','2026-05-01 10:00:00.123456');
INSERT INTO "answer_draft" VALUES(8,8,'8-立山','8-立山','8-立山',8,'8-立山','2026-05-01 11:00:00.123456');
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
	outreach_id INTEGER, 
	CONSTRAINT pk_application PRIMARY KEY (id), 
	CONSTRAINT fk_application_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id), 
	CONSTRAINT fk_application_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id), 
	CONSTRAINT fk_application_sent_by_id_partner FOREIGN KEY(sent_by_id) REFERENCES partner (id), 
	CONSTRAINT uq_application_learner_id_offering_id UNIQUE (learner_id, offering_id), 
	CONSTRAINT fk_application_outreach_id_outreach FOREIGN KEY(outreach_id) REFERENCES outreach (id)
);
INSERT INTO "application" VALUES(1,1,1,'2026-05-01 04:00:00.123456','drawing','{"\u756a": [1, 0.5, true, null]}',1,1,1,'2026-05-01 04:00:00.123456',1);
INSERT INTO "application" VALUES(2,2,2,'2026-05-01 05:00:00.123456','offered','{"\u756a": [2, 1.0, true, null]}',2,2,2,'2026-05-01 05:00:00.123456',2);
INSERT INTO "application" VALUES(3,3,3,'2026-05-01 06:00:00.123456','accepted','{"\u756a": [3, 1.5, true, null]}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "application" VALUES(4,4,4,'2026-05-01 07:00:00.123456','waiting','{"\u756a": [4, 2.0, true, null]}',4,4,4,'2026-05-01 07:00:00.123456',4);
INSERT INTO "application" VALUES(5,5,5,'2026-05-01 08:00:00.123456','rejected','{"\u756a": [5, 2.5, true, null]}',5,5,5,'2026-05-01 08:00:00.123456',5);
INSERT INTO "application" VALUES(6,6,6,'2026-05-01 09:00:00.123456','cancelled','{"\u756a": [6, 3.0, true, null]}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "application" VALUES(7,7,7,'2026-05-01 10:00:00.123456','withdrawn','{"\u756a": [7, 3.5, true, null]}',7,7,7,'2026-05-01 10:00:00.123456',7);
INSERT INTO "application" VALUES(8,8,8,'2026-05-01 11:00:00.123456','applied','{"\u756a": [8, 4.0, true, null]}',8,8,8,'2026-05-01 11:00:00.123456',8);
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
	CONSTRAINT fk_attendance_enrolment_id_enrolment FOREIGN KEY(enrolment_id) REFERENCES enrolment (id), 
	CONSTRAINT fk_attendance_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
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
CREATE TABLE audit_subject (
	learner_id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	CONSTRAINT pk_audit_subject PRIMARY KEY (learner_id, entry_id), 
	CONSTRAINT fk_audit_subject_entry_id_audit_entry FOREIGN KEY(entry_id) REFERENCES audit_entry (id)
);
INSERT INTO "audit_subject" VALUES(1,1);
INSERT INTO "audit_subject" VALUES(2,2);
INSERT INTO "audit_subject" VALUES(3,3);
INSERT INTO "audit_subject" VALUES(4,4);
INSERT INTO "audit_subject" VALUES(5,5);
INSERT INTO "audit_subject" VALUES(6,6);
INSERT INTO "audit_subject" VALUES(7,7);
INSERT INTO "audit_subject" VALUES(8,8);
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
CREATE TABLE cell_run (
	id INTEGER NOT NULL, 
	enrolment_id INTEGER NOT NULL, 
	lesson_slug VARCHAR(60) NOT NULL, 
	exercise_id VARCHAR(200) NOT NULL, 
	release_digest VARCHAR(64) NOT NULL, 
	cells JSON NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	begun_at DATETIME, 
	outcome JSON, 
	CONSTRAINT pk_cell_run PRIMARY KEY (id), 
	CONSTRAINT fk_cell_run_enrolment_id_enrolment FOREIGN KEY(enrolment_id) REFERENCES enrolment (id), 
	CONSTRAINT uq_cell_run_enrolment_id_lesson_slug_exercise_id UNIQUE (enrolment_id, lesson_slug, exercise_id)
);
INSERT INTO "cell_run" VALUES(1,1,'1-立山','1-立山','1-立山','{"\u756a": [1, 0.5, true, null]}','running','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','{"\u756a": [1, 0.5, true, null]}');
INSERT INTO "cell_run" VALUES(2,2,'2-立山','2-立山','2-立山','{"\u756a": [2, 1.0, true, null]}','done','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','{"\u756a": [2, 1.0, true, null]}');
INSERT INTO "cell_run" VALUES(3,3,'3-立山','3-立山','3-立山','{"\u756a": [3, 1.5, true, null]}','failed','2026-05-01 06:00:00.123456',NULL,NULL);
INSERT INTO "cell_run" VALUES(4,4,'4-立山','4-立山','4-立山','{"\u756a": [4, 2.0, true, null]}','queued','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','{"\u756a": [4, 2.0, true, null]}');
INSERT INTO "cell_run" VALUES(5,5,'5-立山','5-立山','5-立山','{"\u756a": [5, 2.5, true, null]}','running','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','{"\u756a": [5, 2.5, true, null]}');
INSERT INTO "cell_run" VALUES(6,6,'6-立山','6-立山','6-立山','{"\u756a": [6, 3.0, true, null]}','done','2026-05-01 09:00:00.123456',NULL,NULL);
INSERT INTO "cell_run" VALUES(7,7,'7-立山','7-立山','7-立山','{"\u756a": [7, 3.5, true, null]}','failed','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','{"\u756a": [7, 3.5, true, null]}');
INSERT INTO "cell_run" VALUES(8,8,'8-立山','8-立山','8-立山','{"\u756a": [8, 4.0, true, null]}','queued','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','{"\u756a": [8, 4.0, true, null]}');
CREATE TABLE certificate (
	id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	fiscal_year INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	learner_id INTEGER NOT NULL, 
	enrolment_id INTEGER, 
	programme_id INTEGER, 
	issuer_id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	initials VARCHAR(20) NOT NULL, 
	title VARCHAR(300) NOT NULL, 
	title_en VARCHAR(300) NOT NULL, 
	outline VARCHAR(2000) NOT NULL, 
	minutes INTEGER NOT NULL, 
	starts_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	issued_on DATE NOT NULL, 
	issuer_name VARCHAR(200) NOT NULL, 
	issuer_name_en VARCHAR(200) NOT NULL, 
	signatory VARCHAR(200) NOT NULL, 
	invented BOOLEAN NOT NULL, 
	check_code VARCHAR(16) NOT NULL, 
	check_url VARCHAR(300) NOT NULL, 
	issued_at DATETIME NOT NULL, 
	revoked_at DATETIME, 
	revoked_reason VARCHAR(500) NOT NULL, 
	revoked_by_id INTEGER, 
	CONSTRAINT pk_certificate PRIMARY KEY (id), 
	CONSTRAINT fk_certificate_enrolment_id_enrolment FOREIGN KEY(enrolment_id) REFERENCES enrolment (id), 
	CONSTRAINT fk_certificate_issuer_id_partner FOREIGN KEY(issuer_id) REFERENCES partner (id), 
	CONSTRAINT fk_certificate_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id), 
	CONSTRAINT fk_certificate_programme_id_certificate_programme FOREIGN KEY(programme_id) REFERENCES certificate_programme (id), 
	CONSTRAINT fk_certificate_revoked_by_id_learner FOREIGN KEY(revoked_by_id) REFERENCES learner (id), 
	CONSTRAINT uq_certificate_check_code UNIQUE (check_code), 
	CONSTRAINT uq_certificate_fiscal_year_number UNIQUE (fiscal_year, number)
);
INSERT INTO "certificate" VALUES(1,'statutory',1,1,1,1,1,1,'1-立山','1-立山','1-立山','1-立山','1-立山',1,'2026-05-02','2026-05-02','2026-05-02','1-立山','1-立山','1-立山',0,'1-立山','1-立山','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','1-立山',1);
INSERT INTO "certificate" VALUES(2,'completion',2,2,2,2,2,2,'2-立山','2-立山','2-立山','2-立山','2-立山',2,'2026-05-03','2026-05-03','2026-05-03','2-立山','2-立山','2-立山',1,'2-立山','2-立山','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','2-立山',2);
INSERT INTO "certificate" VALUES(3,'statutory',3,3,3,NULL,NULL,3,'3-立山','3-立山','3-立山','3-立山','3-立山',3,'2026-05-04','2026-05-04','2026-05-04','3-立山','3-立山','3-立山',0,'3-立山','3-立山','2026-05-01 06:00:00.123456',NULL,'3-立山',NULL);
INSERT INTO "certificate" VALUES(4,'completion',4,4,4,4,4,4,'4-立山','4-立山','4-立山','4-立山','4-立山',4,'2026-05-05','2026-05-05','2026-05-05','4-立山','4-立山','4-立山',1,'4-立山','4-立山','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','4-立山',4);
INSERT INTO "certificate" VALUES(5,'statutory',5,5,5,5,5,5,'5-立山','5-立山','5-立山','5-立山','5-立山',5,'2026-05-06','2026-05-06','2026-05-06','5-立山','5-立山','5-立山',0,'5-立山','5-立山','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','5-立山',5);
INSERT INTO "certificate" VALUES(6,'completion',6,6,6,NULL,NULL,6,'6-立山','6-立山','6-立山','6-立山','6-立山',6,'2026-05-07','2026-05-07','2026-05-07','6-立山','6-立山','6-立山',1,'6-立山','6-立山','2026-05-01 09:00:00.123456',NULL,'6-立山',NULL);
INSERT INTO "certificate" VALUES(7,'statutory',7,7,7,7,7,7,'7-立山','7-立山','7-立山','7-立山','7-立山',7,'2026-05-08','2026-05-08','2026-05-08','7-立山','7-立山','7-立山',0,'7-立山','7-立山','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','7-立山',7);
INSERT INTO "certificate" VALUES(8,'completion',8,8,8,8,8,8,'8-立山','8-立山','8-立山','8-立山','8-立山',8,'2026-05-09','2026-05-09','2026-05-09','8-立山','8-立山','8-立山',1,'8-立山','8-立山','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','8-立山',8);
CREATE TABLE certificate_name (
	learner_id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	instead_of VARCHAR(200) NOT NULL, 
	given_at DATETIME NOT NULL, 
	CONSTRAINT pk_certificate_name PRIMARY KEY (learner_id), 
	CONSTRAINT fk_certificate_name_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id)
);
INSERT INTO "certificate_name" VALUES(1,'1-立山','1-立山','2026-05-01 04:00:00.123456');
INSERT INTO "certificate_name" VALUES(2,'2-立山','2-立山','2026-05-01 05:00:00.123456');
INSERT INTO "certificate_name" VALUES(3,'3-立山','3-立山','2026-05-01 06:00:00.123456');
INSERT INTO "certificate_name" VALUES(4,'4-立山','4-立山','2026-05-01 07:00:00.123456');
INSERT INTO "certificate_name" VALUES(5,'5-立山','5-立山','2026-05-01 08:00:00.123456');
INSERT INTO "certificate_name" VALUES(6,'6-立山','6-立山','2026-05-01 09:00:00.123456');
INSERT INTO "certificate_name" VALUES(7,'7-立山','7-立山','2026-05-01 10:00:00.123456');
INSERT INTO "certificate_name" VALUES(8,'8-立山','8-立山','2026-05-01 11:00:00.123456');
CREATE TABLE certificate_programme (
	id INTEGER NOT NULL, 
	partner_id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	purpose VARCHAR(1000) NOT NULL, 
	method VARCHAR(1000) NOT NULL, 
	content VARCHAR(2000) NOT NULL, 
	minutes INTEGER NOT NULL, 
	eligibility VARCHAR(1000) NOT NULL, 
	capacity INTEGER NOT NULL, 
	requirement VARCHAR(1000) NOT NULL, 
	published_at DATETIME, 
	CONSTRAINT pk_certificate_programme PRIMARY KEY (id), 
	CONSTRAINT fk_certificate_programme_partner_id_partner FOREIGN KEY(partner_id) REFERENCES partner (id)
);
INSERT INTO "certificate_programme" VALUES(1,1,'1-立山','1-立山','1-立山','1-立山',1,'1-立山',1,'1-立山','2026-05-01 04:00:00.123456');
INSERT INTO "certificate_programme" VALUES(2,2,'2-立山','2-立山','2-立山','2-立山',2,'2-立山',2,'2-立山','2026-05-01 05:00:00.123456');
INSERT INTO "certificate_programme" VALUES(3,3,'3-立山','3-立山','3-立山','3-立山',3,'3-立山',3,'3-立山',NULL);
INSERT INTO "certificate_programme" VALUES(4,4,'4-立山','4-立山','4-立山','4-立山',4,'4-立山',4,'4-立山','2026-05-01 07:00:00.123456');
INSERT INTO "certificate_programme" VALUES(5,5,'5-立山','5-立山','5-立山','5-立山',5,'5-立山',5,'5-立山','2026-05-01 08:00:00.123456');
INSERT INTO "certificate_programme" VALUES(6,6,'6-立山','6-立山','6-立山','6-立山',6,'6-立山',6,'6-立山',NULL);
INSERT INTO "certificate_programme" VALUES(7,7,'7-立山','7-立山','7-立山','7-立山',7,'7-立山',7,'7-立山','2026-05-01 10:00:00.123456');
INSERT INTO "certificate_programme" VALUES(8,8,'8-立山','8-立山','8-立山','8-立山',8,'8-立山',8,'8-立山','2026-05-01 11:00:00.123456');
CREATE TABLE class_mark (
	seat_id INTEGER NOT NULL, 
	exercise_id VARCHAR(200) NOT NULL, 
	passed BOOLEAN NOT NULL, 
	failures INTEGER NOT NULL, 
	CONSTRAINT pk_class_mark PRIMARY KEY (seat_id, exercise_id), 
	CONSTRAINT fk_class_mark_seat_id_class_seat FOREIGN KEY(seat_id) REFERENCES class_seat (id)
);
INSERT INTO "class_mark" VALUES(1,'1-立山',0,1);
INSERT INTO "class_mark" VALUES(2,'2-立山',1,2);
INSERT INTO "class_mark" VALUES(3,'3-立山',0,3);
INSERT INTO "class_mark" VALUES(4,'4-立山',1,4);
INSERT INTO "class_mark" VALUES(5,'5-立山',0,5);
INSERT INTO "class_mark" VALUES(6,'6-立山',1,6);
INSERT INTO "class_mark" VALUES(7,'7-立山',0,7);
INSERT INTO "class_mark" VALUES(8,'8-立山',1,8);
CREATE TABLE class_seat (
	id INTEGER NOT NULL, 
	class_id INTEGER NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	seen_at DATETIME NOT NULL, 
	CONSTRAINT pk_class_seat PRIMARY KEY (id), 
	CONSTRAINT fk_class_seat_class_id_school_class FOREIGN KEY(class_id) REFERENCES school_class (id), 
	CONSTRAINT uq_class_seat_token_hash UNIQUE (token_hash)
);
INSERT INTO "class_seat" VALUES(1,1,'1-立山','2026-05-01 04:00:00.123456');
INSERT INTO "class_seat" VALUES(2,2,'2-立山','2026-05-01 05:00:00.123456');
INSERT INTO "class_seat" VALUES(3,3,'3-立山','2026-05-01 06:00:00.123456');
INSERT INTO "class_seat" VALUES(4,4,'4-立山','2026-05-01 07:00:00.123456');
INSERT INTO "class_seat" VALUES(5,5,'5-立山','2026-05-01 08:00:00.123456');
INSERT INTO "class_seat" VALUES(6,6,'6-立山','2026-05-01 09:00:00.123456');
INSERT INTO "class_seat" VALUES(7,7,'7-立山','2026-05-01 10:00:00.123456');
INSERT INTO "class_seat" VALUES(8,8,'8-立山','2026-05-01 11:00:00.123456');
CREATE TABLE class_work (
	id INTEGER NOT NULL, 
	class_id INTEGER NOT NULL, 
	seat_id INTEGER NOT NULL, 
	exercise_id VARCHAR(200) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	cells JSON NOT NULL, 
	texts JSON NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	begun_at DATETIME, 
	outcome JSON, 
	CONSTRAINT pk_class_work PRIMARY KEY (id), 
	CONSTRAINT fk_class_work_class_id_school_class FOREIGN KEY(class_id) REFERENCES school_class (id), 
	CONSTRAINT fk_class_work_seat_id_class_seat FOREIGN KEY(seat_id) REFERENCES class_seat (id), 
	CONSTRAINT uq_class_work_seat_id UNIQUE (seat_id)
);
INSERT INTO "class_work" VALUES(1,1,1,'1-立山','grade','{"\u756a": [1, 0.5, true, null]}','{"\u756a": [1, 0.5, true, null]}','running','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','{"\u756a": [1, 0.5, true, null]}');
INSERT INTO "class_work" VALUES(2,2,2,'2-立山','run','{"\u756a": [2, 1.0, true, null]}','{"\u756a": [2, 1.0, true, null]}','done','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','{"\u756a": [2, 1.0, true, null]}');
INSERT INTO "class_work" VALUES(3,3,3,'3-立山','grade','{"\u756a": [3, 1.5, true, null]}','{"\u756a": [3, 1.5, true, null]}','failed','2026-05-01 06:00:00.123456',NULL,NULL);
INSERT INTO "class_work" VALUES(4,4,4,'4-立山','run','{"\u756a": [4, 2.0, true, null]}','{"\u756a": [4, 2.0, true, null]}','queued','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','{"\u756a": [4, 2.0, true, null]}');
INSERT INTO "class_work" VALUES(5,5,5,'5-立山','grade','{"\u756a": [5, 2.5, true, null]}','{"\u756a": [5, 2.5, true, null]}','running','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','{"\u756a": [5, 2.5, true, null]}');
INSERT INTO "class_work" VALUES(6,6,6,'6-立山','run','{"\u756a": [6, 3.0, true, null]}','{"\u756a": [6, 3.0, true, null]}','done','2026-05-01 09:00:00.123456',NULL,NULL);
INSERT INTO "class_work" VALUES(7,7,7,'7-立山','grade','{"\u756a": [7, 3.5, true, null]}','{"\u756a": [7, 3.5, true, null]}','failed','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','{"\u756a": [7, 3.5, true, null]}');
INSERT INTO "class_work" VALUES(8,8,8,'8-立山','run','{"\u756a": [8, 4.0, true, null]}','{"\u756a": [8, 4.0, true, null]}','queued','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','{"\u756a": [8, 4.0, true, null]}');
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
CREATE TABLE cohort (
	id INTEGER NOT NULL, 
	host_id INTEGER NOT NULL, 
	fiscal_year INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	training VARCHAR(40), 
	sponsor VARCHAR(200) NOT NULL, 
	sponsor_partner_id INTEGER, 
	ground VARCHAR(40) NOT NULL, 
	ground_text VARCHAR(300) NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_cohort PRIMARY KEY (id), 
	CONSTRAINT fk_cohort_host_id_partner FOREIGN KEY(host_id) REFERENCES partner (id), 
	CONSTRAINT fk_cohort_sponsor_partner_id_partner FOREIGN KEY(sponsor_partner_id) REFERENCES partner (id), 
	CONSTRAINT uq_cohort_host_id_fiscal_year_name UNIQUE (host_id, fiscal_year, name)
);
INSERT INTO "cohort" VALUES(1,1,1,'1-立山','university','dx_leaders','1-立山',1,'law','1-立山','2026-05-01 04:00:00.123456');
INSERT INTO "cohort" VALUES(2,2,2,'2-立山','high_school','general','2-立山',2,'consent','2-立山','2026-05-01 05:00:00.123456');
INSERT INTO "cohort" VALUES(3,3,3,'3-立山','other',NULL,'3-立山',NULL,'law','3-立山','2026-05-01 06:00:00.123456');
INSERT INTO "cohort" VALUES(4,4,4,'4-立山','staff','dx_leaders','4-立山',4,'consent','4-立山','2026-05-01 07:00:00.123456');
INSERT INTO "cohort" VALUES(5,5,5,'5-立山','university','general','5-立山',5,'law','5-立山','2026-05-01 08:00:00.123456');
INSERT INTO "cohort" VALUES(6,6,6,'6-立山','high_school',NULL,'6-立山',NULL,'consent','6-立山','2026-05-01 09:00:00.123456');
INSERT INTO "cohort" VALUES(7,7,7,'7-立山','other','dx_leaders','7-立山',7,'law','7-立山','2026-05-01 10:00:00.123456');
INSERT INTO "cohort" VALUES(8,8,8,'8-立山','staff','general','8-立山',8,'consent','8-立山','2026-05-01 11:00:00.123456');
CREATE TABLE cohort_member (
	enrolment_id INTEGER NOT NULL, 
	cohort_id INTEGER NOT NULL, 
	told_on DATE, 
	row_number INTEGER, 
	CONSTRAINT pk_cohort_member PRIMARY KEY (enrolment_id), 
	CONSTRAINT fk_cohort_member_cohort_id_cohort FOREIGN KEY(cohort_id) REFERENCES cohort (id), 
	CONSTRAINT fk_cohort_member_enrolment_id_enrolment FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
);
INSERT INTO "cohort_member" VALUES(1,1,'2026-05-02',1);
INSERT INTO "cohort_member" VALUES(2,2,'2026-05-03',2);
INSERT INTO "cohort_member" VALUES(3,3,NULL,NULL);
INSERT INTO "cohort_member" VALUES(4,4,'2026-05-05',4);
INSERT INTO "cohort_member" VALUES(5,5,'2026-05-06',5);
INSERT INTO "cohort_member" VALUES(6,6,NULL,NULL);
INSERT INTO "cohort_member" VALUES(7,7,'2026-05-08',7);
INSERT INTO "cohort_member" VALUES(8,8,'2026-05-09',8);
CREATE TABLE cohort_seats (
	cohort_id INTEGER NOT NULL, 
	offering_id INTEGER NOT NULL, 
	seats INTEGER NOT NULL, 
	CONSTRAINT pk_cohort_seats PRIMARY KEY (cohort_id, offering_id), 
	CONSTRAINT fk_cohort_seats_cohort_id_cohort FOREIGN KEY(cohort_id) REFERENCES cohort (id), 
	CONSTRAINT fk_cohort_seats_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id)
);
INSERT INTO "cohort_seats" VALUES(1,1,1);
INSERT INTO "cohort_seats" VALUES(2,2,2);
INSERT INTO "cohort_seats" VALUES(3,3,3);
INSERT INTO "cohort_seats" VALUES(4,4,4);
INSERT INTO "cohort_seats" VALUES(5,5,5);
INSERT INTO "cohort_seats" VALUES(6,6,6);
INSERT INTO "cohort_seats" VALUES(7,7,7);
INSERT INTO "cohort_seats" VALUES(8,8,8);
CREATE TABLE completion_decision (
	id INTEGER NOT NULL, 
	enrolment_id INTEGER NOT NULL, 
	granted BOOLEAN NOT NULL, 
	reason VARCHAR(500) NOT NULL, 
	decided_at DATETIME NOT NULL, 
	decided_by_id INTEGER NOT NULL, 
	CONSTRAINT pk_completion_decision PRIMARY KEY (id), 
	CONSTRAINT fk_completion_decision_decided_by_id_learner FOREIGN KEY(decided_by_id) REFERENCES learner (id), 
	CONSTRAINT fk_completion_decision_enrolment_id_enrolment FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
);
INSERT INTO "completion_decision" VALUES(1,1,0,'1-立山','2026-05-01 04:00:00.123456',1);
INSERT INTO "completion_decision" VALUES(2,2,1,'2-立山','2026-05-01 05:00:00.123456',2);
INSERT INTO "completion_decision" VALUES(3,3,0,'3-立山','2026-05-01 06:00:00.123456',3);
INSERT INTO "completion_decision" VALUES(4,4,1,'4-立山','2026-05-01 07:00:00.123456',4);
INSERT INTO "completion_decision" VALUES(5,5,0,'5-立山','2026-05-01 08:00:00.123456',5);
INSERT INTO "completion_decision" VALUES(6,6,1,'6-立山','2026-05-01 09:00:00.123456',6);
INSERT INTO "completion_decision" VALUES(7,7,0,'7-立山','2026-05-01 10:00:00.123456',7);
INSERT INTO "completion_decision" VALUES(8,8,1,'8-立山','2026-05-01 11:00:00.123456',8);
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
CREATE TABLE correction (
	id INTEGER NOT NULL, 
	learner_id INTEGER NOT NULL, 
	fiscal_year INTEGER, 
	field VARCHAR(40) NOT NULL, 
	"before" VARCHAR(200) NOT NULL, 
	"after" VARCHAR(200) NOT NULL, 
	note VARCHAR(500) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	decided_at DATETIME, 
	decided_by_id INTEGER, 
	accepted BOOLEAN, 
	answer VARCHAR(500) NOT NULL, 
	CONSTRAINT pk_correction PRIMARY KEY (id), 
	CONSTRAINT fk_correction_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id), 
	CONSTRAINT fk_correction_decided_by_id_learner FOREIGN KEY(decided_by_id) REFERENCES learner (id)
);
INSERT INTO "correction" VALUES(1,1,1,'1-立山','1-立山','1-立山','1-立山','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456',1,0,'1-立山');
INSERT INTO "correction" VALUES(2,2,2,'2-立山','2-立山','2-立山','2-立山','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456',2,1,'2-立山');
INSERT INTO "correction" VALUES(3,3,NULL,'3-立山','3-立山','3-立山','3-立山','2026-05-01 06:00:00.123456',NULL,NULL,NULL,'3-立山');
INSERT INTO "correction" VALUES(4,4,4,'4-立山','4-立山','4-立山','4-立山','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456',4,1,'4-立山');
INSERT INTO "correction" VALUES(5,5,5,'5-立山','5-立山','5-立山','5-立山','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456',5,0,'5-立山');
INSERT INTO "correction" VALUES(6,6,NULL,'6-立山','6-立山','6-立山','6-立山','2026-05-01 09:00:00.123456',NULL,NULL,NULL,'6-立山');
INSERT INTO "correction" VALUES(7,7,7,'7-立山','7-立山','7-立山','7-立山','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456',7,0,'7-立山');
INSERT INTO "correction" VALUES(8,8,8,'8-立山','8-立山','8-立山','8-立山','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456',8,1,'8-立山');
CREATE TABLE council (
	id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	starts_at DATETIME NOT NULL, 
	place VARCHAR(200) NOT NULL, 
	online_url VARCHAR(500) NOT NULL, 
	agenda TEXT NOT NULL, 
	gist TEXT NOT NULL, 
	kept_at DATETIME NOT NULL, 
	CONSTRAINT pk_council PRIMARY KEY (id), 
	CONSTRAINT uq_council_number UNIQUE (number)
);
INSERT INTO "council" VALUES(1,1,'2026-05-01 04:00:00.123456','1-立山','1-立山','1-立山','1-立山','2026-05-01 04:00:00.123456');
INSERT INTO "council" VALUES(2,2,'2026-05-01 05:00:00.123456','2-立山','2-立山','2-立山','2-立山','2026-05-01 05:00:00.123456');
INSERT INTO "council" VALUES(3,3,'2026-05-01 06:00:00.123456','3-立山','3-立山','3-立山','3-立山','2026-05-01 06:00:00.123456');
INSERT INTO "council" VALUES(4,4,'2026-05-01 07:00:00.123456','4-立山','4-立山','4-立山','4-立山','2026-05-01 07:00:00.123456');
INSERT INTO "council" VALUES(5,5,'2026-05-01 08:00:00.123456','5-立山','5-立山','5-立山','5-立山','2026-05-01 08:00:00.123456');
INSERT INTO "council" VALUES(6,6,'2026-05-01 09:00:00.123456','6-立山','6-立山','6-立山','6-立山','2026-05-01 09:00:00.123456');
INSERT INTO "council" VALUES(7,7,'2026-05-01 10:00:00.123456','7-立山','7-立山','7-立山','7-立山','2026-05-01 10:00:00.123456');
INSERT INTO "council" VALUES(8,8,'2026-05-01 11:00:00.123456','8-立山','8-立山','8-立山','8-立山','2026-05-01 11:00:00.123456');
CREATE TABLE council_paper (
	id INTEGER NOT NULL, 
	council_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	release_id INTEGER, 
	fiscal_year INTEGER, 
	url VARCHAR(500) NOT NULL, 
	CONSTRAINT pk_council_paper PRIMARY KEY (id), 
	CONSTRAINT fk_council_paper_council_id_council FOREIGN KEY(council_id) REFERENCES council (id), 
	CONSTRAINT fk_council_paper_release_id_report_release FOREIGN KEY(release_id) REFERENCES report_release (id), 
	CONSTRAINT uq_council_paper_council_id_number UNIQUE (council_id, number)
);
INSERT INTO "council_paper" VALUES(1,1,1,'logic_model','1-立山',1,1,'1-立山');
INSERT INTO "council_paper" VALUES(2,2,2,'cases','2-立山',2,2,'2-立山');
INSERT INTO "council_paper" VALUES(3,3,3,'other','3-立山',NULL,NULL,'3-立山');
INSERT INTO "council_paper" VALUES(4,4,4,'release','4-立山',4,4,'4-立山');
INSERT INTO "council_paper" VALUES(5,5,5,'logic_model','5-立山',5,5,'5-立山');
INSERT INTO "council_paper" VALUES(6,6,6,'cases','6-立山',NULL,NULL,'6-立山');
INSERT INTO "council_paper" VALUES(7,7,7,'other','7-立山',7,7,'7-立山');
INSERT INTO "council_paper" VALUES(8,8,8,'release','8-立山',8,8,'8-立山');
CREATE TABLE daily_activity (
	enrolment_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	starts INTEGER NOT NULL, 
	saves INTEGER NOT NULL, 
	runs INTEGER NOT NULL, 
	started_at DATETIME, 
	report_key VARCHAR(36), 
	CONSTRAINT pk_daily_activity PRIMARY KEY (enrolment_id, day), 
	CONSTRAINT fk_daily_activity_enrolment_id_enrolment FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
);
INSERT INTO "daily_activity" VALUES(1,'2026-05-02',1,1,1,'2026-05-01 04:00:00.123456','1-立山');
INSERT INTO "daily_activity" VALUES(2,'2026-05-03',2,2,2,'2026-05-01 05:00:00.123456','2-立山');
INSERT INTO "daily_activity" VALUES(3,'2026-05-04',3,3,3,NULL,NULL);
INSERT INTO "daily_activity" VALUES(4,'2026-05-05',4,4,4,'2026-05-01 07:00:00.123456','4-立山');
INSERT INTO "daily_activity" VALUES(5,'2026-05-06',5,5,5,'2026-05-01 08:00:00.123456','5-立山');
INSERT INTO "daily_activity" VALUES(6,'2026-05-07',6,6,6,NULL,NULL);
INSERT INTO "daily_activity" VALUES(7,'2026-05-08',7,7,7,'2026-05-01 10:00:00.123456','7-立山');
INSERT INTO "daily_activity" VALUES(8,'2026-05-09',8,8,8,'2026-05-01 11:00:00.123456','8-立山');
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
CREATE TABLE guest_contact (
	guest_id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	organisation VARCHAR(200) NOT NULL, 
	address VARCHAR(254) NOT NULL, 
	language VARCHAR(2) NOT NULL, 
	announcements BOOLEAN NOT NULL, 
	follow_up BOOLEAN NOT NULL, 
	notice_version VARCHAR(20) NOT NULL, 
	agreed_at DATETIME NOT NULL, 
	CONSTRAINT pk_guest_contact PRIMARY KEY (guest_id), 
	CONSTRAINT fk_guest_contact_guest_id_seminar_guest FOREIGN KEY(guest_id) REFERENCES seminar_guest (id)
);
INSERT INTO "guest_contact" VALUES(1,'1-立山','1-立山','1-立山','1-',0,0,'1-立山','2026-05-01 04:00:00.123456');
INSERT INTO "guest_contact" VALUES(2,'2-立山','2-立山','2-立山','2-',1,1,'2-立山','2026-05-01 05:00:00.123456');
INSERT INTO "guest_contact" VALUES(3,'3-立山','3-立山','3-立山','3-',0,0,'3-立山','2026-05-01 06:00:00.123456');
INSERT INTO "guest_contact" VALUES(4,'4-立山','4-立山','4-立山','4-',1,1,'4-立山','2026-05-01 07:00:00.123456');
INSERT INTO "guest_contact" VALUES(5,'5-立山','5-立山','5-立山','5-',0,0,'5-立山','2026-05-01 08:00:00.123456');
INSERT INTO "guest_contact" VALUES(6,'6-立山','6-立山','6-立山','6-',1,1,'6-立山','2026-05-01 09:00:00.123456');
INSERT INTO "guest_contact" VALUES(7,'7-立山','7-立山','7-立山','7-',0,0,'7-立山','2026-05-01 10:00:00.123456');
INSERT INTO "guest_contact" VALUES(8,'8-立山','8-立山','8-立山','8-',1,1,'8-立山','2026-05-01 11:00:00.123456');
CREATE TABLE interest (
	id INTEGER NOT NULL, 
	course_slug VARCHAR(60) NOT NULL, 
	email VARCHAR(254) NOT NULL, 
	language VARCHAR(2) NOT NULL, 
	notice_version INTEGER NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	confirmed_at DATETIME, 
	told_of_id INTEGER, 
	outreach_id INTEGER, 
	CONSTRAINT pk_interest PRIMARY KEY (id), 
	CONSTRAINT fk_interest_outreach_id_outreach FOREIGN KEY(outreach_id) REFERENCES outreach (id), 
	CONSTRAINT fk_interest_told_of_id_offering FOREIGN KEY(told_of_id) REFERENCES offering (id), 
	CONSTRAINT uq_interest_course_slug_email UNIQUE (course_slug, email), 
	CONSTRAINT uq_interest_token_hash UNIQUE (token_hash)
);
INSERT INTO "interest" VALUES(1,'1-立山','1-立山','1-',1,'1-立山','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456',1,1);
INSERT INTO "interest" VALUES(2,'2-立山','2-立山','2-',2,'2-立山','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456',2,2);
INSERT INTO "interest" VALUES(3,'3-立山','3-立山','3-',3,'3-立山','2026-05-01 06:00:00.123456',NULL,NULL,NULL);
INSERT INTO "interest" VALUES(4,'4-立山','4-立山','4-',4,'4-立山','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456',4,4);
INSERT INTO "interest" VALUES(5,'5-立山','5-立山','5-',5,'5-立山','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456',5,5);
INSERT INTO "interest" VALUES(6,'6-立山','6-立山','6-',6,'6-立山','2026-05-01 09:00:00.123456',NULL,NULL,NULL);
INSERT INTO "interest" VALUES(7,'7-立山','7-立山','7-',7,'7-立山','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456',7,7);
INSERT INTO "interest" VALUES(8,'8-立山','8-立山','8-',8,'8-立山','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456',8,8);
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
CREATE TABLE logic_box (
	id INTEGER NOT NULL, 
	fiscal_year INTEGER NOT NULL, 
	stage VARCHAR(40) NOT NULL, 
	place INTEGER NOT NULL, 
	text_ja VARCHAR(120) NOT NULL, 
	text_en VARCHAR(200) NOT NULL, 
	indicator VARCHAR(10), 
	owner_id INTEGER, 
	source VARCHAR(200) NOT NULL, 
	"key" VARCHAR(40) NOT NULL, 
	kept_at DATETIME NOT NULL, 
	CONSTRAINT pk_logic_box PRIMARY KEY (id), 
	CONSTRAINT fk_logic_box_owner_id_partner FOREIGN KEY(owner_id) REFERENCES partner (id), 
	CONSTRAINT uq_logic_box_fiscal_year_key UNIQUE (fiscal_year, "key")
);
INSERT INTO "logic_box" VALUES(1,1,'activity',1,'1-立山','1-立山','1-立山',1,'1-立山','1-立山','2026-05-01 04:00:00.123456');
INSERT INTO "logic_box" VALUES(2,2,'output',2,'2-立山','2-立山','2-立山',2,'2-立山','2-立山','2026-05-01 05:00:00.123456');
INSERT INTO "logic_box" VALUES(3,3,'early',3,'3-立山','3-立山',NULL,NULL,'3-立山','3-立山','2026-05-01 06:00:00.123456');
INSERT INTO "logic_box" VALUES(4,4,'later',4,'4-立山','4-立山','4-立山',4,'4-立山','4-立山','2026-05-01 07:00:00.123456');
INSERT INTO "logic_box" VALUES(5,5,'long',5,'5-立山','5-立山','5-立山',5,'5-立山','5-立山','2026-05-01 08:00:00.123456');
INSERT INTO "logic_box" VALUES(6,6,'input',6,'6-立山','6-立山',NULL,NULL,'6-立山','6-立山','2026-05-01 09:00:00.123456');
INSERT INTO "logic_box" VALUES(7,7,'activity',7,'7-立山','7-立山','7-立山',7,'7-立山','7-立山','2026-05-01 10:00:00.123456');
INSERT INTO "logic_box" VALUES(8,8,'output',8,'8-立山','8-立山','8-立山',8,'8-立山','8-立山','2026-05-01 11:00:00.123456');
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
	CONSTRAINT uq_meeting_offering_id_number UNIQUE (offering_id, number), 
	CONSTRAINT fk_meeting_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id), 
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
CREATE TABLE "need" (
	id INTEGER NOT NULL, 
	host_id INTEGER NOT NULL, 
	heard_on DATE NOT NULL, 
	source VARCHAR(40) NOT NULL, 
	visit_id INTEGER, 
	organisation_id INTEGER, 
	industry VARCHAR(1), 
	school_type VARCHAR(40), 
	wanted VARCHAR(1000) NOT NULL, 
	merged_into_id INTEGER, 
	recorded_by INTEGER, 
	recorded_at DATETIME NOT NULL, 
	said_by VARCHAR(200) NOT NULL, 
	contact_name VARCHAR(200), 
	contact_email VARCHAR(254), 
	contact_agreed_on DATE, 
	"key" VARCHAR(80), 
	CONSTRAINT pk_need PRIMARY KEY (id), 
	CONSTRAINT fk_need_recorded_by_learner FOREIGN KEY(recorded_by) REFERENCES learner (id), 
	CONSTRAINT fk_need_merged_into_id_need FOREIGN KEY(merged_into_id) REFERENCES need (id), 
	CONSTRAINT fk_need_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_need_visit_id_visit FOREIGN KEY(visit_id) REFERENCES visit (id), 
	CONSTRAINT uq_need_key UNIQUE ("key"), 
	CONSTRAINT fk_need_host_id_partner FOREIGN KEY(host_id) REFERENCES partner (id)
);
INSERT INTO "need" VALUES(1,1,'2026-05-02','application',1,1,'1','1-立山','1-立山',NULL,1,'2026-05-01 04:00:00.123456','1-立山','1-立山','1-立山','2026-05-02','1-立山');
INSERT INTO "need" VALUES(2,2,'2026-05-03','form',2,2,'2','2-立山','2-立山',1,2,'2026-05-01 05:00:00.123456','2-立山','2-立山','2-立山','2026-05-03','2-立山');
INSERT INTO "need" VALUES(3,3,'2026-05-04','round_table',NULL,NULL,NULL,NULL,'3-立山',NULL,NULL,'2026-05-01 06:00:00.123456','3-立山',NULL,NULL,NULL,NULL);
INSERT INTO "need" VALUES(4,4,'2026-05-05','survey',4,4,'4','4-立山','4-立山',3,4,'2026-05-01 07:00:00.123456','4-立山','4-立山','4-立山','2026-05-05','4-立山');
INSERT INTO "need" VALUES(5,5,'2026-05-06','import',5,5,'5','5-立山','5-立山',4,5,'2026-05-01 08:00:00.123456','5-立山','5-立山','5-立山','2026-05-06','5-立山');
INSERT INTO "need" VALUES(6,6,'2026-05-07','visit',NULL,NULL,NULL,NULL,'6-立山',NULL,NULL,'2026-05-01 09:00:00.123456','6-立山',NULL,NULL,NULL,NULL);
INSERT INTO "need" VALUES(7,7,'2026-05-08','application',7,7,'7','7-立山','7-立山',6,7,'2026-05-01 10:00:00.123456','7-立山','7-立山','7-立山','2026-05-08','7-立山');
INSERT INTO "need" VALUES(8,8,'2026-05-09','form',8,8,'8','8-立山','8-立山',7,8,'2026-05-01 11:00:00.123456','8-立山','8-立山','8-立山','2026-05-09','8-立山');
CREATE TABLE need_answer (
	id INTEGER NOT NULL, 
	need_id INTEGER NOT NULL, 
	course_slug VARCHAR(60) NOT NULL, 
	lesson_slug VARCHAR(60) NOT NULL, 
	offering_id INTEGER, 
	told_at DATETIME, 
	added_at DATETIME NOT NULL, 
	CONSTRAINT pk_need_answer PRIMARY KEY (id), 
	CONSTRAINT fk_need_answer_need_id_need FOREIGN KEY(need_id) REFERENCES need (id), 
	CONSTRAINT fk_need_answer_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id), 
	CONSTRAINT uq_need_answer_need_id_course_slug_lesson_slug_offering_id UNIQUE (need_id, course_slug, lesson_slug, offering_id)
);
INSERT INTO "need_answer" VALUES(1,1,'1-立山','1-立山',1,'2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456');
INSERT INTO "need_answer" VALUES(2,2,'2-立山','2-立山',2,'2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456');
INSERT INTO "need_answer" VALUES(3,3,'3-立山','3-立山',NULL,NULL,'2026-05-01 06:00:00.123456');
INSERT INTO "need_answer" VALUES(4,4,'4-立山','4-立山',4,'2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456');
INSERT INTO "need_answer" VALUES(5,5,'5-立山','5-立山',5,'2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456');
INSERT INTO "need_answer" VALUES(6,6,'6-立山','6-立山',NULL,NULL,'2026-05-01 09:00:00.123456');
INSERT INTO "need_answer" VALUES(7,7,'7-立山','7-立山',7,'2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456');
INSERT INTO "need_answer" VALUES(8,8,'8-立山','8-立山',8,'2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456');
CREATE TABLE need_move (
	id INTEGER NOT NULL, 
	need_id INTEGER NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	reason VARCHAR(500) NOT NULL, 
	moved_on DATE NOT NULL, 
	moved_by INTEGER, 
	moved_at DATETIME NOT NULL, 
	CONSTRAINT pk_need_move PRIMARY KEY (id), 
	CONSTRAINT fk_need_move_moved_by_learner FOREIGN KEY(moved_by) REFERENCES learner (id), 
	CONSTRAINT fk_need_move_need_id_need FOREIGN KEY(need_id) REFERENCES need (id)
);
INSERT INTO "need_move" VALUES(1,1,'planned','1-立山','2026-05-02',1,'2026-05-01 04:00:00.123456');
INSERT INTO "need_move" VALUES(2,2,'met','2-立山','2026-05-03',2,'2026-05-01 05:00:00.123456');
INSERT INTO "need_move" VALUES(3,3,'difficult','3-立山','2026-05-04',NULL,'2026-05-01 06:00:00.123456');
INSERT INTO "need_move" VALUES(4,4,'considered','4-立山','2026-05-05',4,'2026-05-01 07:00:00.123456');
INSERT INTO "need_move" VALUES(5,5,'planned','5-立山','2026-05-06',5,'2026-05-01 08:00:00.123456');
INSERT INTO "need_move" VALUES(6,6,'met','6-立山','2026-05-07',NULL,'2026-05-01 09:00:00.123456');
INSERT INTO "need_move" VALUES(7,7,'difficult','7-立山','2026-05-08',7,'2026-05-01 10:00:00.123456');
INSERT INTO "need_move" VALUES(8,8,'considered','8-立山','2026-05-09',8,'2026-05-01 11:00:00.123456');
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
	CONSTRAINT fk_offering_programme_id_programme FOREIGN KEY(programme_id) REFERENCES programme (id), 
	CONSTRAINT uq_offering_fiscal_year_course_slug_number UNIQUE (fiscal_year, course_slug, number), 
	CONSTRAINT fk_offering_host_id_partner FOREIGN KEY(host_id) REFERENCES partner (id), 
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
CREATE TABLE open_badge (
	certificate_id INTEGER NOT NULL, 
	jwt TEXT NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_open_badge PRIMARY KEY (certificate_id), 
	CONSTRAINT fk_open_badge_certificate_id_certificate FOREIGN KEY(certificate_id) REFERENCES certificate (id)
);
INSERT INTO "open_badge" VALUES(1,'1-立山','2026-05-01 04:00:00.123456');
INSERT INTO "open_badge" VALUES(2,'2-立山','2026-05-01 05:00:00.123456');
INSERT INTO "open_badge" VALUES(3,'3-立山','2026-05-01 06:00:00.123456');
INSERT INTO "open_badge" VALUES(4,'4-立山','2026-05-01 07:00:00.123456');
INSERT INTO "open_badge" VALUES(5,'5-立山','2026-05-01 08:00:00.123456');
INSERT INTO "open_badge" VALUES(6,'6-立山','2026-05-01 09:00:00.123456');
INSERT INTO "open_badge" VALUES(7,'7-立山','2026-05-01 10:00:00.123456');
INSERT INTO "open_badge" VALUES(8,'8-立山','2026-05-01 11:00:00.123456');
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
CREATE TABLE organisation (
	id INTEGER NOT NULL, 
	host_id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	industry VARCHAR(1), 
	school_type VARCHAR(40), 
	code5 VARCHAR(5), 
	contact_name VARCHAR(200), 
	contact_email VARCHAR(254), 
	created_at DATETIME NOT NULL, contact_agreed_on DATE, 
	CONSTRAINT pk_organisation PRIMARY KEY (id), 
	CONSTRAINT fk_organisation_code5_municipality FOREIGN KEY(code5) REFERENCES municipality (code5), 
	CONSTRAINT fk_organisation_host_id_partner FOREIGN KEY(host_id) REFERENCES partner (id), 
	CONSTRAINT uq_organisation_host_id_name UNIQUE (host_id, name)
);
INSERT INTO "organisation" VALUES(1,1,'1-立山','association','1','1-立山','1-立山','1-立山','1-立山','2026-05-01 04:00:00.123456','2026-05-02');
INSERT INTO "organisation" VALUES(2,2,'2-立山','school','2','2-立山','2-立山','2-立山','2-立山','2026-05-01 05:00:00.123456','2026-05-03');
INSERT INTO "organisation" VALUES(3,3,'3-立山','school_board',NULL,NULL,NULL,NULL,NULL,'2026-05-01 06:00:00.123456',NULL);
INSERT INTO "organisation" VALUES(4,4,'4-立山','government','4','4-立山','4-立山','4-立山','4-立山','2026-05-01 07:00:00.123456','2026-05-05');
INSERT INTO "organisation" VALUES(5,5,'5-立山','other','5','5-立山','5-立山','5-立山','5-立山','2026-05-01 08:00:00.123456','2026-05-06');
INSERT INTO "organisation" VALUES(6,6,'6-立山','enterprise',NULL,NULL,NULL,NULL,NULL,'2026-05-01 09:00:00.123456',NULL);
INSERT INTO "organisation" VALUES(7,7,'7-立山','association','7','7-立山','7-立山','7-立山','7-立山','2026-05-01 10:00:00.123456','2026-05-08');
INSERT INTO "organisation" VALUES(8,8,'8-立山','school','8','8-立山','8-立山','8-立山','8-立山','2026-05-01 11:00:00.123456','2026-05-09');
CREATE TABLE outreach (
	id INTEGER NOT NULL, 
	host_id INTEGER NOT NULL, 
	fiscal_year INTEGER NOT NULL, 
	made_on DATE NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	what VARCHAR(300) NOT NULL, 
	organisation_id INTEGER, 
	offering_id INTEGER, 
	seminar_id INTEGER, 
	people_reached INTEGER, 
	cost_yen INTEGER, 
	code VARCHAR(12) NOT NULL, 
	recorded_by INTEGER, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_outreach PRIMARY KEY (id), 
	CONSTRAINT fk_outreach_host_id_partner FOREIGN KEY(host_id) REFERENCES partner (id), 
	CONSTRAINT fk_outreach_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id), 
	CONSTRAINT fk_outreach_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_outreach_recorded_by_learner FOREIGN KEY(recorded_by) REFERENCES learner (id), 
	CONSTRAINT fk_outreach_seminar_id_seminar FOREIGN KEY(seminar_id) REFERENCES seminar (id), 
	CONSTRAINT uq_outreach_code UNIQUE (code)
);
INSERT INTO "outreach" VALUES(1,1,1,'2026-05-02','1-立山','1-立山',1,1,1,1,1,'1-立山',1,'2026-05-01 04:00:00.123456');
INSERT INTO "outreach" VALUES(2,2,2,'2026-05-03','2-立山','2-立山',2,2,2,2,2,'2-立山',2,'2026-05-01 05:00:00.123456');
INSERT INTO "outreach" VALUES(3,3,3,'2026-05-04','3-立山','3-立山',NULL,NULL,NULL,NULL,NULL,'3-立山',NULL,'2026-05-01 06:00:00.123456');
INSERT INTO "outreach" VALUES(4,4,4,'2026-05-05','4-立山','4-立山',4,4,4,4,4,'4-立山',4,'2026-05-01 07:00:00.123456');
INSERT INTO "outreach" VALUES(5,5,5,'2026-05-06','5-立山','5-立山',5,5,5,5,5,'5-立山',5,'2026-05-01 08:00:00.123456');
INSERT INTO "outreach" VALUES(6,6,6,'2026-05-07','6-立山','6-立山',NULL,NULL,NULL,NULL,NULL,'6-立山',NULL,'2026-05-01 09:00:00.123456');
INSERT INTO "outreach" VALUES(7,7,7,'2026-05-08','7-立山','7-立山',7,7,7,7,7,'7-立山',7,'2026-05-01 10:00:00.123456');
INSERT INTO "outreach" VALUES(8,8,8,'2026-05-09','8-立山','8-立山',8,8,8,8,8,'8-立山',8,'2026-05-01 11:00:00.123456');
CREATE TABLE outreach_opening (
	outreach_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	times INTEGER NOT NULL, 
	CONSTRAINT pk_outreach_opening PRIMARY KEY (outreach_id, day), 
	CONSTRAINT fk_outreach_opening_outreach_id_outreach FOREIGN KEY(outreach_id) REFERENCES outreach (id)
);
INSERT INTO "outreach_opening" VALUES(1,'2026-05-02',1);
INSERT INTO "outreach_opening" VALUES(2,'2026-05-03',2);
INSERT INTO "outreach_opening" VALUES(3,'2026-05-04',3);
INSERT INTO "outreach_opening" VALUES(4,'2026-05-05',4);
INSERT INTO "outreach_opening" VALUES(5,'2026-05-06',5);
INSERT INTO "outreach_opening" VALUES(6,'2026-05-07',6);
INSERT INTO "outreach_opening" VALUES(7,'2026-05-08',7);
INSERT INTO "outreach_opening" VALUES(8,'2026-05-09',8);
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
CREATE TABLE partner_share (
	programme_id INTEGER NOT NULL, 
	partner_id INTEGER NOT NULL, 
	budget_yen INTEGER, 
	settled_yen INTEGER, 
	note VARCHAR(300) NOT NULL, 
	kept_at DATETIME NOT NULL, 
	CONSTRAINT pk_partner_share PRIMARY KEY (programme_id, partner_id), 
	CONSTRAINT fk_partner_share_partner_id_partner FOREIGN KEY(partner_id) REFERENCES partner (id), 
	CONSTRAINT fk_partner_share_programme_id_programme FOREIGN KEY(programme_id) REFERENCES programme (id)
);
INSERT INTO "partner_share" VALUES(1,1,1,1,'1-立山','2026-05-01 04:00:00.123456');
INSERT INTO "partner_share" VALUES(2,2,2,2,'2-立山','2026-05-01 05:00:00.123456');
INSERT INTO "partner_share" VALUES(3,3,NULL,NULL,'3-立山','2026-05-01 06:00:00.123456');
INSERT INTO "partner_share" VALUES(4,4,4,4,'4-立山','2026-05-01 07:00:00.123456');
INSERT INTO "partner_share" VALUES(5,5,5,5,'5-立山','2026-05-01 08:00:00.123456');
INSERT INTO "partner_share" VALUES(6,6,NULL,NULL,'6-立山','2026-05-01 09:00:00.123456');
INSERT INTO "partner_share" VALUES(7,7,7,7,'7-立山','2026-05-01 10:00:00.123456');
INSERT INTO "partner_share" VALUES(8,8,8,8,'8-立山','2026-05-01 11:00:00.123456');
CREATE TABLE prepared_show (
	release_digest VARCHAR(64) NOT NULL, 
	outcome JSON, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_prepared_show PRIMARY KEY (release_digest)
);
INSERT INTO "prepared_show" VALUES('1-立山','{"\u756a": [1, 0.5, true, null]}','2026-05-01 04:00:00.123456');
INSERT INTO "prepared_show" VALUES('2-立山','{"\u756a": [2, 1.0, true, null]}','2026-05-01 05:00:00.123456');
INSERT INTO "prepared_show" VALUES('3-立山',NULL,'2026-05-01 06:00:00.123456');
INSERT INTO "prepared_show" VALUES('4-立山','{"\u756a": [4, 2.0, true, null]}','2026-05-01 07:00:00.123456');
INSERT INTO "prepared_show" VALUES('5-立山','{"\u756a": [5, 2.5, true, null]}','2026-05-01 08:00:00.123456');
INSERT INTO "prepared_show" VALUES('6-立山',NULL,'2026-05-01 09:00:00.123456');
INSERT INTO "prepared_show" VALUES('7-立山','{"\u756a": [7, 3.5, true, null]}','2026-05-01 10:00:00.123456');
INSERT INTO "prepared_show" VALUES('8-立山','{"\u756a": [8, 4.0, true, null]}','2026-05-01 11:00:00.123456');
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
CREATE TABLE programme_course (
	programme_id INTEGER NOT NULL, 
	course_slug VARCHAR(60) NOT NULL, 
	minutes INTEGER NOT NULL, 
	CONSTRAINT pk_programme_course PRIMARY KEY (programme_id, course_slug), 
	CONSTRAINT fk_programme_course_programme_id_certificate_programme FOREIGN KEY(programme_id) REFERENCES certificate_programme (id)
);
INSERT INTO "programme_course" VALUES(1,'1-立山',1);
INSERT INTO "programme_course" VALUES(2,'2-立山',2);
INSERT INTO "programme_course" VALUES(3,'3-立山',3);
INSERT INTO "programme_course" VALUES(4,'4-立山',4);
INSERT INTO "programme_course" VALUES(5,'5-立山',5);
INSERT INTO "programme_course" VALUES(6,'6-立山',6);
INSERT INTO "programme_course" VALUES(7,'7-立山',7);
INSERT INTO "programme_course" VALUES(8,'8-立山',8);
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
CREATE TABLE record_hand_over (
	id INTEGER NOT NULL, 
	recipient_id INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by_id INTEGER NOT NULL, 
	rows INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	mapping TEXT NOT NULL, 
	CONSTRAINT pk_record_hand_over PRIMARY KEY (id), 
	CONSTRAINT fk_record_hand_over_made_by_id_learner FOREIGN KEY(made_by_id) REFERENCES learner (id), 
	CONSTRAINT fk_record_hand_over_recipient_id_record_recipient FOREIGN KEY(recipient_id) REFERENCES record_recipient (id)
);
INSERT INTO "record_hand_over" VALUES(1,1,'2026-05-01 04:00:00.123456',1,1,'1-立山','1-立山');
INSERT INTO "record_hand_over" VALUES(2,2,'2026-05-01 05:00:00.123456',2,2,'2-立山','2-立山');
INSERT INTO "record_hand_over" VALUES(3,3,'2026-05-01 06:00:00.123456',3,3,'3-立山','3-立山');
INSERT INTO "record_hand_over" VALUES(4,4,'2026-05-01 07:00:00.123456',4,4,'4-立山','4-立山');
INSERT INTO "record_hand_over" VALUES(5,5,'2026-05-01 08:00:00.123456',5,5,'5-立山','5-立山');
INSERT INTO "record_hand_over" VALUES(6,6,'2026-05-01 09:00:00.123456',6,6,'6-立山','6-立山');
INSERT INTO "record_hand_over" VALUES(7,7,'2026-05-01 10:00:00.123456',7,7,'7-立山','7-立山');
INSERT INTO "record_hand_over" VALUES(8,8,'2026-05-01 11:00:00.123456',8,8,'8-立山','8-立山');
CREATE TABLE record_recipient (
	id INTEGER NOT NULL, 
	partner_id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	address VARCHAR(300) NOT NULL, 
	mapping TEXT NOT NULL, 
	is_open BOOLEAN NOT NULL, 
	CONSTRAINT pk_record_recipient PRIMARY KEY (id), 
	CONSTRAINT fk_record_recipient_partner_id_partner FOREIGN KEY(partner_id) REFERENCES partner (id)
);
INSERT INTO "record_recipient" VALUES(1,1,'founder','1-立山','1-立山','1-立山',0);
INSERT INTO "record_recipient" VALUES(2,2,'trainer','2-立山','2-立山','2-立山',1);
INSERT INTO "record_recipient" VALUES(3,3,'appointer','3-立山','3-立山','3-立山',0);
INSERT INTO "record_recipient" VALUES(4,4,'founder','4-立山','4-立山','4-立山',1);
INSERT INTO "record_recipient" VALUES(5,5,'trainer','5-立山','5-立山','5-立山',0);
INSERT INTO "record_recipient" VALUES(6,6,'appointer','6-立山','6-立山','6-立山',1);
INSERT INTO "record_recipient" VALUES(7,7,'founder','7-立山','7-立山','7-立山',0);
INSERT INTO "record_recipient" VALUES(8,8,'trainer','8-立山','8-立山','8-立山',1);
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
CREATE TABLE remark (
	id INTEGER NOT NULL, 
	council_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	said_by VARCHAR(100) NOT NULL, 
	said VARCHAR(1000) NOT NULL, 
	response VARCHAR(1000) NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	due DATE, 
	owner_id INTEGER, 
	closed_on DATE, 
	"key" VARCHAR(40) NOT NULL, 
	kept_at DATETIME NOT NULL, 
	CONSTRAINT pk_remark PRIMARY KEY (id), 
	CONSTRAINT fk_remark_council_id_council FOREIGN KEY(council_id) REFERENCES council (id), 
	CONSTRAINT fk_remark_owner_id_partner FOREIGN KEY(owner_id) REFERENCES partner (id), 
	CONSTRAINT uq_remark_council_id_key UNIQUE (council_id, "key")
);
INSERT INTO "remark" VALUES(1,1,1,'1-立山','1-立山','1-立山','planned','2026-05-02',1,'2026-05-02','1-立山','2026-05-01 04:00:00.123456');
INSERT INTO "remark" VALUES(2,2,2,'2-立山','2-立山','2-立山','met','2026-05-03',2,'2026-05-03','2-立山','2026-05-01 05:00:00.123456');
INSERT INTO "remark" VALUES(3,3,3,'3-立山','3-立山','3-立山','difficult',NULL,NULL,NULL,'3-立山','2026-05-01 06:00:00.123456');
INSERT INTO "remark" VALUES(4,4,4,'4-立山','4-立山','4-立山','considered','2026-05-05',4,'2026-05-05','4-立山','2026-05-01 07:00:00.123456');
INSERT INTO "remark" VALUES(5,5,5,'5-立山','5-立山','5-立山','planned','2026-05-06',5,'2026-05-06','5-立山','2026-05-01 08:00:00.123456');
INSERT INTO "remark" VALUES(6,6,6,'6-立山','6-立山','6-立山','met',NULL,NULL,NULL,'6-立山','2026-05-01 09:00:00.123456');
INSERT INTO "remark" VALUES(7,7,7,'7-立山','7-立山','7-立山','difficult','2026-05-08',7,'2026-05-08','7-立山','2026-05-01 10:00:00.123456');
INSERT INTO "remark" VALUES(8,8,8,'8-立山','8-立山','8-立山','considered','2026-05-09',8,'2026-05-09','8-立山','2026-05-01 11:00:00.123456');
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
	cases JSON NOT NULL, 
	CONSTRAINT pk_report_draft PRIMARY KEY (id), 
	CONSTRAINT fk_report_draft_partner_id_partner FOREIGN KEY(partner_id) REFERENCES partner (id)
);
INSERT INTO "report_draft" VALUES(1,1,1,1,'public','preliminary','2026-05-02','2026-05-02',1,'1-立山','1-立山','1-立山','1-立山','1-立山','1-立山','1-立山','to_confirm','{"\u756a": [1, 0.5, true, null]}','2026-05-01 04:00:00.123456','{"\u756a": [1, 0.5, true, null]}','1-立山','{"\u756a": [1, 0.5, true, null]}');
INSERT INTO "report_draft" VALUES(2,2,2,2,'assembly','final','2026-05-03','2026-05-03',2,'2-立山','2-立山','2-立山','2-立山','2-立山','2-立山','2-立山','to_decide','{"\u756a": [2, 1.0, true, null]}','2026-05-01 05:00:00.123456','{"\u756a": [2, 1.0, true, null]}','2-立山','{"\u756a": [2, 1.0, true, null]}');
INSERT INTO "report_draft" VALUES(3,3,3,NULL,'city','corrected','2026-05-04','2026-05-04',NULL,'3-立山','3-立山','3-立山','3-立山','3-立山','3-立山','3-立山','decided',NULL,'2026-05-01 06:00:00.123456','{"\u756a": [3, 1.5, true, null]}',NULL,'{"\u756a": [3, 1.5, true, null]}');
INSERT INTO "report_draft" VALUES(4,4,4,4,'municipal','draft','2026-05-05','2026-05-05',4,'4-立山','4-立山','4-立山','4-立山','4-立山','4-立山','4-立山','sent_back','{"\u756a": [4, 2.0, true, null]}','2026-05-01 07:00:00.123456','{"\u756a": [4, 2.0, true, null]}','4-立山','{"\u756a": [4, 2.0, true, null]}');
INSERT INTO "report_draft" VALUES(5,5,5,5,'council','preliminary','2026-05-06','2026-05-06',5,'5-立山','5-立山','5-立山','5-立山','5-立山','5-立山','5-立山','drafting','{"\u756a": [5, 2.5, true, null]}','2026-05-01 08:00:00.123456','{"\u756a": [5, 2.5, true, null]}','5-立山','{"\u756a": [5, 2.5, true, null]}');
INSERT INTO "report_draft" VALUES(6,6,6,NULL,'public','final','2026-05-07','2026-05-07',NULL,'6-立山','6-立山','6-立山','6-立山','6-立山','6-立山','6-立山','to_confirm',NULL,'2026-05-01 09:00:00.123456','{"\u756a": [6, 3.0, true, null]}',NULL,'{"\u756a": [6, 3.0, true, null]}');
INSERT INTO "report_draft" VALUES(7,7,7,7,'assembly','corrected','2026-05-08','2026-05-08',7,'7-立山','7-立山','7-立山','7-立山','7-立山','7-立山','7-立山','to_decide','{"\u756a": [7, 3.5, true, null]}','2026-05-01 10:00:00.123456','{"\u756a": [7, 3.5, true, null]}','7-立山','{"\u756a": [7, 3.5, true, null]}');
INSERT INTO "report_draft" VALUES(8,8,8,8,'city','draft','2026-05-09','2026-05-09',8,'8-立山','8-立山','8-立山','8-立山','8-立山','8-立山','8-立山','decided','{"\u756a": [8, 4.0, true, null]}','2026-05-01 11:00:00.123456','{"\u756a": [8, 4.0, true, null]}','8-立山','{"\u756a": [8, 4.0, true, null]}');
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
CREATE TABLE "role_grant" (
	id INTEGER NOT NULL, 
	learner_id INTEGER NOT NULL, 
	role VARCHAR(40) NOT NULL, 
	partner_id INTEGER, 
	until DATE, 
	successor_id INTEGER, 
	CONSTRAINT pk_role_grant PRIMARY KEY (id), 
	CONSTRAINT fk_role_grant_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id), 
	CONSTRAINT fk_role_grant_partner_id_partner FOREIGN KEY(partner_id) REFERENCES partner (id), 
	CONSTRAINT uq_role_grant_learner_id_role_partner_id UNIQUE (learner_id, role, partner_id), 
	CONSTRAINT fk_role_grant_successor_id_learner FOREIGN KEY(successor_id) REFERENCES learner (id)
);
INSERT INTO "role_grant" VALUES(1,1,'instructor',1,'2026-05-02',1);
INSERT INTO "role_grant" VALUES(2,2,'coordinator',2,'2026-05-03',2);
INSERT INTO "role_grant" VALUES(3,3,'operator',NULL,NULL,NULL);
INSERT INTO "role_grant" VALUES(4,4,'learner',4,'2026-05-05',4);
INSERT INTO "role_grant" VALUES(5,5,'instructor',5,'2026-05-06',5);
INSERT INTO "role_grant" VALUES(6,6,'coordinator',NULL,NULL,NULL);
INSERT INTO "role_grant" VALUES(7,7,'operator',7,'2026-05-08',7);
INSERT INTO "role_grant" VALUES(8,8,'learner',8,'2026-05-09',8);
CREATE TABLE "roster_import" (
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
	cohort_id INTEGER, 
	told_on DATE, 
	CONSTRAINT pk_roster_import PRIMARY KEY (id), 
	CONSTRAINT fk_roster_import_made_by_id_learner FOREIGN KEY(made_by_id) REFERENCES learner (id), 
	CONSTRAINT fk_roster_import_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id), 
	CONSTRAINT fk_roster_import_cohort_id_cohort FOREIGN KEY(cohort_id) REFERENCES cohort (id)
);
INSERT INTO "roster_import" VALUES(1,1,1,'2026-05-01 04:00:00.123456','1-立山','1-立山','checking','{"\u756a": [1, 0.5, true, null]}',1,1,'1-立山','2026-05-01 04:00:00.123456',1,'2026-05-02');
INSERT INTO "roster_import" VALUES(2,2,2,'2026-05-01 05:00:00.123456','2-立山','2-立山','applying','{"\u756a": [2, 1.0, true, null]}',2,2,'2-立山','2026-05-01 05:00:00.123456',2,'2026-05-03');
INSERT INTO "roster_import" VALUES(3,3,3,'2026-05-01 06:00:00.123456','3-立山','3-立山','applied','{"\u756a": [3, 1.5, true, null]}',3,3,'3-立山',NULL,NULL,NULL);
INSERT INTO "roster_import" VALUES(4,4,4,'2026-05-01 07:00:00.123456','4-立山','4-立山','dropped','{"\u756a": [4, 2.0, true, null]}',4,4,'4-立山','2026-05-01 07:00:00.123456',4,'2026-05-05');
INSERT INTO "roster_import" VALUES(5,5,5,'2026-05-01 08:00:00.123456','5-立山','5-立山','failed','{"\u756a": [5, 2.5, true, null]}',5,5,'5-立山','2026-05-01 08:00:00.123456',5,'2026-05-06');
INSERT INTO "roster_import" VALUES(6,6,6,'2026-05-01 09:00:00.123456','6-立山','6-立山','reading','{"\u756a": [6, 3.0, true, null]}',6,6,'6-立山',NULL,NULL,NULL);
INSERT INTO "roster_import" VALUES(7,7,7,'2026-05-01 10:00:00.123456','7-立山','7-立山','checking','{"\u756a": [7, 3.5, true, null]}',7,7,'7-立山','2026-05-01 10:00:00.123456',7,'2026-05-08');
INSERT INTO "roster_import" VALUES(8,8,8,'2026-05-01 11:00:00.123456','8-立山','8-立山','applying','{"\u756a": [8, 4.0, true, null]}',8,8,'8-立山','2026-05-01 11:00:00.123456',8,'2026-05-09');
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
CREATE TABLE school_class (
	id INTEGER NOT NULL, 
	learner_id INTEGER NOT NULL, 
	offering_id INTEGER NOT NULL, 
	course_slug VARCHAR(60) NOT NULL, 
	lesson_slug VARCHAR(60) NOT NULL, 
	release_digest VARCHAR(64) NOT NULL, 
	code VARCHAR(8), 
	opened_at DATETIME NOT NULL, 
	closes_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	tally JSON, 
	CONSTRAINT pk_school_class PRIMARY KEY (id), 
	CONSTRAINT fk_school_class_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id), 
	CONSTRAINT fk_school_class_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id), 
	CONSTRAINT uq_school_class_learner_id UNIQUE (learner_id), 
	CONSTRAINT uq_school_class_code UNIQUE (code)
);
INSERT INTO "school_class" VALUES(1,1,1,'1-立山','1-立山','1-立山','1-立山','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','{"\u756a": [1, 0.5, true, null]}');
INSERT INTO "school_class" VALUES(2,2,2,'2-立山','2-立山','2-立山','2-立山','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','{"\u756a": [2, 1.0, true, null]}');
INSERT INTO "school_class" VALUES(3,3,3,'3-立山','3-立山','3-立山',NULL,'2026-05-01 06:00:00.123456','2026-05-01 06:00:00.123456',NULL,NULL);
INSERT INTO "school_class" VALUES(4,4,4,'4-立山','4-立山','4-立山','4-立山','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','{"\u756a": [4, 2.0, true, null]}');
INSERT INTO "school_class" VALUES(5,5,5,'5-立山','5-立山','5-立山','5-立山','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','{"\u756a": [5, 2.5, true, null]}');
INSERT INTO "school_class" VALUES(6,6,6,'6-立山','6-立山','6-立山',NULL,'2026-05-01 09:00:00.123456','2026-05-01 09:00:00.123456',NULL,NULL);
INSERT INTO "school_class" VALUES(7,7,7,'7-立山','7-立山','7-立山','7-立山','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','{"\u756a": [7, 3.5, true, null]}');
INSERT INTO "school_class" VALUES(8,8,8,'8-立山','8-立山','8-立山','8-立山','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','{"\u756a": [8, 4.0, true, null]}');
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
CREATE TABLE "seminar" (
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
	place VARCHAR(200) NOT NULL, 
	counted_by_id INTEGER, 
	counted_at DATETIME, 
	CONSTRAINT pk_seminar PRIMARY KEY (id), 
	CONSTRAINT fk_seminar_programme_id_programme FOREIGN KEY(programme_id) REFERENCES programme (id), 
	CONSTRAINT fk_seminar_host_id_partner FOREIGN KEY(host_id) REFERENCES partner (id)
);
INSERT INTO "seminar" VALUES(1,1,1,'1-立山','1-立山',1,'2026-05-02',1,1,'held','1-立山',1,'2026-05-01 04:00:00.123456');
INSERT INTO "seminar" VALUES(2,2,2,'2-立山','2-立山',2,'2026-05-03',2,2,'cancelled','2-立山',2,'2026-05-01 05:00:00.123456');
INSERT INTO "seminar" VALUES(3,3,3,'3-立山','3-立山',3,'2026-05-04',NULL,NULL,'moved','3-立山',NULL,NULL);
INSERT INTO "seminar" VALUES(4,4,4,'4-立山','4-立山',4,'2026-05-05',4,4,'planned','4-立山',4,'2026-05-01 07:00:00.123456');
INSERT INTO "seminar" VALUES(5,5,5,'5-立山','5-立山',5,'2026-05-06',5,5,'held','5-立山',5,'2026-05-01 08:00:00.123456');
INSERT INTO "seminar" VALUES(6,6,6,'6-立山','6-立山',6,'2026-05-07',NULL,NULL,'cancelled','6-立山',NULL,NULL);
INSERT INTO "seminar" VALUES(7,7,7,'7-立山','7-立山',7,'2026-05-08',7,7,'moved','7-立山',7,'2026-05-01 10:00:00.123456');
INSERT INTO "seminar" VALUES(8,8,8,'8-立山','8-立山',8,'2026-05-09',8,8,'planned','8-立山',8,'2026-05-01 11:00:00.123456');
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
CREATE TABLE seminar_guest (
	id INTEGER NOT NULL, 
	seminar_id INTEGER NOT NULL, 
	visit VARCHAR(43) NOT NULL, 
	came_at DATETIME NOT NULL, 
	CONSTRAINT pk_seminar_guest PRIMARY KEY (id), 
	CONSTRAINT fk_seminar_guest_seminar_id_seminar FOREIGN KEY(seminar_id) REFERENCES seminar (id), 
	CONSTRAINT uq_seminar_guest_seminar_id_visit UNIQUE (seminar_id, visit)
);
INSERT INTO "seminar_guest" VALUES(1,1,'1-立山','2026-05-01 04:00:00.123456');
INSERT INTO "seminar_guest" VALUES(2,2,'2-立山','2026-05-01 05:00:00.123456');
INSERT INTO "seminar_guest" VALUES(3,3,'3-立山','2026-05-01 06:00:00.123456');
INSERT INTO "seminar_guest" VALUES(4,4,'4-立山','2026-05-01 07:00:00.123456');
INSERT INTO "seminar_guest" VALUES(5,5,'5-立山','2026-05-01 08:00:00.123456');
INSERT INTO "seminar_guest" VALUES(6,6,'6-立山','2026-05-01 09:00:00.123456');
INSERT INTO "seminar_guest" VALUES(7,7,'7-立山','2026-05-01 10:00:00.123456');
INSERT INTO "seminar_guest" VALUES(8,8,'8-立山','2026-05-01 11:00:00.123456');
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
CREATE TABLE "target" (
	id INTEGER NOT NULL, 
	fiscal_year INTEGER NOT NULL, 
	indicator VARCHAR(10) NOT NULL, 
	programme_row VARCHAR(40) NOT NULL, 
	hundredths INTEGER NOT NULL, 
	set_at DATETIME NOT NULL, 
	causes_ja VARCHAR(500) NOT NULL, 
	causes_en VARCHAR(800) NOT NULL, 
	next_steps_ja VARCHAR(500) NOT NULL, 
	next_steps_en VARCHAR(800) NOT NULL, 
	CONSTRAINT pk_target PRIMARY KEY (id), 
	CONSTRAINT uq_target_fiscal_year_indicator_programme_row UNIQUE (fiscal_year, indicator, programme_row)
);
INSERT INTO "target" VALUES(1,1,'1-立山','1-立山',1,'2026-05-01 04:00:00.123456','1-立山','1-立山','1-立山','1-立山');
INSERT INTO "target" VALUES(2,2,'2-立山','2-立山',2,'2026-05-01 05:00:00.123456','2-立山','2-立山','2-立山','2-立山');
INSERT INTO "target" VALUES(3,3,'3-立山','3-立山',3,'2026-05-01 06:00:00.123456','3-立山','3-立山','3-立山','3-立山');
INSERT INTO "target" VALUES(4,4,'4-立山','4-立山',4,'2026-05-01 07:00:00.123456','4-立山','4-立山','4-立山','4-立山');
INSERT INTO "target" VALUES(5,5,'5-立山','5-立山',5,'2026-05-01 08:00:00.123456','5-立山','5-立山','5-立山','5-立山');
INSERT INTO "target" VALUES(6,6,'6-立山','6-立山',6,'2026-05-01 09:00:00.123456','6-立山','6-立山','6-立山','6-立山');
INSERT INTO "target" VALUES(7,7,'7-立山','7-立山',7,'2026-05-01 10:00:00.123456','7-立山','7-立山','7-立山','7-立山');
INSERT INTO "target" VALUES(8,8,'8-立山','8-立山',8,'2026-05-01 11:00:00.123456','8-立山','8-立山','8-立山','8-立山');
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
CREATE TABLE training_record (
	id INTEGER NOT NULL, 
	learner_id INTEGER NOT NULL, 
	enrolment_id INTEGER NOT NULL, 
	recipient_id INTEGER NOT NULL, 
	told JSON NOT NULL, 
	consent_version INTEGER NOT NULL, 
	agreed_at DATETIME NOT NULL, 
	withdrawn_at DATETIME, 
	hand_over_id INTEGER, 
	CONSTRAINT pk_training_record PRIMARY KEY (id), 
	CONSTRAINT fk_training_record_enrolment_id_enrolment FOREIGN KEY(enrolment_id) REFERENCES enrolment (id), 
	CONSTRAINT fk_training_record_hand_over_id_record_hand_over FOREIGN KEY(hand_over_id) REFERENCES record_hand_over (id), 
	CONSTRAINT fk_training_record_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id), 
	CONSTRAINT fk_training_record_recipient_id_record_recipient FOREIGN KEY(recipient_id) REFERENCES record_recipient (id)
);
INSERT INTO "training_record" VALUES(1,1,1,1,'{"\u756a": [1, 0.5, true, null]}',1,'2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456',1);
INSERT INTO "training_record" VALUES(2,2,2,2,'{"\u756a": [2, 1.0, true, null]}',2,'2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456',2);
INSERT INTO "training_record" VALUES(3,3,3,3,'{"\u756a": [3, 1.5, true, null]}',3,'2026-05-01 06:00:00.123456',NULL,NULL);
INSERT INTO "training_record" VALUES(4,4,4,4,'{"\u756a": [4, 2.0, true, null]}',4,'2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456',4);
INSERT INTO "training_record" VALUES(5,5,5,5,'{"\u756a": [5, 2.5, true, null]}',5,'2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456',5);
INSERT INTO "training_record" VALUES(6,6,6,6,'{"\u756a": [6, 3.0, true, null]}',6,'2026-05-01 09:00:00.123456',NULL,NULL);
INSERT INTO "training_record" VALUES(7,7,7,7,'{"\u756a": [7, 3.5, true, null]}',7,'2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456',7);
INSERT INTO "training_record" VALUES(8,8,8,8,'{"\u756a": [8, 4.0, true, null]}',8,'2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456',8);
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
CREATE TABLE use_case (
	id INTEGER NOT NULL, 
	enrolment_id INTEGER NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	consent_version VARCHAR(20) NOT NULL, 
	consented_at DATETIME NOT NULL, 
	title VARCHAR(80) NOT NULL, 
	organisation VARCHAR(200) NOT NULL, 
	field VARCHAR(100) NOT NULL, 
	problem VARCHAR(600) NOT NULL, 
	effort VARCHAR(600) NOT NULL, 
	result VARCHAR(600) NOT NULL, 
	wish VARCHAR(600) NOT NULL, 
	approved_sha256 VARCHAR(64), 
	approved_at DATETIME, 
	published_at DATETIME, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_use_case PRIMARY KEY (id), 
	CONSTRAINT fk_use_case_enrolment_id_enrolment FOREIGN KEY(enrolment_id) REFERENCES enrolment (id), 
	CONSTRAINT uq_use_case_enrolment_id UNIQUE (enrolment_id)
);
INSERT INTO "use_case" VALUES(1,1,'to_approve','1-立山','2026-05-01 04:00:00.123456','1-立山','1-立山','1-立山','1-立山','1-立山','1-立山','1-立山','1-立山','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456');
INSERT INTO "use_case" VALUES(2,2,'approved','2-立山','2026-05-01 05:00:00.123456','2-立山','2-立山','2-立山','2-立山','2-立山','2-立山','2-立山','2-立山','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456');
INSERT INTO "use_case" VALUES(3,3,'published','3-立山','2026-05-01 06:00:00.123456','3-立山','3-立山','3-立山','3-立山','3-立山','3-立山','3-立山',NULL,NULL,NULL,'2026-05-01 06:00:00.123456');
INSERT INTO "use_case" VALUES(4,4,'withdrawn','4-立山','2026-05-01 07:00:00.123456','4-立山','4-立山','4-立山','4-立山','4-立山','4-立山','4-立山','4-立山','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456');
INSERT INTO "use_case" VALUES(5,5,'declined','5-立山','2026-05-01 08:00:00.123456','5-立山','5-立山','5-立山','5-立山','5-立山','5-立山','5-立山','5-立山','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456');
INSERT INTO "use_case" VALUES(6,6,'offered','6-立山','2026-05-01 09:00:00.123456','6-立山','6-立山','6-立山','6-立山','6-立山','6-立山','6-立山',NULL,NULL,NULL,'2026-05-01 09:00:00.123456');
INSERT INTO "use_case" VALUES(7,7,'to_approve','7-立山','2026-05-01 10:00:00.123456','7-立山','7-立山','7-立山','7-立山','7-立山','7-立山','7-立山','7-立山','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456');
INSERT INTO "use_case" VALUES(8,8,'approved','8-立山','2026-05-01 11:00:00.123456','8-立山','8-立山','8-立山','8-立山','8-立山','8-立山','8-立山','8-立山','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456');
CREATE TABLE visit (
	id INTEGER NOT NULL, 
	outreach_id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	visited_on DATE NOT NULL, 
	visitors VARCHAR(200) NOT NULL, 
	noted TEXT NOT NULL, 
	"key" VARCHAR(40) NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_visit PRIMARY KEY (id), 
	CONSTRAINT fk_visit_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_visit_outreach_id_outreach FOREIGN KEY(outreach_id) REFERENCES outreach (id), 
	CONSTRAINT uq_visit_key UNIQUE ("key"), 
	CONSTRAINT uq_visit_outreach_id UNIQUE (outreach_id)
);
INSERT INTO "visit" VALUES(1,1,1,'2026-05-02','1-立山','1-立山','1-立山','2026-05-01 04:00:00.123456');
INSERT INTO "visit" VALUES(2,2,2,'2026-05-03','2-立山','2-立山','2-立山','2026-05-01 05:00:00.123456');
INSERT INTO "visit" VALUES(3,3,3,'2026-05-04','3-立山','3-立山','3-立山','2026-05-01 06:00:00.123456');
INSERT INTO "visit" VALUES(4,4,4,'2026-05-05','4-立山','4-立山','4-立山','2026-05-01 07:00:00.123456');
INSERT INTO "visit" VALUES(5,5,5,'2026-05-06','5-立山','5-立山','5-立山','2026-05-01 08:00:00.123456');
INSERT INTO "visit" VALUES(6,6,6,'2026-05-07','6-立山','6-立山','6-立山','2026-05-01 09:00:00.123456');
INSERT INTO "visit" VALUES(7,7,7,'2026-05-08','7-立山','7-立山','7-立山','2026-05-01 10:00:00.123456');
INSERT INTO "visit" VALUES(8,8,8,'2026-05-09','8-立山','8-立山','8-立山','2026-05-01 11:00:00.123456');
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
CREATE INDEX ix_offering_course_slug ON offering (course_slug);
CREATE INDEX ix_offering_fiscal_year ON offering (fiscal_year);
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
CREATE INDEX ix_roster_row_import_id_standing_outcome ON roster_row (import_id, standing, outcome);
CREATE INDEX ix_roster_row_fingerprint ON roster_row (fingerprint);
CREATE INDEX ix_roster_row_staff_hash ON roster_row (staff_hash);
CREATE INDEX ix_letter_application_id ON letter (application_id);
CREATE INDEX ix_letter_offering_id ON letter (offering_id);
CREATE INDEX ix_audit_entry_actor ON audit_entry (actor);
CREATE INDEX ix_audit_entry_subject ON audit_entry (subject);
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
CREATE INDEX ix_seminar_check_in_learner_id ON seminar_check_in (learner_id);
CREATE INDEX ix_attendance_at_meeting ON attendance (meeting_id, enrolment_id, presence, recorded_at);
CREATE INDEX ix_attendance_made_up_at_id ON attendance (made_up_at_id);
CREATE INDEX ix_organisation_host_id ON organisation (host_id);
CREATE INDEX ix_outreach_fiscal_year ON outreach (fiscal_year);
CREATE INDEX ix_outreach_host_id ON outreach (host_id);
CREATE INDEX ix_outreach_offering_id ON outreach (offering_id);
CREATE INDEX ix_outreach_organisation_id ON outreach (organisation_id);
CREATE INDEX ix_outreach_recorded_by ON outreach (recorded_by);
CREATE INDEX ix_outreach_seminar_id ON outreach (seminar_id);
CREATE INDEX ix_interest_email ON interest (email);
CREATE INDEX ix_visit_organisation_id ON visit (organisation_id);
CREATE INDEX ix_need_answer_need_id ON need_answer (need_id);
CREATE INDEX ix_need_answer_offering_id ON need_answer (offering_id);
CREATE INDEX ix_need_move_moved_by ON need_move (moved_by);
CREATE INDEX ix_need_move_need_id ON need_move (need_id);
CREATE INDEX ix_application_to_offering ON application (offering_id, applied_at, learner_id);
CREATE INDEX ix_application_offering_id_state ON application (offering_id, state);
CREATE INDEX ix_application_outreach_id ON application (outreach_id);
CREATE INDEX ix_guest_contact_address ON guest_contact (address);
CREATE INDEX ix_seminar_fiscal_year ON seminar (fiscal_year);
CREATE INDEX ix_seminar_host_id ON seminar (host_id);
CREATE INDEX ix_seminar_programme_id ON seminar (programme_id);
CREATE INDEX ix_certificate_programme_partner_id ON certificate_programme (partner_id);
CREATE INDEX ix_record_recipient_partner_id ON record_recipient (partner_id);
CREATE INDEX ix_record_hand_over_recipient_id ON record_hand_over (recipient_id);
CREATE INDEX ix_certificate_learner_id ON certificate (learner_id);
CREATE UNIQUE INDEX uq_certificate_of_programme ON certificate (programme_id, learner_id) WHERE revoked_at IS NULL AND programme_id IS NOT NULL;
CREATE UNIQUE INDEX uq_certificate_standing ON certificate (enrolment_id) WHERE revoked_at IS NULL AND enrolment_id IS NOT NULL;
CREATE INDEX ix_completion_decision_enrolment_id ON completion_decision (enrolment_id);
CREATE INDEX ix_training_record_hand_over_id ON training_record (hand_over_id);
CREATE INDEX ix_training_record_learner_id ON training_record (learner_id);
CREATE INDEX ix_training_record_recipient_id ON training_record (recipient_id);
CREATE UNIQUE INDEX uq_training_record_standing ON training_record (enrolment_id, recipient_id) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_need_organisation_id ON need (organisation_id);
CREATE INDEX ix_need_heard_on ON need (heard_on);
CREATE INDEX ix_need_merged_into_id ON need (merged_into_id);
CREATE INDEX ix_need_host_id ON need (host_id);
CREATE INDEX ix_need_visit_id ON need (visit_id);
CREATE INDEX ix_need_recorded_by ON need (recorded_by);
CREATE INDEX ix_audit_subject_entry_id ON audit_subject (entry_id);
CREATE INDEX ix_correction_learner_id ON correction (learner_id);
CREATE UNIQUE INDEX uq_role_grant_without_partner ON role_grant (learner_id, role) WHERE partner_id IS NULL;
CREATE INDEX ix_cohort_fiscal_year ON cohort (fiscal_year);
CREATE INDEX ix_cohort_host_id ON cohort (host_id);
CREATE INDEX ix_cohort_sponsor_partner_id ON cohort (sponsor_partner_id);
CREATE INDEX ix_logic_box_fiscal_year ON logic_box (fiscal_year);
CREATE INDEX ix_logic_box_owner_id ON logic_box (owner_id);
CREATE INDEX ix_remark_council_id ON remark (council_id);
CREATE INDEX ix_remark_owner_id ON remark (owner_id);
CREATE INDEX ix_cohort_seats_offering_id ON cohort_seats (offering_id);
CREATE INDEX ix_council_paper_release_id ON council_paper (release_id);
CREATE INDEX ix_cohort_member_cohort_id ON cohort_member (cohort_id);
CREATE INDEX ix_roster_import_offering_id ON roster_import (offering_id);
CREATE INDEX ix_roster_import_cohort_id ON roster_import (cohort_id);
CREATE INDEX ix_report_draft_fiscal_year ON report_draft (fiscal_year);
CREATE INDEX ix_report_draft_partner_id ON report_draft (partner_id);
CREATE INDEX ix_cell_run_state_id ON cell_run (state, id);
CREATE INDEX ix_cell_run_asked_at ON cell_run (asked_at);
CREATE INDEX ix_class_seat_class_id ON class_seat (class_id);
CREATE INDEX ix_class_work_state_id ON class_work (state, id);
CREATE INDEX ix_class_work_asked_at ON class_work (asked_at);
COMMIT;
