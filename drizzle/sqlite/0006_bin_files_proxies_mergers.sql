CREATE TABLE `files` (
	`hash` text PRIMARY KEY NOT NULL,
	`size` integer NOT NULL,
	`media_type` text NOT NULL,
	`created_at` integer NOT NULL,
	`unused_since` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `files_unused` ON `files` (`unused_since`) WHERE "files"."unused_since" is not null;--> statement-breakpoint
CREATE TABLE `attachments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`note` text,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`origin` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`hash`) REFERENCES `files`(`hash`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `attachments_user` ON `attachments` (`user_id`);--> statement-breakpoint
CREATE INDEX `attachments_hash` ON `attachments` (`hash`);--> statement-breakpoint
CREATE TABLE `erased_users` (
	`user_id` integer PRIMARY KEY NOT NULL,
	`erased_at` integer NOT NULL,
	`erased_by` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `different_people` (
	`one` integer NOT NULL,
	`other` integer NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	FOREIGN KEY (`one`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`other`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `different_people_pair` ON `different_people` (`one`,`other`);--> statement-breakpoint
CREATE INDEX `different_people_other` ON `different_people` (`other`);--> statement-breakpoint
CREATE TABLE `mergers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`keeper_id` integer NOT NULL,
	`gone_id` integer NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`done` text NOT NULL,
	`undone_at` integer,
	FOREIGN KEY (`keeper_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`gone_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `mergers_keeper` ON `mergers` (`keeper_id`);--> statement-breakpoint
CREATE INDEX `mergers_gone` ON `mergers` (`gone_id`);--> statement-breakpoint
CREATE TABLE `proxies` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`for_user_id` integer NOT NULL,
	`expiry_date` text,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`origin` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`for_user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `proxies_once` ON `proxies` (`user_id`,`for_user_id`);--> statement-breakpoint
CREATE INDEX `proxies_for` ON `proxies` (`for_user_id`);--> statement-breakpoint
ALTER TABLE `changes` ADD `undoes` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `photo` text REFERENCES files(hash);--> statement-breakpoint
ALTER TABLE `users` ADD `binned_at` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `binned_by` text;--> statement-breakpoint
CREATE INDEX `users_binned` ON `users` (`binned_at`) WHERE "users"."binned_at" is not null;--> statement-breakpoint
CREATE INDEX `users_photo` ON `users` (`photo`) WHERE "users"."photo" is not null;