package im.throng.terminal;

import im.throng.client.ClientException;
import im.throng.client.DisconnectedException;
import im.throng.client.RefusedException;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.UserId;
import im.throng.terminal.command.CommandParser;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Tone;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks for what an account needs, with the original's questions in its order, and makes it.
///
/// Somebody who sits at the screen is asked again at once for an answer that cannot be right, and
/// after a refusal for the one that was refused. A script is not: its next line is the answer to
/// the next question.
///
/// Threading: the main thread.
final class Registration {

    // The bounds a server has unless configured otherwise; the server has the last word.
    private static final int PASSWORD_MIN = 6;
    private static final int PASSWORD_MAX = 128;

    private final Desk desk;
    private final Runnable sayUnreachable;
    private @Nullable String id;
    private @Nullable String password;
    private @Nullable String name;

    Registration(Desk desk, Runnable sayUnreachable) {
        this.desk = desk;
        this.sayUnreachable = sayUnreachable;
    }

    /// Asks, and registers.
    ///
    /// @return how it went; empty at the end of input
    Optional<ExitCode> run() {
        desk.say(Phrase.REGISTER_TITLE);
        while (true) {
            if ((id == null && !askId()) || (password == null && !askPassword())
                    || (name == null && !askName())) {
                return Optional.empty();
            }
            ExitCode code = register(Objects.requireNonNull(id),
                    Objects.requireNonNull(password), Objects.requireNonNull(name));
            if (id != null && password != null && name != null) {
                return Optional.of(code);
            }
        }
    }

    private boolean askId() {
        while (true) {
            desk.screen().print(desk.texts().say(Phrase.REGISTER_ID) + " "
                    + desk.texts().say(Phrase.REGISTER_ID_HINT));
            String typed = desk.screen().readAnswer();
            id = typed;
            if (typed == null || !mayAskAgain() || typed.isBlank()
                    || CommandParser.parseId(typed).isPresent()) {
                return typed != null;
            }
            desk.say(Tone.TROUBLE, Phrase.ID_WRONG);
        }
    }

    private boolean askPassword() {
        while (true) {
            desk.say(Phrase.REGISTER_PASSWORD);
            String typed = desk.screen().readSecret();
            password = typed;
            if (typed == null || !mayAskAgain()) {
                return typed != null;
            }
            int length = typed.codePointCount(0, typed.length());
            if (length < PASSWORD_MIN || length > PASSWORD_MAX) {
                desk.say(Tone.TROUBLE, Phrase.FIELD_LENGTH,
                        desk.texts().say(Phrase.FIELD_PASSWORD), PASSWORD_MIN, PASSWORD_MAX);
                continue;
            }
            desk.say(Phrase.REGISTER_PASSWORD_AGAIN);
            String again = desk.screen().readSecret();
            if (again == null || again.equals(typed)) {
                return again != null;
            }
            desk.say(Tone.TROUBLE, Phrase.PASSWORDS_DIFFER);
        }
    }

    private boolean askName() {
        while (true) {
            desk.say(Phrase.REGISTER_NAME);
            String typed = desk.screen().readAnswer();
            if (typed == null) {
                return false;
            }
            name = typed.strip();
            int length = typed.strip().codePointCount(0, typed.strip().length());
            if (!mayAskAgain()) {
                return true;
            }
            if (length >= 1 && length <= Limits.NAME_MAX) {
                return true;
            }
            desk.say(Tone.TROUBLE, Phrase.FIELD_LENGTH,
                    desk.texts().say(Phrase.FIELD_NAME), 1, Limits.NAME_MAX);
        }
    }

    private boolean mayAskAgain() {
        return desk.screen().isInteractive();
    }

    private ExitCode register(String typedId, String typedPassword, String typedName) {
        Optional<UserId> wished = CommandParser.parseId(typedId);
        if (wished.isEmpty() && !typedId.isBlank()) {
            desk.say(Tone.TROUBLE, Phrase.REGISTER_FAILED, desk.texts().say(Phrase.ID_WRONG));
            return ExitCode.REFUSED;
        }
        try {
            UserId given = desk.client().register(wished.orElse(null), typedPassword, typedName);
            desk.say(Phrase.REGISTER_DONE);
            desk.say(Phrase.REGISTER_ID_IS, given);
            return ExitCode.OK;
        } catch (RefusedException refused) {
            desk.say(Tone.TROUBLE, Phrase.REGISTER_FAILED,
                    refused.code() == ErrorCode.CONFLICT ? desk.texts().say(Phrase.ID_TAKEN)
                            : desk.troubles().of(refused));
            forgetRefused(refused);
            return ExitCode.REFUSED;
        } catch (DisconnectedException unreachable) {
            sayUnreachable.run();
            return ExitCode.UNREACHABLE;
        } catch (ClientException trouble) {
            desk.say(Tone.TROUBLE, Phrase.REGISTER_FAILED, desk.troubles().of(trouble));
            return ExitCode.UNREACHABLE;
        }
    }

    /// Forgets the answer that was refused, so that it is asked for again.
    private void forgetRefused(RefusedException refused) {
        if (!mayAskAgain()) {
            return;
        }
        if (refused.code() == ErrorCode.CONFLICT) {
            id = null;
        } else if (refused.code() == ErrorCode.INVALID_FIELD) {
            String words = refused.words();
            if (words.startsWith("userPwd")) {
                password = null;
            } else if (words.startsWith("userName")) {
                name = null;
            } else if (words.startsWith("userId")) {
                id = null;
            }
        }
    }
}
