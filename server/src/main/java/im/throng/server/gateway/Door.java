package im.throng.server.gateway;

import im.throng.protocol.frame.Framing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// What one way in has of its own on the way out.
///
/// Threading: immutable.
public interface Door {

    /// Length-prefixed frames, which end with the connection.
    Door FRAMED = new Door() {
        @Override
        public Framing framing() {
            return Framing.LENGTH;
        }

        @Override
        public ByteBuf lastWord(int code) {
            return Unpooled.EMPTY_BUFFER;
        }
    };

    /// Returns what stands before each payload.
    Framing framing();

    /// Returns the bytes that end what is said.
    ///
    /// @param code why, as a goodbye has it
    ByteBuf lastWord(int code);
}
