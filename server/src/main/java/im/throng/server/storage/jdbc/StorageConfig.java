package im.throng.server.storage.jdbc;

/// What an operator may set about the database.
///
/// @param commitQueueBytes how much may wait to be stored
/// @param readThreads      how many read at the same time
/// @param readQueue        how many reads may wait
public record StorageConfig(long commitQueueBytes, int readThreads, int readQueue) {
}
