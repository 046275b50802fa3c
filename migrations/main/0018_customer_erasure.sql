CREATE TABLE `customer_erasure` (
	`customer_id` text PRIMARY KEY NOT NULL,
	`asked_at` integer NOT NULL
);
