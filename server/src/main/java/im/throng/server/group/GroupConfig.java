package im.throng.server.group;

/// What an operator may set about groups.
///
/// @param membersMax  how many members a group may have
/// @param receiptsMax up to how many members are told who reads and who writes
public record GroupConfig(int membersMax, int receiptsMax) {
}
