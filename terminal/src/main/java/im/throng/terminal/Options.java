package im.throng.terminal;

import im.throng.protocol.message.UserId;
import im.throng.terminal.screen.Notify;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the controllers need to know of the options.
///
/// @param user whose session to go on with, or who logs in; null: ask
/// @param bell whether it rings when somebody addresses the user
/// @param notifyBy how the terminal notifies then
/// @param data where things are kept between two runs
record Options(String host, int port, @Nullable UserId user, boolean bell, Notify notifyBy,
               Path data) {
}
