-- What happens to a group is an entry without a client's key, and there are many such.
DROP INDEX entry_key;
CREATE UNIQUE INDEX entry_key ON entry (conv, sender, key) WHERE key <> '';

-- Groups that there are. The conversation of one that ended is 'dissolved' while rows of members
-- are left, then 'ended'.
CREATE TABLE chat_group (
    conv            INTEGER PRIMARY KEY,
    name            TEXT    NOT NULL,
    owner           INTEGER NOT NULL,
    notice          TEXT    NOT NULL DEFAULT '',
    join_policy     TEXT    NOT NULL,
    members         INTEGER NOT NULL DEFAULT 0,
    muted_until     INTEGER NOT NULL DEFAULT 0,
    created_at      INTEGER NOT NULL,
    code            TEXT,
    code_expires_at INTEGER NOT NULL DEFAULT 0
);

-- Who asked to join and waits for an answer.
CREATE TABLE join_request (
    conv INTEGER NOT NULL,
    user INTEGER NOT NULL,
    at   INTEGER NOT NULL,
    PRIMARY KEY (conv, user)
) WITHOUT ROWID;

-- The administrators of a group, among very many members.
CREATE INDEX member_role ON member (conv, user) WHERE role <> 'member';

-- The groups of a user, among very many direct conversations.
CREATE INDEX member_group ON member (user, conv) WHERE peer = 0;

CREATE INDEX conversation_dissolved ON conversation (id) WHERE kind = 'dissolved';
