package im.throng.protocol.message;

/// A user as others see one.
///
/// @param sex       free text, at most 16 characters; empty if unknown
/// @param bio       free text, at most 512 characters; empty if there is none
/// @param avatar    the id of a file; empty if there is none
/// @param createdAt when the account was made, milliseconds since the epoch
public record User(UserId userId, String userName, String sex, String bio, String avatar,
                   long createdAt, Role role) {
}
