package im.throng.protocol.message;

import java.util.Optional;

/// What a member may do in a group; a later role may do more.
public enum GroupRole {
    MEMBER("member"),
    ADMIN("admin"),
    OWNER("owner");

    private final String wireName;

    GroupRole(String wireName) {
        this.wireName = wireName;
    }

    /// Returns the name on the wire.
    public String wireName() {
        return wireName;
    }

    /// Tells whether it may administrate the group.
    public boolean isAdministrator() {
        return this != MEMBER;
    }

    /// Tells whether it stands above another.
    public boolean isAbove(GroupRole other) {
        return compareTo(other) > 0;
    }

    /// Returns the role of this name; empty if there is none.
    public static Optional<GroupRole> named(String wireName) {
        for (GroupRole role : values()) {
            if (role.wireName.equals(wireName)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
