package im.throng.terminal.profile;

import im.throng.protocol.message.UserId;
import org.jspecify.annotations.Nullable;

/// What a profile says; null leaves it to the options and their defaults.
///
/// @param tls         whether TLS is spoken
/// @param authorities the file that the option `--ca` takes
/// @param language as the option `--lang` takes it
/// @param notifyBy as the option `--notify` takes it
public record Profile(@Nullable String host, @Nullable Integer port, @Nullable Boolean tls,
                      @Nullable String authorities, @Nullable UserId user,
                      @Nullable String language, @Nullable Boolean bell,
                      @Nullable String notifyBy) {

    /// Says nothing.
    public static final Profile EMPTY = new Profile(null, null, null, null, null, null,
            null, null);
}
