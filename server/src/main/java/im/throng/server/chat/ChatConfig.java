package im.throng.server.chat;

/// What an operator may set about messages.
///
/// @param textBytesMax the longest text, in bytes of UTF-8
/// @param allByAdmins  whether only administrators may write to everybody
public record ChatConfig(int textBytesMax, boolean allByAdmins) {
}
