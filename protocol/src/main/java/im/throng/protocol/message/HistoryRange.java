package im.throng.protocol.message;

/// Which part of a history is read, and in which direction.
public sealed interface HistoryRange {

    /// The newest page.
    record Newest() implements HistoryRange {}

    /// What follows an entry, upwards; the entry itself is not in it.
    record After(long seq) implements HistoryRange {}

    /// What precedes an entry, downwards; the entry itself is not in it.
    record Before(long seq) implements HistoryRange {}
}
