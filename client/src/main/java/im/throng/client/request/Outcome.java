package im.throng.client.request;

import im.throng.protocol.message.Reply;

/// How a request ended.
public sealed interface Outcome {

    /// The server answered, perhaps with a refusal.
    record Answered(Reply reply) implements Outcome {}

    /// There is no connection to answer it. It may have been carried out or not.
    record Disconnected(String why) implements Outcome {}

    /// No answer came in time. It may have been carried out or not.
    record TimedOut(String why) implements Outcome {}
}
