package im.throng.server.account;

import java.text.Normalizer;
import java.util.Locale;

/// The form of a name by which it is found: compatible forms and cases are the same (Unicode's
/// NFKC, then lower case), so that "ANN" and full-width letters find "Ann".
public final class NameKey {

    private NameKey() {}

    /// Returns the form of a name, or of the beginning of one.
    public static String of(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
