package im.throng.terminal;

import im.throng.client.RefusedException;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.terminal.command.Command;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Tone;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;

/// Shows and changes what the user says of himself or herself, and the password.
///
/// Threading: the main thread.
final class ProfileController {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Desk desk;

    ProfileController(Desk desk) {
        this.desk = desk;
    }

    /// Shows the user's own public data, as others see it.
    void show(UserId self) {
        desk.client().users(List.of(self)).forEach(user -> desk.say(Phrase.PROFILE,
                user.userId(), HarmlessText.of(user.userName()), HarmlessText.of(user.sex()),
                HarmlessText.of(user.bio()), Instant.ofEpochMilli(user.createdAt())
                        .atZone(desk.clock().getZone()).format(TIME)));
    }

    /// Changes one field.
    ///
    /// @param changed learns how the user is then
    void change(Command.ProfileField field, String value, Consumer<User> changed) {
        User now = switch (field) {
            case NAME -> desk.client().updateProfile(value, null, null, null);
            case SEX -> desk.client().updateProfile(null, value, null, null);
            case BIO -> desk.client().updateProfile(null, null, value, null);
        };
        changed.accept(now);
        desk.say(Phrase.PROFILE_SET);
        show(now.userId());
    }

    /// Asks for the passwords and changes it.
    ///
    /// @return false at the end of input
    boolean changePassword() {
        desk.say(Phrase.OLD_PASSWORD);
        String old = desk.screen().readSecret();
        if (old == null) {
            return false;
        }
        desk.say(Phrase.NEW_PASSWORD);
        String fresh = desk.screen().readSecret();
        if (fresh == null) {
            return false;
        }
        if (desk.screen().isInteractive()) {
            desk.say(Phrase.REGISTER_PASSWORD_AGAIN);
            String again = desk.screen().readSecret();
            if (again == null) {
                return false;
            }
            if (!again.equals(fresh)) {
                desk.say(Tone.TROUBLE, Phrase.PASSWORDS_DIFFER);
                return true;
            }
        }
        try {
            desk.client().changePassword(old, fresh);
            desk.say(Phrase.PASSWORD_SET);
        } catch (RefusedException refused) {
            if (refused.code() != ErrorCode.FORBIDDEN) {
                throw refused;
            }
            desk.say(Tone.TROUBLE, Phrase.OLD_PASSWORD_WRONG);
        }
        return true;
    }
}
