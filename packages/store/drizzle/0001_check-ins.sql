-- Written by hand: drizzle-kit knows neither partitions nor INCLUDE. Partitions are made ahead, a day each.
CREATE TABLE "check_in" (
	"contact_id" "bytea" NOT NULL,
	"venue_id" "bytea" NOT NULL,
	"day" integer NOT NULL,
	"zone" text NOT NULL,
	"arrived_at" bigint NOT NULL,
	"departed_at" bigint,
	"received_hour" integer NOT NULL,
	"late" boolean NOT NULL,
	"unconfirmed" boolean NOT NULL,
	"party_size" smallint NOT NULL,
	"on_behalf" boolean NOT NULL,
	"receipt_hash" "bytea" NOT NULL,
	"card" "bytea" NOT NULL,
	CONSTRAINT "check_in_pkey" PRIMARY KEY("contact_id","venue_id","day"),
	CONSTRAINT "check_in_contact_id_length" CHECK (octet_length("contact_id") = 16),
	CONSTRAINT "check_in_venue_id_length" CHECK (octet_length("venue_id") = 16),
	CONSTRAINT "check_in_day_of_arrival" CHECK ("day" = "arrived_at" / 86400),
	CONSTRAINT "check_in_zone_length" CHECK (octet_length("zone") <= 40),
	CONSTRAINT "check_in_stay_range" CHECK ("departed_at" - "arrived_at" BETWEEN 0 AND 86400),
	CONSTRAINT "check_in_party_size_range" CHECK ("party_size" BETWEEN 1 AND 255),
	CONSTRAINT "check_in_receipt_hash_length" CHECK (octet_length("receipt_hash") = 32),
	CONSTRAINT "check_in_card_length" CHECK (octet_length("card") = 569)
) PARTITION BY RANGE ("day");
--> statement-breakpoint
-- Every column that the search for common presence reads: it never visits the rows.
CREATE INDEX "check_in_presence" ON "check_in" ("venue_id","arrived_at")
	INCLUDE ("departed_at","contact_id","day","zone","received_hour","late","unconfirmed","on_behalf");
