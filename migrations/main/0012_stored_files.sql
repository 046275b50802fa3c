CREATE TABLE `stored_file` (
	`id` text PRIMARY KEY NOT NULL,
	`maker` text NOT NULL,
	`name` text NOT NULL,
	`size` integer NOT NULL,
	`claims` text NOT NULL,
	`found` text,
	`thumbnail` text,
	`etag` text,
	`due_at` integer
);
--> statement-breakpoint
CREATE INDEX `stored_file_due` ON `stored_file` (`due_at`);--> statement-breakpoint
CREATE TABLE `stored_file_use` (
	`file_id` text NOT NULL,
	`kind` text NOT NULL,
	`holder` text NOT NULL,
	`scope` text NOT NULL,
	`owner` text NOT NULL,
	PRIMARY KEY(`file_id`, `kind`, `holder`),
	FOREIGN KEY (`file_id`) REFERENCES `stored_file`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `stored_file_use_by_holder` ON `stored_file_use` (`kind`,`holder`);