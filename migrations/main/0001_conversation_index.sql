CREATE TABLE `conversation` (
	`number` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`team_id` text NOT NULL,
	`site_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`assignee_id` text,
	`status` text NOT NULL,
	`last_at` integer NOT NULL,
	`waits_from` integer NOT NULL,
	`row` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `conversation_by_id` ON `conversation` (`id`);--> statement-breakpoint
CREATE INDEX `conversation_by_team_newest` ON `conversation` (`team_id`,`status`,`last_at`,`number`);--> statement-breakpoint
CREATE INDEX `conversation_by_team_waiting` ON `conversation` (`team_id`,`status`,`waits_from`,`number`);--> statement-breakpoint
CREATE INDEX `conversation_by_assignee_newest` ON `conversation` (`assignee_id`,`status`,`last_at`,`number`);--> statement-breakpoint
CREATE INDEX `conversation_by_assignee_waiting` ON `conversation` (`assignee_id`,`status`,`waits_from`,`number`);--> statement-breakpoint
CREATE INDEX `conversation_unowned_newest` ON `conversation` (`team_id`,`last_at`,`number`) WHERE status = 'open' AND assignee_id IS NULL;--> statement-breakpoint
CREATE INDEX `conversation_unowned_waiting` ON `conversation` (`team_id`,`waits_from`,`number`) WHERE status = 'open' AND assignee_id IS NULL;--> statement-breakpoint
CREATE INDEX `conversation_by_customer` ON `conversation` (`customer_id`,`last_at`);--> statement-breakpoint
CREATE TABLE `customer` (
	`id` text PRIMARY KEY NOT NULL,
	`site_id` text NOT NULL,
	`name` text,
	`email` text,
	`verified` integer NOT NULL,
	`attributes` text NOT NULL,
	`country` text,
	`city` text,
	`language` text,
	`first_seen_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `customer_by_email` ON `customer` (`email`);