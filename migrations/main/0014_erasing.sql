CREATE TABLE `article_image` (
	`file` text PRIMARY KEY NOT NULL,
	`due_at` integer
);
--> statement-breakpoint
CREATE INDEX `article_image_due` ON `article_image` (`due_at`);--> statement-breakpoint
ALTER TABLE `conversation` ADD `done_at` integer;--> statement-breakpoint
CREATE INDEX `conversation_by_done` ON `conversation` (`done_at`) WHERE status = 'done';--> statement-breakpoint
UPDATE `conversation` SET `done_at` = `last_at` WHERE `status` = 'done';
