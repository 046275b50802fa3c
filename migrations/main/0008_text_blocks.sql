CREATE TABLE `text_block` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`scope` text NOT NULL,
	`owner` text NOT NULL,
	`shortcut` text,
	`title` text NOT NULL,
	`folder` text NOT NULL,
	`tags` text NOT NULL,
	`contents` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `text_block_shortcut` ON `text_block` (`scope`,`owner`,`shortcut`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `text_block_by_change` ON `text_block` (`updated_at`);--> statement-breakpoint
CREATE TABLE `text_block_use` (
	`block_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`block_id`, `agent_id`),
	FOREIGN KEY (`block_id`) REFERENCES `text_block`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE cascade
);
