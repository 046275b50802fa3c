CREATE TABLE `conversation_start` (
	`address` text NOT NULL,
	`conversation_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`address`, `conversation_id`)
);
--> statement-breakpoint
ALTER TABLE `site` ADD `new_conversations` integer DEFAULT 6;--> statement-breakpoint
ALTER TABLE `site` ADD `turnstile` text;