package im.throng.server.session;

/// The thread that owns a group of connections: everything a connection says goes through its
/// lane, in the order it was handed over.
///
/// Threading: [#execute] may be called by any thread and never blocks.
public interface Lane {

    /// Runs the task on the lane, after all that was handed over before.
    void execute(Runnable task);
}
