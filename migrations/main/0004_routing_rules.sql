CREATE TABLE `routing` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	CONSTRAINT "routing_is_one" CHECK("routing"."id" = 'routing')
);
--> statement-breakpoint
CREATE TABLE `routing_rule` (
	`id` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`is_on` integer NOT NULL,
	`conditions` text NOT NULL,
	`team_id` text NOT NULL,
	FOREIGN KEY (`team_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `routing_rule_by_team` ON `routing_rule` (`team_id`);