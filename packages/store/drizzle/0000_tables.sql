CREATE SEQUENCE "public"."notice_sequence" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "disclosure_contact" (
	"disclosure_id" text NOT NULL,
	"contact_id" "bytea" NOT NULL,
	CONSTRAINT "disclosure_contact_pkey" PRIMARY KEY("disclosure_id","contact_id"),
	CONSTRAINT "disclosure_contact_id_length" CHECK (octet_length("disclosure_contact"."contact_id") = 16)
);
--> statement-breakpoint
CREATE TABLE "disclosure_place" (
	"disclosure_id" text NOT NULL,
	"position" integer NOT NULL,
	"location_id" "bytea" NOT NULL,
	"arrived_at" bigint NOT NULL,
	"departed_at" bigint NOT NULL,
	CONSTRAINT "disclosure_place_pkey" PRIMARY KEY("disclosure_id","position"),
	CONSTRAINT "disclosure_place_location_length" CHECK (octet_length("disclosure_place"."location_id") = 32),
	CONSTRAINT "disclosure_place_stay" CHECK ("disclosure_place"."arrived_at" <= "disclosure_place"."departed_at")
);
--> statement-breakpoint
CREATE TABLE "disclosure" (
	"id" text PRIMARY KEY NOT NULL,
	"code_id" text NOT NULL,
	"received_at" bigint NOT NULL,
	"code_issued_hour" integer NOT NULL,
	"symptom_onset_day" integer,
	"withdraw_hash" "bytea" NOT NULL,
	CONSTRAINT "disclosure_code_key" UNIQUE("code_id"),
	CONSTRAINT "disclosure_withdraw_hash_length" CHECK (octet_length("disclosure"."withdraw_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "verification_code" (
	"id" text PRIMARY KEY NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"issued_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"issued_by" text NOT NULL,
	"used_at" bigint,
	"used_body_hash" "bytea",
	CONSTRAINT "verification_code_hash_key" UNIQUE("code_hash"),
	CONSTRAINT "verification_code_hash_length" CHECK (octet_length("verification_code"."code_hash") = 32),
	CONSTRAINT "verification_code_used_body_hash_length" CHECK (octet_length("verification_code"."used_body_hash") = 32),
	CONSTRAINT "verification_code_use" CHECK (("verification_code"."used_at" IS NULL) = ("verification_code"."used_body_hash" IS NULL))
);
--> statement-breakpoint
CREATE TABLE "contact_id_index" (
	"contact_id" "bytea" PRIMARY KEY NOT NULL,
	"day" integer NOT NULL,
	"venue_id" "bytea",
	"body_hash" "bytea",
	CONSTRAINT "contact_id_index_id_length" CHECK (octet_length("contact_id_index"."contact_id") = 16),
	CONSTRAINT "contact_id_index_venue_id_length" CHECK (octet_length("contact_id_index"."venue_id") = 16),
	CONSTRAINT "contact_id_index_body_hash_length" CHECK (octet_length("contact_id_index"."body_hash") = 32),
	CONSTRAINT "contact_id_index_erased" CHECK (("contact_id_index"."venue_id" IS NULL) = ("contact_id_index"."body_hash" IS NULL))
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"rule" text NOT NULL,
	"drafted_by" text NOT NULL,
	"drafted_at" bigint NOT NULL,
	"approved_by" text,
	"approved_at" bigint,
	"sequence" bigint,
	"sha256" "bytea" NOT NULL,
	"bytes" integer NOT NULL,
	"warning_sha256" "bytea" NOT NULL,
	"warning_bytes" integer NOT NULL,
	"published_at" bigint,
	"withdrawn_by" text,
	"withdrawn_at" bigint,
	CONSTRAINT "notice_sequence_key" UNIQUE("sequence"),
	CONSTRAINT "notice_sha256_length" CHECK (octet_length("notice"."sha256") = 32),
	CONSTRAINT "notice_warning_sha256_length" CHECK (octet_length("notice"."warning_sha256") = 32),
	CONSTRAINT "notice_two_officers" CHECK ("notice"."approved_by" <> "notice"."drafted_by"),
	CONSTRAINT "notice_approval" CHECK (("notice"."approved_by" IS NULL) = ("notice"."approved_at" IS NULL)),
	CONSTRAINT "notice_withdrawal" CHECK (("notice"."withdrawn_by" IS NULL) = ("notice"."withdrawn_at" IS NULL)),
	CONSTRAINT "notice_publication" CHECK (("notice"."sequence" IS NULL) = ("notice"."published_at" IS NULL) AND ("notice"."sequence" IS NULL OR "notice"."approved_at" IS NOT NULL))
);
--> statement-breakpoint
CREATE TABLE "published_file" (
	"kind" text NOT NULL,
	"sha256" "bytea" NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "published_file_pkey" PRIMARY KEY("kind","sha256"),
	CONSTRAINT "published_file_kind" CHECK ("published_file"."kind" IN ('notice', 'warning')),
	CONSTRAINT "published_file_sha256_length" CHECK (octet_length("published_file"."sha256") = 32)
);
--> statement-breakpoint
CREATE TABLE "signed_list" (
	"kind" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"text" text NOT NULL,
	"issued_at" bigint NOT NULL,
	CONSTRAINT "signed_list_kind" CHECK ("signed_list"."kind" IN ('keys', 'index', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "officer_key" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"created_at" bigint NOT NULL,
	"revoked_at" bigint,
	CONSTRAINT "officer_key_name_key" UNIQUE("name"),
	CONSTRAINT "officer_key_hash_key" UNIQUE("key_hash"),
	CONSTRAINT "officer_key_hash_length" CHECK (octet_length("officer_key"."key_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "exposure" (
	"run_id" text NOT NULL,
	"contact_id" "bytea" NOT NULL,
	"venue_id" "bytea" NOT NULL,
	"minutes" integer NOT NULL,
	"severity" smallint NOT NULL,
	"on_behalf" boolean NOT NULL,
	"late" boolean NOT NULL,
	"unconfirmed" boolean NOT NULL,
	CONSTRAINT "exposure_pkey" PRIMARY KEY("run_id","contact_id","venue_id"),
	CONSTRAINT "exposure_contact_id_length" CHECK (octet_length("exposure"."contact_id") = 16),
	CONSTRAINT "exposure_venue_id_length" CHECK (octet_length("exposure"."venue_id") = 16),
	CONSTRAINT "exposure_severity_range" CHECK ("exposure"."severity" BETWEEN 1 AND 3)
);
--> statement-breakpoint
CREATE TABLE "matching_run" (
	"id" text PRIMARY KEY NOT NULL,
	"disclosure_ids" text[] NOT NULL,
	"rule" text NOT NULL,
	"with_late" boolean NOT NULL,
	"with_unconfirmed" boolean NOT NULL,
	"effective_rule" json NOT NULL,
	"rule_version" text NOT NULL,
	"input_digest" text NOT NULL,
	"result_digest" text NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" text NOT NULL,
	"case_stays" integer NOT NULL,
	"exposure_count" integer NOT NULL,
	"venue_count" integer NOT NULL,
	"overlap_minutes" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "location" (
	"location_id" "bytea" PRIMARY KEY NOT NULL,
	"venue_id" "bytea" NOT NULL,
	"code_version" bigint NOT NULL,
	"zone" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "location_id_length" CHECK (octet_length("location"."location_id") = 32),
	CONSTRAINT "location_zone_length" CHECK (octet_length("location"."zone") <= 40),
	CONSTRAINT "location_text_length" CHECK (octet_length("location"."text") <= 4096)
);
--> statement-breakpoint
CREATE TABLE "venue_code" (
	"venue_id" "bytea" NOT NULL,
	"code_version" bigint NOT NULL,
	"seed" "bytea" NOT NULL,
	"not_before" bigint NOT NULL,
	"expires" bigint NOT NULL,
	"withdrawn_at" bigint,
	CONSTRAINT "venue_code_pkey" PRIMARY KEY("venue_id","code_version"),
	CONSTRAINT "venue_code_version_range" CHECK ("venue_code"."code_version" BETWEEN 1 AND 4294967295),
	CONSTRAINT "venue_code_seed_length" CHECK (octet_length("venue_code"."seed") = 16),
	CONSTRAINT "venue_code_validity" CHECK ("venue_code"."not_before" < "venue_code"."expires")
);
--> statement-breakpoint
CREATE TABLE "venue" (
	"venue_id" "bytea" PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"kind" smallint NOT NULL,
	"zones" text[] NOT NULL,
	"longest_stay_seconds" integer NOT NULL,
	"opening_hours" jsonb,
	"display_secret" "bytea",
	"owner_key_hash" "bytea" NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "venue_id_length" CHECK (octet_length("venue"."venue_id") = 16),
	CONSTRAINT "venue_name_length" CHECK (octet_length("venue"."name") <= 100),
	CONSTRAINT "venue_address_length" CHECK (octet_length("venue"."address") <= 100),
	CONSTRAINT "venue_kind_range" CHECK ("venue"."kind" BETWEEN 0 AND 255),
	CONSTRAINT "venue_longest_stay_range" CHECK ("venue"."longest_stay_seconds" BETWEEN 0 AND 86400),
	CONSTRAINT "venue_display_secret_length" CHECK (octet_length("venue"."display_secret") = 32),
	CONSTRAINT "venue_owner_key_hash_length" CHECK (octet_length("venue"."owner_key_hash") = 32)
);
--> statement-breakpoint
ALTER TABLE "disclosure_contact" ADD CONSTRAINT "disclosure_contact_disclosure_fkey" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosure"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_place" ADD CONSTRAINT "disclosure_place_disclosure_fkey" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosure"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exposure" ADD CONSTRAINT "exposure_run_fkey" FOREIGN KEY ("run_id") REFERENCES "public"."matching_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venue_code" ADD CONSTRAINT "venue_code_venue_fkey" FOREIGN KEY ("venue_id") REFERENCES "public"."venue"("venue_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disclosure_received_at" ON "disclosure" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "verification_code_expires_at" ON "verification_code" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "contact_id_index_day" ON "contact_id_index" USING btree ("day");--> statement-breakpoint
CREATE INDEX "matching_run_created_at" ON "matching_run" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "location_of_code" ON "location" USING btree ("venue_id","code_version");--> statement-breakpoint
CREATE INDEX "venue_code_withdrawn" ON "venue_code" USING btree ("expires") WHERE "venue_code"."withdrawn_at" IS NOT NULL;