package im.throng.server.group;

/// The code by which everybody may join.
///
/// @param expiresAt until when it holds, milliseconds since the epoch; 0: for ever
public record Invitation(String code, long expiresAt) {

    /// Tells whether the code opens the group now.
    boolean admits(String offered, long now) {
        return code.equals(offered) && holds(now);
    }

    /// Tells whether it has not run out.
    boolean holds(long now) {
        return expiresAt == 0 || now < expiresAt;
    }
}
