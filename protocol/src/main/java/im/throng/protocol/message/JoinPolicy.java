package im.throng.protocol.message;

import java.util.Optional;

/// How somebody gets into a group.
public enum JoinPolicy {
    /// Everybody may join.
    OPEN("open"),
    /// Who asks to join waits for an administrator's answer.
    APPROVE("approve"),
    /// Members bring others in.
    INVITE("invite");

    private final String wireName;

    JoinPolicy(String wireName) {
        this.wireName = wireName;
    }

    /// Returns the name on the wire.
    public String wireName() {
        return wireName;
    }

    /// Returns the policy of this name; empty if there is none.
    public static Optional<JoinPolicy> named(String wireName) {
        for (JoinPolicy policy : values()) {
            if (policy.wireName.equals(wireName)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }
}
