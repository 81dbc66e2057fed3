-- The search index: Drizzle has no words for it. An entry is a user; what it holds is told by src/search-index/.
CREATE TABLE `user_entry` (
	`user_id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`sort_key` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `user_entry_sort` ON `user_entry` (`sort_key`,`user_id`);
--> statement-breakpoint
CREATE INDEX `user_entry_kind` ON `user_entry` (`kind`,`sort_key`,`user_id`);
--> statement-breakpoint
CREATE VIRTUAL TABLE `user_search` USING fts5(last, first, pid, ident, barcode, mail, phone, content='', contentless_delete=1, detail=column, prefix='1 2 3 4 5', tokenize=ascii);
