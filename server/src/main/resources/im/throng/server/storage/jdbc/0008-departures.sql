-- Users whose accounts are erased, or are being erased: they join nothing any more. done: 0 while
-- something of them may still be left.
CREATE TABLE departure (
    user INTEGER PRIMARY KEY,
    done INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX departure_open ON departure (user) WHERE done = 0;
