package im.throng.terminal;

import im.throng.terminal.command.CommandWord;
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

    /// Returns the line of one.
    String of(CommandWord word) {
        return line(phrase(word));
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
            case HISTORY -> Phrase.HELP_HISTORY;
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
            case MENU -> Phrase.HELP_MENU;
            case HELP -> Phrase.HELP_HELP;
            case LOGOUT -> Phrase.HELP_LOGOUT;
            case QUIT -> Phrase.HELP_QUIT;
        };
    }
}
