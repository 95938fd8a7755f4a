package im.throng.server.presence;

import java.time.Duration;

/// What an operator may set about presence.
///
/// @param everyoneLimit  up to so many users online, everybody is told of everybody; 0: never
/// @param everyoneReturn below so many it is so again
/// @param gather         how long changes are gathered before they are told
/// @param offlineAfter   how long after the last connection left a user counts as gone
/// @param watchedMax     how many users a session may watch
/// @param classicIds     how many ids a classic client is told at login
public record PresenceConfig(int everyoneLimit, int everyoneReturn, Duration gather,
                             Duration offlineAfter, int watchedMax, int classicIds) {
}
