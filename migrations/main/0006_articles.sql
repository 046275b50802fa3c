CREATE TABLE `article` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`category_id` text,
	`position` integer NOT NULL,
	`tags` text NOT NULL,
	`created_at` integer NOT NULL,
	`deleted_at` integer,
	FOREIGN KEY (`category_id`) REFERENCES `article_category`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `article_by_category` ON `article` (`category_id`,`position`);--> statement-breakpoint
CREATE TABLE `article_category` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`position` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `article_category_text` (
	`category_id` text NOT NULL,
	`language` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`slug` text NOT NULL,
	PRIMARY KEY(`category_id`, `language`),
	FOREIGN KEY (`category_id`) REFERENCES `article_category`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `article_revision` (
	`article_id` text NOT NULL,
	`language` text NOT NULL,
	`version` integer NOT NULL,
	`title` text NOT NULL,
	`excerpt` text NOT NULL,
	`document` text NOT NULL,
	`begun_at` integer NOT NULL,
	`saved_at` integer NOT NULL,
	`saved_by_id` text NOT NULL,
	`saved_by_name` text NOT NULL,
	`published_at` integer,
	PRIMARY KEY(`article_id`, `language`, `version`),
	FOREIGN KEY (`article_id`) REFERENCES `article`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `article_shelf` (
	`id` text PRIMARY KEY NOT NULL,
	`generation` integer NOT NULL,
	CONSTRAINT "article_shelf_is_one" CHECK("article_shelf"."id" = 'shelf')
);
--> statement-breakpoint
CREATE TABLE `article_slug` (
	`language` text NOT NULL,
	`kind` text NOT NULL,
	`slug` text NOT NULL,
	`target` text NOT NULL,
	PRIMARY KEY(`language`, `kind`, `slug`)
);
--> statement-breakpoint
CREATE INDEX `article_slug_by_target` ON `article_slug` (`target`);--> statement-breakpoint
CREATE TABLE `article_text` (
	`article_id` text NOT NULL,
	`language` text NOT NULL,
	`version` integer NOT NULL,
	`title` text NOT NULL,
	`excerpt` text NOT NULL,
	`slug` text,
	`slug_chosen` integer NOT NULL,
	`document` text NOT NULL,
	`saved_at` integer NOT NULL,
	`saved_by_id` text NOT NULL,
	`saved_by_name` text NOT NULL,
	`published_version` integer,
	`published_at` integer,
	`published_slug` text,
	`published_title` text,
	`published_excerpt` text,
	`searched_version` integer,
	PRIMARY KEY(`article_id`, `language`),
	FOREIGN KEY (`article_id`) REFERENCES `article`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `article_text_by_slug` ON `article_text` (`language`,`published_slug`);--> statement-breakpoint
CREATE TABLE `article_vote` (
	`article_id` text NOT NULL,
	`language` text NOT NULL,
	`version` integer NOT NULL,
	`reader` text NOT NULL,
	`helped` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`article_id`, `language`, `version`, `reader`),
	FOREIGN KEY (`article_id`) REFERENCES `article`(`id`) ON UPDATE no action ON DELETE cascade
);
