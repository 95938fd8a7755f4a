package im.throng.terminal.profile;

/// A profile that does not exist, cannot be read or says something wrong; the words say which.
public final class ProfileException extends Exception {

    private static final long serialVersionUID = 1L;

    ProfileException(String words) {
        super(words);
    }

    /// Returns words a person can read.
    public String words() {
        String words = getMessage();
        return words == null ? "" : words;
    }
}
