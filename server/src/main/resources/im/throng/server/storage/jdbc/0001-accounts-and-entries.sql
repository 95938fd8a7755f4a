-- One row for each fact about the whole store.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE user (
    id         INTEGER PRIMARY KEY,
    name       TEXT    NOT NULL,
    sex        TEXT    NOT NULL DEFAULT '',
    bio        TEXT    NOT NULL DEFAULT '',
    avatar     TEXT    NOT NULL DEFAULT '',
    role       TEXT    NOT NULL DEFAULT 'user',
    hash       TEXT    NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE TABLE session (
    id         TEXT PRIMARY KEY,
    user       INTEGER NOT NULL,
    device     TEXT    NOT NULL,
    address    TEXT    NOT NULL,
    since      INTEGER NOT NULL,
    last_seen  INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX session_user ON session (user);

-- Sessions whose tokens are dead before their time; forgotten when the time has come.
CREATE TABLE revocation (
    session TEXT PRIMARY KEY,
    until   INTEGER NOT NULL
) WITHOUT ROWID;

-- Who chose another status than online.
CREATE TABLE presence (
    user   INTEGER PRIMARY KEY,
    status TEXT NOT NULL
);

-- The log of every conversation. Rows are appended; conv 1 is everybody's.
-- ordinal counts the messages so far, so that unread is a difference of two.
-- No names: a deleted account must leave none behind.
CREATE TABLE entry (
    id          INTEGER PRIMARY KEY,
    conv        INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    sender      INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    ordinal     INTEGER NOT NULL,
    target      INTEGER,
    key         TEXT    NOT NULL,
    fingerprint BLOB    NOT NULL,
    text        TEXT,
    reply_to    INTEGER,
    mentions    TEXT
);

CREATE UNIQUE INDEX entry_place ON entry (conv, seq);
CREATE UNIQUE INDEX entry_key ON entry (conv, sender, key);

CREATE TABLE member (
    user        INTEGER NOT NULL,
    conv        INTEGER NOT NULL,
    since_seq   INTEGER NOT NULL DEFAULT 0,
    role        TEXT    NOT NULL DEFAULT 'member',
    read        INTEGER NOT NULL DEFAULT 0,
    muted_until INTEGER NOT NULL DEFAULT 0,
    pinned      INTEGER NOT NULL DEFAULT 0,
    muted       INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (user, conv)
) WITHOUT ROWID;

CREATE INDEX member_conv ON member (conv, user);

-- user 0 stands for everybody.
CREATE TABLE mention (
    user INTEGER NOT NULL,
    conv INTEGER NOT NULL,
    seq  INTEGER NOT NULL,
    PRIMARY KEY (user, conv, seq)
) WITHOUT ROWID;
