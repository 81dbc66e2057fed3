CREATE TABLE `bulk_changes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`action` text NOT NULL,
	`set_id` integer,
	`set_name` text NOT NULL,
	`search` text,
	`tasks` text NOT NULL,
	`state` text NOT NULL,
	`counts` text NOT NULL,
	`applied` text NOT NULL,
	`done_until` integer NOT NULL,
	`stopping` integer NOT NULL,
	`message` text,
	`started_by_id` integer,
	`started_by` text NOT NULL,
	`door` text NOT NULL,
	`undoes` integer,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`planned_at` integer,
	`ended_at` integer,
	FOREIGN KEY (`set_id`) REFERENCES `sets`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`started_by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `bulk_changes_working` ON `bulk_changes` ((1)) WHERE state IN ('planning', 'applying');--> statement-breakpoint
CREATE INDEX `bulk_changes_set` ON `bulk_changes` (`set_id`) WHERE "bulk_changes"."set_id" is not null;--> statement-breakpoint
CREATE INDEX `bulk_changes_starter` ON `bulk_changes` (`started_by_id`);--> statement-breakpoint
CREATE INDEX `bulk_changes_undoes` ON `bulk_changes` (`undoes`) WHERE undoes is not null;--> statement-breakpoint
CREATE TABLE `bulk_rows` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`change_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`does` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`plan` text,
	`reason` text,
	`before` text,
	FOREIGN KEY (`change_id`) REFERENCES `bulk_changes`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `bulk_rows_change` ON `bulk_rows` (`change_id`,`does`,`id`);--> statement-breakpoint
CREATE INDEX `bulk_rows_user` ON `bulk_rows` (`user_id`);--> statement-breakpoint
CREATE TABLE `result_preferences` (
	`person_id` integer PRIMARY KEY NOT NULL,
	`columns` text NOT NULL,
	`page_size` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `set_members` (
	`set_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	PRIMARY KEY(`set_id`, `user_id`),
	FOREIGN KEY (`set_id`) REFERENCES `sets`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `set_members_user` ON `set_members` (`user_id`);--> statement-breakpoint
CREATE TABLE `sets` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`kind` text NOT NULL,
	`search` text,
	`shared` integer NOT NULL,
	`owner_id` integer,
	`owner_name` text NOT NULL,
	`size` integer NOT NULL,
	`missed` text,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `sets_owner_name` ON `sets` (`owner_id`,name collate nocase);--> statement-breakpoint
CREATE INDEX `sets_shared` ON `sets` (`shared`) WHERE shared = 1;