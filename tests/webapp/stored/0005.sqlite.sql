BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
CREATE TABLE application (
	id INTEGER NOT NULL, 
	learner_id INTEGER NOT NULL, 
	offering_id INTEGER NOT NULL, 
	applied_at DATETIME NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_application PRIMARY KEY (id), 
	CONSTRAINT fk_application_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id), 
	CONSTRAINT fk_application_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id), 
	CONSTRAINT uq_application_learner_id_offering_id UNIQUE (learner_id, offering_id)
);
INSERT INTO "application" VALUES(1,1,1,'2026-05-01 04:00:00.123456','accepted');
INSERT INTO "application" VALUES(2,2,2,'2026-05-01 05:00:00.123456','waiting');
INSERT INTO "application" VALUES(3,3,3,'2026-05-01 06:00:00.123456','rejected');
INSERT INTO "application" VALUES(4,4,4,'2026-05-01 07:00:00.123456','cancelled');
INSERT INTO "application" VALUES(5,5,5,'2026-05-01 08:00:00.123456','applied');
INSERT INTO "application" VALUES(6,6,6,'2026-05-01 09:00:00.123456','accepted');
INSERT INTO "application" VALUES(7,7,7,'2026-05-01 10:00:00.123456','waiting');
INSERT INTO "application" VALUES(8,8,8,'2026-05-01 11:00:00.123456','rejected');
CREATE TABLE attendance (
	enrolment_id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	presence VARCHAR(40) NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_attendance PRIMARY KEY (enrolment_id, meeting_id), 
	CONSTRAINT fk_attendance_enrolment_id_enrolment FOREIGN KEY(enrolment_id) REFERENCES enrolment (id), 
	CONSTRAINT fk_attendance_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id)
);
INSERT INTO "attendance" VALUES(1,1,'late','2026-05-01 04:00:00.123456');
INSERT INTO "attendance" VALUES(2,2,'excused','2026-05-01 05:00:00.123456');
INSERT INTO "attendance" VALUES(3,3,'absent','2026-05-01 06:00:00.123456');
INSERT INTO "attendance" VALUES(4,4,'present','2026-05-01 07:00:00.123456');
INSERT INTO "attendance" VALUES(5,5,'late','2026-05-01 08:00:00.123456');
INSERT INTO "attendance" VALUES(6,6,'excused','2026-05-01 09:00:00.123456');
INSERT INTO "attendance" VALUES(7,7,'absent','2026-05-01 10:00:00.123456');
INSERT INTO "attendance" VALUES(8,8,'present','2026-05-01 11:00:00.123456');
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
CREATE TABLE learner (
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
	CONSTRAINT pk_learner PRIMARY KEY (id), 
	CONSTRAINT uq_learner_hub_user UNIQUE (hub_user), 
	CONSTRAINT uq_learner_login_id UNIQUE (login_id)
);
INSERT INTO "learner" VALUES(1,'1-立山','1-立山','1-立山','1-立山','1-立山','1-立山','1-',0,'2026-05-01 04:00:00.123456');
INSERT INTO "learner" VALUES(2,'2-立山','2-立山','2-立山','2-立山','2-立山','2-立山','2-',1,'2026-05-01 05:00:00.123456');
INSERT INTO "learner" VALUES(3,'3-立山','3-立山',NULL,'3-立山','3-立山',NULL,'3-',0,'2026-05-01 06:00:00.123456');
INSERT INTO "learner" VALUES(4,'4-立山','4-立山','4-立山','4-立山','4-立山','4-立山','4-',1,'2026-05-01 07:00:00.123456');
INSERT INTO "learner" VALUES(5,'5-立山','5-立山','5-立山','5-立山','5-立山','5-立山','5-',0,'2026-05-01 08:00:00.123456');
INSERT INTO "learner" VALUES(6,'6-立山','6-立山',NULL,'6-立山','6-立山',NULL,'6-',1,'2026-05-01 09:00:00.123456');
INSERT INTO "learner" VALUES(7,'7-立山','7-立山','7-立山','7-立山','7-立山','7-立山','7-',0,'2026-05-01 10:00:00.123456');
INSERT INTO "learner" VALUES(8,'8-立山','8-立山','8-立山','8-立山','8-立山','8-立山','8-',1,'2026-05-01 11:00:00.123456');
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
CREATE TABLE meeting (
	id INTEGER NOT NULL, 
	offering_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	starts_at DATETIME NOT NULL, 
	ends_at DATETIME NOT NULL, 
	mode VARCHAR(40) NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_meeting PRIMARY KEY (id), 
	CONSTRAINT fk_meeting_offering_id_offering FOREIGN KEY(offering_id) REFERENCES offering (id), 
	CONSTRAINT uq_meeting_offering_id_number UNIQUE (offering_id, number)
);
INSERT INTO "meeting" VALUES(1,1,1,'2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','online','held');
INSERT INTO "meeting" VALUES(2,2,2,'2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','on_demand','cancelled');
INSERT INTO "meeting" VALUES(3,3,3,'2026-05-01 06:00:00.123456','2026-05-01 06:00:00.123456','in_person','moved');
INSERT INTO "meeting" VALUES(4,4,4,'2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','online','planned');
INSERT INTO "meeting" VALUES(5,5,5,'2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','on_demand','held');
INSERT INTO "meeting" VALUES(6,6,6,'2026-05-01 09:00:00.123456','2026-05-01 09:00:00.123456','in_person','cancelled');
INSERT INTO "meeting" VALUES(7,7,7,'2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','online','moved');
INSERT INTO "meeting" VALUES(8,8,8,'2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','on_demand','planned');
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
CREATE TABLE offering (
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
	CONSTRAINT pk_offering PRIMARY KEY (id), 
	CONSTRAINT fk_offering_host_id_partner FOREIGN KEY(host_id) REFERENCES partner (id), 
	CONSTRAINT fk_offering_programme_id_programme FOREIGN KEY(programme_id) REFERENCES programme (id), 
	CONSTRAINT uq_offering_fiscal_year_course_slug_number UNIQUE (fiscal_year, course_slug, number)
);
INSERT INTO "offering" VALUES(1,1,1,'1-立山',1,'1-立山','1-立山','public_servant',1,1,'open','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','2026-05-02','2026-05-02','{"\u756a\u53f7": 1, "half": 0.5, "list": [true, null]}');
INSERT INTO "offering" VALUES(2,2,2,'2-立山',2,'2-立山','2-立山','teacher',2,2,'running','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','2026-05-03','2026-05-03','{"\u756a\u53f7": 2, "half": 1.0, "list": [true, null]}');
INSERT INTO "offering" VALUES(3,3,3,'3-立山',3,'3-立山','3-立山','executive',3,NULL,'closed',NULL,NULL,'2026-05-04','2026-05-04','{"\u756a\u53f7": 3, "half": 1.5, "list": [true, null]}');
INSERT INTO "offering" VALUES(4,4,4,'4-立山',4,'4-立山','4-立山','other',4,4,'cancelled','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','2026-05-05','2026-05-05','{"\u756a\u53f7": 4, "half": 2.0, "list": [true, null]}');
INSERT INTO "offering" VALUES(5,5,5,'5-立山',5,'5-立山','5-立山','private',5,5,'planned','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','2026-05-06','2026-05-06','{"\u756a\u53f7": 5, "half": 2.5, "list": [true, null]}');
INSERT INTO "offering" VALUES(6,6,6,'6-立山',6,'6-立山','6-立山','public_servant',6,NULL,'open',NULL,NULL,'2026-05-07','2026-05-07','{"\u756a\u53f7": 6, "half": 3.0, "list": [true, null]}');
INSERT INTO "offering" VALUES(7,7,7,'7-立山',7,'7-立山','7-立山','teacher',7,7,'running','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','2026-05-08','2026-05-08','{"\u756a\u53f7": 7, "half": 3.5, "list": [true, null]}');
INSERT INTO "offering" VALUES(8,8,8,'8-立山',8,'8-立山','8-立山','executive',8,8,'closed','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','2026-05-09','2026-05-09','{"\u756a\u53f7": 8, "half": 4.0, "list": [true, null]}');
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
CREATE TABLE programme (
	id INTEGER NOT NULL, 
	fiscal_year INTEGER NOT NULL, 
	name_ja VARCHAR(200) NOT NULL, 
	name_en VARCHAR(200) NOT NULL, 
	budget_yen INTEGER NOT NULL, 
	CONSTRAINT pk_programme PRIMARY KEY (id), 
	CONSTRAINT uq_programme_fiscal_year UNIQUE (fiscal_year)
);
INSERT INTO "programme" VALUES(1,1,'1-立山','1-立山',1);
INSERT INTO "programme" VALUES(2,2,'2-立山','2-立山',2);
INSERT INTO "programme" VALUES(3,3,'3-立山','3-立山',3);
INSERT INTO "programme" VALUES(4,4,'4-立山','4-立山',4);
INSERT INTO "programme" VALUES(5,5,'5-立山','5-立山',5);
INSERT INTO "programme" VALUES(6,6,'6-立山','6-立山',6);
INSERT INTO "programme" VALUES(7,7,'7-立山','7-立山',7);
INSERT INTO "programme" VALUES(8,8,'8-立山','8-立山',8);
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
INSERT INTO "score" VALUES(1,'1-立山',1.25,1.25,'{"\u756a\u53f7": 1, "half": 0.5, "list": [true, null]}','2026-05-01 04:00:00.123456','2026-05-01 04:00:00.123456','1-立山','1-立山',1.25);
INSERT INTO "score" VALUES(2,'2-立山',2.25,2.25,'{"\u756a\u53f7": 2, "half": 1.0, "list": [true, null]}','2026-05-01 05:00:00.123456','2026-05-01 05:00:00.123456','2-立山','2-立山',2.25);
INSERT INTO "score" VALUES(3,'3-立山',3.25,3.25,'{"\u756a\u53f7": 3, "half": 1.5, "list": [true, null]}','2026-05-01 06:00:00.123456',NULL,NULL,NULL,3.25);
INSERT INTO "score" VALUES(4,'4-立山',4.25,4.25,'{"\u756a\u53f7": 4, "half": 2.0, "list": [true, null]}','2026-05-01 07:00:00.123456','2026-05-01 07:00:00.123456','4-立山','4-立山',4.25);
INSERT INTO "score" VALUES(5,'5-立山',5.25,5.25,'{"\u756a\u53f7": 5, "half": 2.5, "list": [true, null]}','2026-05-01 08:00:00.123456','2026-05-01 08:00:00.123456','5-立山','5-立山',5.25);
INSERT INTO "score" VALUES(6,'6-立山',6.25,6.25,'{"\u756a\u53f7": 6, "half": 3.0, "list": [true, null]}','2026-05-01 09:00:00.123456',NULL,NULL,NULL,6.25);
INSERT INTO "score" VALUES(7,'7-立山',7.25,7.25,'{"\u756a\u53f7": 7, "half": 3.5, "list": [true, null]}','2026-05-01 10:00:00.123456','2026-05-01 10:00:00.123456','7-立山','7-立山',7.25);
INSERT INTO "score" VALUES(8,'8-立山',8.25,8.25,'{"\u756a\u53f7": 8, "half": 4.0, "list": [true, null]}','2026-05-01 11:00:00.123456','2026-05-01 11:00:00.123456','8-立山','8-立山',8.25);
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
INSERT INTO "trial" VALUES(1,1,'1-立山',0,'{"\u756a\u53f7": 1, "half": 0.5, "list": [true, null]}',0,'{"\u756a\u53f7": 1, "half": 0.5, "list": [true, null]}',1,'running','1-立山','2026-05-01 04:00:00.123456',1,'1-立山');
INSERT INTO "trial" VALUES(2,2,'2-立山',1,'{"\u756a\u53f7": 2, "half": 1.0, "list": [true, null]}',1,'{"\u756a\u53f7": 2, "half": 1.0, "list": [true, null]}',2,'graded','2-立山','2026-05-01 05:00:00.123456',2,'2-立山');
INSERT INTO "trial" VALUES(3,NULL,'3-立山',0,NULL,NULL,NULL,3,'parked',NULL,NULL,3,NULL);
INSERT INTO "trial" VALUES(4,4,'4-立山',1,'{"\u756a\u53f7": 4, "half": 2.0, "list": [true, null]}',1,'{"\u756a\u53f7": 4, "half": 2.0, "list": [true, null]}',4,'queued','4-立山','2026-05-01 07:00:00.123456',4,'4-立山');
INSERT INTO "trial" VALUES(5,5,'5-立山',0,'{"\u756a\u53f7": 5, "half": 2.5, "list": [true, null]}',0,'{"\u756a\u53f7": 5, "half": 2.5, "list": [true, null]}',5,'running','5-立山','2026-05-01 08:00:00.123456',5,'5-立山');
INSERT INTO "trial" VALUES(6,NULL,'6-立山',1,NULL,NULL,NULL,6,'graded',NULL,NULL,6,NULL);
INSERT INTO "trial" VALUES(7,7,'7-立山',0,'{"\u756a\u53f7": 7, "half": 3.5, "list": [true, null]}',0,'{"\u756a\u53f7": 7, "half": 3.5, "list": [true, null]}',7,'parked','7-立山','2026-05-01 10:00:00.123456',7,'7-立山');
INSERT INTO "trial" VALUES(8,8,'8-立山',1,'{"\u756a\u53f7": 8, "half": 4.0, "list": [true, null]}',1,'{"\u756a\u53f7": 8, "half": 4.0, "list": [true, null]}',8,'queued','8-立山','2026-05-01 11:00:00.123456',8,'8-立山');
CREATE INDEX ix_offering_course_slug ON offering (course_slug);
CREATE INDEX ix_offering_fiscal_year ON offering (fiscal_year);
CREATE INDEX ix_offering_host_id ON offering (host_id);
CREATE INDEX ix_offering_programme_id ON offering (programme_id);
CREATE UNIQUE INDEX uq_role_grant_without_partner ON role_grant (learner_id, role) WHERE partner_id IS NULL;
CREATE INDEX ix_seminar_fiscal_year ON seminar (fiscal_year);
CREATE INDEX ix_seminar_host_id ON seminar (host_id);
CREATE INDEX ix_seminar_programme_id ON seminar (programme_id);
CREATE INDEX ix_application_offering_id ON application (offering_id);
CREATE INDEX ix_meeting_starts_at ON meeting (starts_at);
CREATE INDEX ix_enrolment_offering_id ON enrolment (offering_id);
CREATE INDEX ix_attendance_meeting_id ON attendance (meeting_id);
CREATE INDEX ix_submission_enrolment_id_lesson_slug ON submission (enrolment_id, lesson_slug);
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
COMMIT;
