-- The database itself does not notice a byte of a text that has changed on the disk. A sum over
-- what an entry says, which the program fills and compares: see EntryFields.
ALTER TABLE entry ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
