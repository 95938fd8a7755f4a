package im.throng.server.delivery;

import im.throng.protocol.message.Reply;
import im.throng.server.session.Responder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One outcome on its way to those who should hear it.
///
/// @param letters what is pushed; the asker's connection gets none of them
/// @param asker   who asked for it and gets the reply in place of the push; null if nobody did
/// @param reply   what the asker gets; null exactly if there is no asker
public record Parcel(List<Letter> letters, @Nullable Responder asker, @Nullable Reply reply) {

    /// Keeps its own copy of the list.
    public Parcel {
        letters = List.copyOf(letters);
    }
}
