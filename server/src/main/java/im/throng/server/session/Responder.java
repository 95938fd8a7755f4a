package im.throng.server.session;

import im.throng.protocol.message.Reply;

/// Where the answer to one request goes.
///
/// Threading: any thread; on the connection's lane the answer is written in place, so that it keeps
/// its order among pushes.
public interface Responder {

    /// Returns the connection that asked.
    Connection connection();

    /// Answers; once.
    void answer(Reply reply);
}
