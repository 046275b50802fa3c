CREATE TABLE `upload_setting` (
	`id` text PRIMARY KEY NOT NULL,
	`bytes` integer NOT NULL,
	`count` integer NOT NULL,
	`kinds` text NOT NULL,
	`keep_location` integer NOT NULL,
	`version` integer NOT NULL,
	CONSTRAINT "upload_setting_is_one" CHECK("upload_setting"."id" = 'workspace')
);
--> statement-breakpoint
ALTER TABLE `site` ADD `customer_uploads` integer DEFAULT true NOT NULL;