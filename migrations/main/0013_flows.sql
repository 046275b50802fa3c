CREATE TABLE `flow` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`draft` text NOT NULL,
	`published` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE INDEX `flow_by_name` ON `flow` (`deleted_at`,`name`);--> statement-breakpoint
CREATE TABLE `flow_hosts` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`hosts` text NOT NULL,
	CONSTRAINT "flow_hosts_is_one" CHECK("flow_hosts"."id" = 'hosts')
);
--> statement-breakpoint
CREATE TABLE `flow_run` (
	`id` text PRIMARY KEY NOT NULL,
	`flow_id` text NOT NULL,
	`number` integer NOT NULL,
	`started_at` integer NOT NULL,
	`step` text NOT NULL,
	`outcome` text,
	`turn` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `flow_run_by_flow` ON `flow_run` (`flow_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `flow_version` (
	`flow_id` text NOT NULL,
	`number` integer NOT NULL,
	`definition` text NOT NULL,
	`published_at` integer NOT NULL,
	`agent_id` text NOT NULL,
	`agent_name` text NOT NULL,
	PRIMARY KEY(`flow_id`, `number`),
	FOREIGN KEY (`flow_id`) REFERENCES `flow`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `site` ADD `opening_flow_id` text;--> statement-breakpoint
ALTER TABLE `site` ADD `outside_flow_id` text;