CREATE TABLE `hours` (
	`id` text PRIMARY KEY NOT NULL,
	`team_id` text,
	`hours` text NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `site_sighting` (
	`site_id` text NOT NULL,
	`origin` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`site_id`, `origin`),
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `site` ADD `previous_secret` text;--> statement-breakpoint
ALTER TABLE `site` ADD `previous_secret_until` integer;--> statement-breakpoint
ALTER TABLE `site` ADD `identity_version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `site` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `workspace` ADD `logo` text;--> statement-breakpoint
ALTER TABLE `workspace` ADD `languages` text DEFAULT '["en","pt-BR"]' NOT NULL;--> statement-breakpoint
ALTER TABLE `workspace` ADD `version` integer DEFAULT 1 NOT NULL;