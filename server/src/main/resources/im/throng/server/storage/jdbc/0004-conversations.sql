-- Every conversation, with what is known of its end. kind: all, direct.
-- activity: when something was said there last; last: the seq of that.
CREATE TABLE conversation (
    id       INTEGER PRIMARY KEY,
    kind     TEXT    NOT NULL,
    head     INTEGER NOT NULL DEFAULT 0,
    ordinal  INTEGER NOT NULL DEFAULT 0,
    last     INTEGER NOT NULL DEFAULT 0,
    activity INTEGER NOT NULL DEFAULT 0
);

INSERT INTO conversation (id, kind, head, ordinal, last, activity)
    SELECT 1, 'all', coalesce(max(seq), 0), coalesce(max(ordinal), 0), coalesce(max(seq), 0),
           coalesce(max(at), 0)
    FROM entry WHERE conv = 1;

-- Direct conversations by their two members; lo is the smaller id, or the same in one's notes.
CREATE TABLE direct (
    lo   INTEGER NOT NULL,
    hi   INTEGER NOT NULL,
    conv INTEGER NOT NULL,
    PRIMARY KEY (lo, hi)
) WITHOUT ROWID;

-- The other one of a direct conversation; 0 elsewhere.
ALTER TABLE member ADD COLUMN peer INTEGER NOT NULL DEFAULT 0;
