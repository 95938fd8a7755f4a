package im.throng.server.account;

import java.time.Duration;

/// What an operator may set about accounts.
///
/// @param passwordMin     the fewest characters of a password
/// @param passwordMax     the most characters of a password
/// @param hash            how new passwords are hashed
/// @param hashThreads     how many passwords are hashed at the same time
/// @param hashQueue       how many logins may wait for that
/// @param loginWait       how long one of them waits at most
/// @param tokenLife       how long a token lives
/// @param sessionsPerUser one more ends the one longest unused
/// @param attempts        against guessing
public record AccountConfig(int passwordMin, int passwordMax, Argon2Parameters hash,
                            int hashThreads, int hashQueue, Duration loginWait,
                            Duration tokenLife, int sessionsPerUser,
                            AttemptsConfig attempts) {
}
