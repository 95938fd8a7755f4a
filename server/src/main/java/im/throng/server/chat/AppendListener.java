package im.throng.server.chat;

import java.util.List;

/// Learns what became of drafts. Called on the committer's thread, batch by batch in the order of
/// the transactions, after they are durable; it must not block.
public interface AppendListener {

    /// Takes a batch; within a conversation its entries rise in `seq`.
    void committed(List<Result> batch);

    /// A draft and its outcome.
    record Result(Draft draft, AppendOutcome outcome) {}
}
