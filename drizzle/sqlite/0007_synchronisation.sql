CREATE TABLE `sync_profiles` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`code` text NOT NULL,
	`code_key` text NOT NULL,
	`name` text NOT NULL,
	`format` text NOT NULL,
	`columns` text NOT NULL,
	`folder` text,
	`schedule` text,
	`full_files` integer NOT NULL,
	`record_type` text NOT NULL,
	`match_by` text NOT NULL,
	`unmatched` text NOT NULL,
	`absent_elements` text NOT NULL,
	`absent_people` text NOT NULL,
	`protected_fields` text NOT NULL,
	`guard_share` integer NOT NULL,
	`staff_follow` integer NOT NULL,
	`enabled` integer NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `sync_profiles_code` ON `sync_profiles` (`code_key`);--> statement-breakpoint
CREATE TABLE `sync_rows` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`run_id` integer NOT NULL,
	`position` integer,
	`line` integer,
	`does` text NOT NULL,
	`state` text NOT NULL,
	`user_id` integer,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`hash` text,
	`version` integer,
	`plan` text,
	`reason` text,
	`before` text,
	FOREIGN KEY (`run_id`) REFERENCES `sync_runs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `sync_rows_run` ON `sync_rows` (`run_id`,`does`,`id`);--> statement-breakpoint
CREATE INDEX `sync_rows_user` ON `sync_rows` (`user_id`) WHERE "sync_rows"."user_id" is not null;--> statement-breakpoint
CREATE INDEX `sync_rows_key` ON `sync_rows` (`run_id`,`key`);--> statement-breakpoint
CREATE TABLE `sync_runs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`profile_id` integer,
	`profile_code` text NOT NULL,
	`action` text NOT NULL,
	`state` text NOT NULL,
	`dry_run` integer NOT NULL,
	`full` integer NOT NULL,
	`file_name` text,
	`kept` text,
	`file_hash` text,
	`file_bytes` integer NOT NULL,
	`bytes_read` integer NOT NULL,
	`counts` text NOT NULL,
	`applied` text NOT NULL,
	`done_until` integer NOT NULL,
	`stopping` integer NOT NULL,
	`confirmed_by` text,
	`message` text,
	`started_by` text NOT NULL,
	`started_by_id` integer,
	`door` text NOT NULL,
	`undoes` integer,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`planned_at` integer,
	`ended_at` integer,
	FOREIGN KEY (`profile_id`) REFERENCES `sync_profiles`(`id`) ON UPDATE no action ON DELETE set null
) STRICT;
--> statement-breakpoint
CREATE INDEX `sync_runs_profile` ON `sync_runs` (`profile_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `sync_runs_working` ON `sync_runs` (`state`) WHERE state IN ('reading', 'applying');--> statement-breakpoint
CREATE INDEX `sync_runs_undoes` ON `sync_runs` (`undoes`) WHERE undoes is not null;--> statement-breakpoint
CREATE TABLE `sync_seen` (
	`run_id` integer PRIMARY KEY NOT NULL,
	`profile_code` text NOT NULL,
	`users` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `sync_states` (
	`user_id` integer PRIMARY KEY NOT NULL,
	`profile_code` text NOT NULL,
	`hash` text NOT NULL,
	`version` integer NOT NULL,
	`run_id` integer NOT NULL,
	`absent_run_id` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `sync_states_hash` ON `sync_states` (`hash`);--> statement-breakpoint
CREATE TABLE `field_locks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`field` text NOT NULL,
	`locked_by` text NOT NULL,
	`locked_at` integer NOT NULL,
	`source_value` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `field_locks_user` ON `field_locks` (`user_id`,`field`);