CREATE TABLE `deleted_team` (
	`id` text PRIMARY KEY NOT NULL,
	`heir_id` text NOT NULL
);
