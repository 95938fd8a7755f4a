package im.throng.server.delivery;

import im.throng.protocol.message.Reply;
import im.throng.server.session.Responder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One outcome on its way to those who should hear it.
///
/// @param moves   who hears a group from here on, or does not
/// @param letters what is pushed; the asker's connection gets none of them
/// @param asker   who asked for it and gets the reply in place of the push; null if nobody did
/// @param reply   what the asker gets; null exactly if there is no asker
public record Parcel(List<Move> moves, List<Letter> letters, @Nullable Responder asker,
                     @Nullable Reply reply) {

    /// Keeps its own copies of the lists.
    public Parcel {
        moves = List.copyOf(moves);
        letters = List.copyOf(letters);
    }

    /// Creates a parcel that moves nobody.
    ///
    /// @param reply dropped if there is no asker
    public Parcel(List<Letter> letters, @Nullable Responder asker, Reply reply) {
        this(List.of(), letters, asker, asker == null ? null : reply);
    }

    /// Creates a parcel of one letter that nobody asked for.
    public Parcel(Letter letter) {
        this(List.of(), List.of(letter), null, null);
    }
}
