-- What an erased user asked for, and who waits longest.
CREATE INDEX join_request_user ON join_request (user);
CREATE INDEX join_request_at ON join_request (conv, at, user);

-- Who was muted when leaving a group is muted when coming back.
CREATE TABLE muted_outsider (
    conv  INTEGER NOT NULL,
    user  INTEGER NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (conv, user)
) WITHOUT ROWID;
