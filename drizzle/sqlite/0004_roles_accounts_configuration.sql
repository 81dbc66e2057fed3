CREATE TABLE `reset_links` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`made_by` text NOT NULL,
	`made_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `reset_links_user` ON `reset_links` (`user_id`);--> statement-breakpoint
CREATE TABLE `sign_ins` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`user_id` integer,
	`outcome` text NOT NULL,
	`address` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `sign_ins_at` ON `sign_ins` (`at`);--> statement-breakpoint
CREATE INDEX `sign_ins_user` ON `sign_ins` (`user_id`) WHERE "sign_ins"."user_id" is not null;--> statement-breakpoint
CREATE TABLE `assignment_rules` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`record_type` text,
	`user_group` text,
	`job_category` text,
	`profile_id` integer NOT NULL,
	`enabled` integer DEFAULT true NOT NULL,
	`author_id` integer,
	`author_name` text NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`profile_id`) REFERENCES `role_profiles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null
) STRICT;
--> statement-breakpoint
CREATE INDEX `assignment_rules_profile` ON `assignment_rules` (`profile_id`);--> statement-breakpoint
CREATE INDEX `assignment_rules_author` ON `assignment_rules` (`author_id`);--> statement-breakpoint
CREATE TABLE `role_profiles` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`roles` text NOT NULL,
	`author_id` integer,
	`author_name` text NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `role_profiles_name` ON `role_profiles` (`name`);--> statement-breakpoint
CREATE INDEX `role_profiles_author` ON `role_profiles` (`author_id`);--> statement-breakpoint
ALTER TABLE `codes` ADD `parent` text;--> statement-breakpoint
ALTER TABLE `credentials` ADD `failed_since` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `credentials` ADD `last_failure_at` integer;--> statement-breakpoint
ALTER TABLE `credentials` ADD `last_sign_in_at` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `started_at` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `agent` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `address` text;--> statement-breakpoint
ALTER TABLE `notes` ADD `owner_library` text;--> statement-breakpoint
ALTER TABLE `user_roles` ADD `parameters` text;--> statement-breakpoint
ALTER TABLE `user_roles` ADD `granted_at` integer;--> statement-breakpoint
ALTER TABLE `user_roles` ADD `granted_by` text;--> statement-breakpoint
ALTER TABLE `user_roles` ADD `profile_id` integer REFERENCES role_profiles(id);--> statement-breakpoint
CREATE INDEX `user_roles_profile` ON `user_roles` (`profile_id`) WHERE "user_roles"."profile_id" is not null;--> statement-breakpoint
ALTER TABLE `users` ADD `campus` text;--> statement-breakpoint
ALTER TABLE `users` ADD `resource_sharing_libraries` text;--> statement-breakpoint
ALTER TABLE `users` ADD `library_notices` text;--> statement-breakpoint
CREATE INDEX `changes_actor` ON `changes` (`actor_id`,`id`) WHERE "changes"."actor_id" is not null;