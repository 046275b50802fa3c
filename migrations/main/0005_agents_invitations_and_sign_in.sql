CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`team_ids` text NOT NULL,
	`invited_by` text NOT NULL,
	`sent_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_token_hash_unique` ON `invitation` (`token_hash`);--> statement-breakpoint
CREATE INDEX `invitation_by_email` ON `invitation` (`email`);--> statement-breakpoint
CREATE TABLE `sign_in_setting` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`single_sign_on` text,
	`client_secret` text
);
--> statement-breakpoint
ALTER TABLE `agent` ADD `last_seen_at` integer;--> statement-breakpoint
ALTER TABLE `agent` ADD `version` integer DEFAULT 1 NOT NULL;