package im.throng.server.delivery;

import im.throng.protocol.message.Push;
import im.throng.protocol.message.Reply;
import im.throng.server.session.Responder;
import org.jspecify.annotations.Nullable;

/// One outcome on its way to those who should hear it.
///
/// @param push  what everybody in the audience gets; null if only the asker hears
/// @param asker who asked for it and gets the reply in place of the push; null if nobody did
/// @param reply what the asker gets; null exactly if there is no asker
public record Parcel(@Nullable Push push, @Nullable Responder asker, @Nullable Reply reply) {
}
