CREATE TABLE `preferences` (
	`user_id` integer PRIMARY KEY NOT NULL,
	`shortcuts` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
