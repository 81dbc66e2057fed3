-- What entries of the search index are counted by grew by one. An index that holds anybody is filled anew at the next start.
UPDATE `search_state` SET `value` = '3' WHERE `name` = 'shape' AND NOT EXISTS (SELECT 1 FROM `users`);
