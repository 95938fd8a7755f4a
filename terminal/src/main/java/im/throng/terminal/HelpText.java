package im.throng.terminal;

import im.throng.terminal.command.CommandWord;
import im.throng.terminal.command.GroupWord;
import im.throng.terminal.screen.Columns;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Texts;

/// The commands explained, in two columns.
///
/// Threading: any thread.
record HelpText(Texts texts) {

    private static final int USE_COLUMNS = 21;

    /// Returns all of them.
    String all() {
        StringBuilder help = new StringBuilder(texts.say(Phrase.HELP_TITLE))
                .append('\n').append(line(Phrase.HELP_TEXT));
        for (CommandWord word : CommandWord.values()) {
            help.append('\n').append(line(phrase(word)));
        }
        return help.toString();
    }

    /// Returns the line of one; of groups, all their lines.
    String of(CommandWord word) {
        return word == CommandWord.GROUP ? groups() : line(phrase(word));
    }

    /// Returns the line of one of the words for groups.
    String of(GroupWord word) {
        return line(phrase(word));
    }

    private String groups() {
        StringBuilder help = new StringBuilder(line(Phrase.HELP_GROUP));
        for (GroupWord word : GroupWord.values()) {
            help.append('\n').append(line(phrase(word)));
        }
        return help.append('\n').append(line(Phrase.HELP_GROUP_NAMED)).toString();
    }

    /// Returns how one is typed.
    String use(CommandWord word) {
        String help = texts.say(phrase(word));
        return help.substring(0, help.indexOf('\t'));
    }

    /// Returns what one is for.
    String purpose(CommandWord word) {
        String help = texts.say(phrase(word));
        return help.substring(help.indexOf('\t') + 1);
    }

    private String line(Phrase phrase) {
        String help = texts.say(phrase);
        int tab = help.indexOf('\t');
        String use = help.substring(0, tab);
        return "  " + Columns.pad(use, Math.max(USE_COLUMNS, Columns.width(use))) + " "
                + help.substring(tab + 1);
    }

    private static Phrase phrase(CommandWord word) {
        return switch (word) {
            case ALL -> Phrase.HELP_ALL;
            case OPEN -> Phrase.HELP_OPEN;
            case CHATS -> Phrase.HELP_CHATS;
            case NEXT -> Phrase.HELP_NEXT;
            case MORE -> Phrase.HELP_MORE;
            case HISTORY -> Phrase.HELP_HISTORY;
            case GOTO -> Phrase.HELP_GOTO;
            case EDIT -> Phrase.HELP_EDIT;
            case REPLY -> Phrase.HELP_REPLY;
            case RETRY -> Phrase.HELP_RETRY;
            case DISCARD -> Phrase.HELP_DISCARD;
            case READ -> Phrase.HELP_READ;
            case MUTE -> Phrase.HELP_MUTE;
            case PIN -> Phrase.HELP_PIN;
            case GROUP -> Phrase.HELP_GROUP;
            case SAY -> Phrase.HELP_SAY;
            case MSG -> Phrase.HELP_MSG;
            case WHO -> Phrase.HELP_WHO;
            case SEARCH_USER -> Phrase.HELP_SEARCH_USER;
            case WATCH -> Phrase.HELP_WATCH;
            case UNWATCH -> Phrase.HELP_UNWATCH;
            case STATUS -> Phrase.HELP_STATUS;
            case PROFILE -> Phrase.HELP_PROFILE;
            case PASSWORD -> Phrase.HELP_PASSWORD;
            case DEVICES -> Phrase.HELP_DEVICES;
            case LANG -> Phrase.HELP_LANG;
            case BELL -> Phrase.HELP_BELL;
            case NOTIFY -> Phrase.HELP_NOTIFY;
            case MENU -> Phrase.HELP_MENU;
            case HELP -> Phrase.HELP_HELP;
            case LOGOUT -> Phrase.HELP_LOGOUT;
            case QUIT -> Phrase.HELP_QUIT;
        };
    }

    private static Phrase phrase(GroupWord word) {
        return switch (word) {
            case CREATE -> Phrase.HELP_GROUP_CREATE;
            case INFO -> Phrase.HELP_GROUP_INFO;
            case MEMBERS -> Phrase.HELP_GROUP_MEMBERS;
            case ADD -> Phrase.HELP_GROUP_ADD;
            case REMOVE -> Phrase.HELP_GROUP_REMOVE;
            case JOIN -> Phrase.HELP_GROUP_JOIN;
            case LEAVE -> Phrase.HELP_GROUP_LEAVE;
            case DISSOLVE -> Phrase.HELP_GROUP_DISSOLVE;
            case ROLE -> Phrase.HELP_GROUP_ROLE;
            case MUTE -> Phrase.HELP_GROUP_MUTE;
            case RENAME -> Phrase.HELP_GROUP_RENAME;
            case NOTICE -> Phrase.HELP_GROUP_NOTICE;
            case POLICY -> Phrase.HELP_GROUP_POLICY;
            case LINK -> Phrase.HELP_GROUP_LINK;
            case REQUESTS -> Phrase.HELP_GROUP_REQUESTS;
            case ACCEPT -> Phrase.HELP_GROUP_ACCEPT;
            case REJECT -> Phrase.HELP_GROUP_REJECT;
        };
    }
}
