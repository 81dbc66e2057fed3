CREATE TABLE `note_acknowledgements` (
	`session_id` text NOT NULL,
	`note_id` integer NOT NULL,
	PRIMARY KEY(`session_id`, `note_id`),
	FOREIGN KEY (`session_id`) REFERENCES `sessions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`note_id`) REFERENCES `notes`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `note_acknowledgements_note` ON `note_acknowledgements` (`note_id`);--> statement-breakpoint
ALTER TABLE `notes` ADD `pinned` integer DEFAULT false NOT NULL;