-- What a command changed beside a running server, for that server to notice; old rows mean nothing.
-- AUTOINCREMENT: a number is never used again, so that a server can ask for those after one.
CREATE TABLE notice (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    kind    TEXT    NOT NULL,
    user    INTEGER NOT NULL,
    session TEXT
);
