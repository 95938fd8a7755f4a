package im.throng.terminal.screen;

import im.throng.client.ClientException;
import im.throng.client.DisconnectedException;
import im.throng.client.RefusedException;
import im.throng.client.TimedOutException;
import java.util.Optional;

/// What went wrong, in words that say what to do.
///
/// Threading: immutable.
public record TroubleText(Texts texts) {

    private static final long SECOND_MS = 1_000;

    /// Returns the words for a request that did not succeed.
    public String of(ClientException trouble) {
        return switch (trouble) {
            case RefusedException refused -> of(refused);
            case DisconnectedException lost ->
                    texts.say(Phrase.NO_CONNECTION, HarmlessText.of(lost.words()));
            case TimedOutException _ -> texts.say(Phrase.NO_ANSWER);
        };
    }

    /// Returns why a session ended, in words.
    public String ofEnd(String reason) {
        return new RefusalText(texts).of(reason).orElseGet(() -> HarmlessText.of(reason));
    }

    private String of(RefusedException refused) {
        String words = HarmlessText.of(refused.words());
        Optional<String> known = new RefusalText(texts).of(refused.words());
        if (known.isPresent()) {
            return known.get() + wait(refused);
        }
        return switch (refused.code()) {
            case TOO_FAST -> texts.say(Phrase.TOO_FAST) + wait(refused);
            case UNAVAILABLE -> texts.say(Phrase.NOT_READY) + wait(refused);
            case FORBIDDEN -> texts.say(Phrase.NOT_ALLOWED, words);
            case NOT_FOUND -> texts.say(Phrase.NOT_FOUND, words);
            case INVALID_FIELD -> texts.say(Phrase.INVALID, words);
            case TOO_LARGE -> texts.say(Phrase.TOO_LONG, words);
            case MALFORMED, NOT_LOGGED_IN, TOO_SLOW, CONFLICT, INTERNAL ->
                    texts.say(Phrase.OTHER, words);
        };
    }

    private String wait(RefusedException refused) {
        long seconds = Math.ceilDiv(refused.retryAfterMs(), SECOND_MS);
        return seconds <= 0 ? "" : ": " + texts.say(Phrase.WAIT, seconds);
    }
}
