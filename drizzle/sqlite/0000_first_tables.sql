CREATE TABLE `codes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`table_name` text NOT NULL,
	`code` text NOT NULL,
	`description` text NOT NULL,
	`position` integer NOT NULL,
	`enabled` integer DEFAULT true NOT NULL,
	`is_default` integer DEFAULT false NOT NULL,
	`record_types` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `codes_code` ON `codes` (`table_name`,`code`);--> statement-breakpoint
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `changes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`subject` text NOT NULL,
	`subject_id` integer NOT NULL,
	`version` integer NOT NULL,
	`action` text NOT NULL,
	`actor_id` integer,
	`actor_name` text NOT NULL,
	`door` text NOT NULL,
	`door_detail` text,
	`items` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `changes_subject` ON `changes` (`subject`,`subject_id`,`id`);--> statement-breakpoint
CREATE TABLE `form_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`message` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `credentials` (
	`user_id` integer PRIMARY KEY NOT NULL,
	`password_hash` text NOT NULL,
	`must_change` integer DEFAULT false NOT NULL,
	`set_at` integer NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`locked_until` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `kept_posts` (
	`id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`fields` text NOT NULL,
	`token` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `kept_posts_at` ON `kept_posts` (`at`);--> statement-breakpoint
CREATE TABLE `preferences` (
	`user_id` integer PRIMARY KEY NOT NULL,
	`shortcuts` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` integer,
	`data` text NOT NULL,
	`seen_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE INDEX `sessions_seen` ON `sessions` (`seen_at`);--> statement-breakpoint
CREATE TABLE `addresses` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`line1` text NOT NULL,
	`line2` text,
	`line3` text,
	`line4` text,
	`line5` text,
	`city` text NOT NULL,
	`state_province` text,
	`postal_code` text,
	`country` text,
	`note` text,
	`start_date` text,
	`end_date` text,
	`types` text NOT NULL,
	`preferred` integer NOT NULL,
	`origin` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `addresses_user` ON `addresses` (`user_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `addresses_preferred` ON `addresses` (`user_id`) WHERE preferred = 1;--> statement-breakpoint
CREATE TABLE `emails` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`address` text NOT NULL,
	`address_key` text NOT NULL,
	`description` text,
	`types` text NOT NULL,
	`preferred` integer NOT NULL,
	`origin` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `emails_user` ON `emails` (`user_id`);--> statement-breakpoint
CREATE INDEX `emails_address_key` ON `emails` (`address_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `emails_preferred` ON `emails` (`user_id`) WHERE preferred = 1;--> statement-breakpoint
CREATE TABLE `phones` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`number` text NOT NULL,
	`types` text NOT NULL,
	`preferred` integer NOT NULL,
	`preferred_sms` integer NOT NULL,
	`origin` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `phones_user` ON `phones` (`user_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `phones_preferred` ON `phones` (`user_id`) WHERE preferred = 1;--> statement-breakpoint
CREATE UNIQUE INDEX `phones_preferred_sms` ON `phones` (`user_id`) WHERE preferred_sms = 1;--> statement-breakpoint
CREATE TABLE `identifiers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`type` text NOT NULL,
	`value` text NOT NULL,
	`value_key` text NOT NULL,
	`note` text,
	`status` text NOT NULL,
	`origin` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `identifiers_user` ON `identifiers` (`user_id`);--> statement-breakpoint
CREATE INDEX `identifiers_value_key` ON `identifiers` (`value_key`);--> statement-breakpoint
CREATE TABLE `notes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`type` text NOT NULL,
	`text` text NOT NULL,
	`user_viewable` integer NOT NULL,
	`popup` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`origin` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `notes_user` ON `notes` (`user_id`);--> statement-breakpoint
CREATE TABLE `user_roles` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`role` integer NOT NULL,
	`scope` text NOT NULL,
	`status` text NOT NULL,
	`expiry_date` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `user_roles_once` ON `user_roles` (`user_id`,`role`,`scope`);--> statement-breakpoint
CREATE INDEX `user_roles_role` ON `user_roles` (`role`);--> statement-breakpoint
CREATE TABLE `taken_identifiers` (
	`value` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `taken_identifiers_user` ON `taken_identifiers` (`user_id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`record_type` text NOT NULL,
	`account_type` text NOT NULL,
	`source` text,
	`primary_id` text NOT NULL,
	`primary_id_key` text NOT NULL,
	`first_name` text,
	`middle_name` text,
	`last_name` text,
	`pref_first_name` text,
	`pref_middle_name` text,
	`pref_last_name` text,
	`title` text,
	`gender` text,
	`birth_date` text,
	`user_group` text,
	`job_category` text,
	`job_description` text,
	`preferred_language` text,
	`website` text,
	`cataloger_level` text,
	`status` text NOT NULL,
	`status_date` text NOT NULL,
	`expiry_date` text,
	`purge_date` text,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	CONSTRAINT "users_record_type" CHECK("users"."record_type" IN ('STAFF', 'PUBLIC', 'CONTACT')),
	CONSTRAINT "users_account_type" CHECK("users"."account_type" IN ('INTERNAL', 'EXTERNAL', 'INTEXTAUTH')),
	CONSTRAINT "users_status" CHECK("users"."status" IN ('ACTIVE', 'INACTIVE'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `users_primary_id_key` ON `users` (`primary_id_key`);