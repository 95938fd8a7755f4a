-- Users are found by the beginning of their name in a form without case, which the program fills.
ALTER TABLE user ADD COLUMN name_key TEXT NOT NULL DEFAULT '';

-- When the account was erased: nothing personal is left in the row, but its id stays taken.
ALTER TABLE user ADD COLUMN erased_at INTEGER;

CREATE INDEX user_name ON user (name_key, id);

-- When users were online last, as others were told.
CREATE TABLE seen (
    user INTEGER PRIMARY KEY,
    at   INTEGER NOT NULL
);
