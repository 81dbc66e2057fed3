-- The search index by labels: Drizzle has no words for it. What its tables hold is told by src/search-index/ and docs/decisions/.
DROP TABLE `user_search`;
--> statement-breakpoint
DROP TABLE `user_entry`;
--> statement-breakpoint
CREATE TABLE `user_entry` (
	`spot` integer PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`sort_key` text NOT NULL,
	`digest` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `user_entry_user` ON `user_entry` (`user_id`);
--> statement-breakpoint
CREATE INDEX `user_entry_name` ON `user_entry` (`sort_key`,`user_id`);
--> statement-breakpoint
CREATE TABLE `facet_value` (
	`n` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`code` text NOT NULL,
	`entries` integer NOT NULL DEFAULT 0
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `facet_value_code` ON `facet_value` (`kind`,`code`);
--> statement-breakpoint
CREATE TABLE `facet_set` (
	`n` integer PRIMARY KEY NOT NULL,
	`facets` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `facet_set_facets` ON `facet_set` (`facets`);
--> statement-breakpoint
CREATE TABLE `mail_domain` (
	`domain` text PRIMARY KEY NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `search_state` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE VIRTUAL TABLE `user_search` USING fts5(last, first, middle, plast, pfirst, pmiddle, pid, ident, barcode, mail, phone, note, facet, content='', contentless_delete=1, detail=column, prefix='1 2 3 4 5', tokenize=ascii);
--> statement-breakpoint
INSERT INTO `user_search` (`user_search`, `rank`) VALUES ('automerge', 0);
--> statement-breakpoint
INSERT INTO `user_search` (`user_search`, `rank`) VALUES ('crisismerge', 256);
--> statement-breakpoint
INSERT INTO `search_state` (`name`, `value`) SELECT 'shape', '2' WHERE NOT EXISTS (SELECT 1 FROM `users`);
--> statement-breakpoint
CREATE INDEX `users_created` ON `users` (`created_at`);
--> statement-breakpoint
CREATE INDEX `users_changed` ON `users` (`changed_at`);
