ALTER TABLE `agent` ADD `conversation_limit` integer;--> statement-breakpoint
ALTER TABLE `team` ADD `method` text DEFAULT 'manual' NOT NULL;--> statement-breakpoint
ALTER TABLE `team` ADD `first_reply_seconds` integer DEFAULT 180 NOT NULL;--> statement-breakpoint
ALTER TABLE `workspace` ADD `agent_limit` integer DEFAULT 5 NOT NULL;