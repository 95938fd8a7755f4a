package im.throng.terminal.screen;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The languages the client speaks.
public enum Language {
    ZH, EN;

    /// Returns the language of the environment, as `LC_ALL`, `LC_MESSAGES` or `LANG` name it.
    public static Language of(@Nullable String locale) {
        return locale != null && locale.toLowerCase(Locale.ROOT).startsWith("zh") ? ZH : EN;
    }
}
