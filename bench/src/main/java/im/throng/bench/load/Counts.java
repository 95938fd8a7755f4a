package im.throng.bench.load;

/// Totals up to one moment, or of a span of time.
///
/// @param sent         messages written to a socket
/// @param acknowledged messages the server answered with 200
/// @param delivered    receipts, one for each receiver of a message
/// @param done         messages that were acknowledged and received by all
public record Counts(long sent, long acknowledged, long delivered, long done) {

    /// Returns what was added from an earlier moment to this one.
    public Counts since(Counts earlier) {
        return new Counts(sent - earlier.sent, acknowledged - earlier.acknowledged,
                delivered - earlier.delivered, done - earlier.done);
    }
}
