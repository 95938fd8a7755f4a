package im.throng.terminal.screen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The server's words of refusal, said in the user's language and without names of fields.
///
/// The server speaks English and names fields as they are on the wire. What is known here is said
/// in other words; what is not known is passed on as it came.
///
/// Threading: immutable.
record RefusalText(Texts texts) {

    private static final List<Rule> RULES = List.of(
            rule("(\\w+) must have (\\d+) to (\\d+) characters", Phrase.FIELD_LENGTH),
            rule("(\\w+) must have at most (\\d+) bytes", Phrase.FIELD_BYTES),
            rule("(\\w+) must have at most (\\d+) (?:items|characters)", Phrase.FIELD_MANY),
            rule("(\\w+) must not be blank.*", Phrase.FIELD_BLANK),
            rule("(\\w+) must not be empty.*", Phrase.FIELD_EMPTY),
            rule("(\\w+) (?:must not hold|holds) .*", Phrase.FIELD_HOLDS),
            rule("(\\w+) is missing", Phrase.FIELD_EMPTY),
            rule("(userIds?) must .*integer.*", Phrase.FIELD_ID),
            rule("userId \\d+ is taken", Phrase.ID_TAKEN),
            rule("wrong id or password", Phrase.PASSWORD_WRONG),
            rule("there is no conversation .*", Phrase.NO_CONVERSATION),
            rule("only administrators may write in this group now", Phrase.MUTED_ADMINS),
            rule("you may only read in this group now", Phrase.MUTED_YOU),
            rule("only administrators of the group may do this", Phrase.ONLY_ADMINS),
            rule("only the owner of the group may do this", Phrase.ONLY_OWNER),
            rule("this may not be done to one's equal or better", Phrase.ONLY_BELOW),
            rule("only members may do this; you may join", Phrase.ONLY_MEMBERS),
            rule("the owner must hand the group over.*", Phrase.OWNER_FIRST),
            rule("user (\\d+) is not in the group", Phrase.NOT_A_MEMBER),
            rule("user (\\d+) has not asked to join", Phrase.NOT_ASKED),
            rule("a group has at most (\\d+) members", Phrase.GROUP_FULL),
            rule("there is no user (\\d+)", Phrase.NO_SUCH_ID),
            rule("there is no such session", Phrase.NO_SESSION),
            rule("there is no such user", Phrase.NO_USER),
            rule("there is no such type of request", Phrase.NOT_SERVED),
            rule("the token is invalid, revoked or expired|log in first", Phrase.TOKEN_DEAD),
            rule("only administrators may mention everybody.*", Phrase.MENTION_ALL),
            rule("too many wrong passwords.*", Phrase.MANY_WRONG),
            rule("the session was ended.*|.*revoked.*", Phrase.REVOKED));

    private static final Map<String, Phrase> FIELDS = Map.ofEntries(
            Map.entry("userPwd", Phrase.FIELD_PASSWORD),
            Map.entry("oldPwd", Phrase.FIELD_PASSWORD),
            Map.entry("newPwd", Phrase.FIELD_PASSWORD),
            Map.entry("userName", Phrase.FIELD_NAME),
            Map.entry("sex", Phrase.FIELD_SEX),
            Map.entry("bio", Phrase.FIELD_BIO),
            Map.entry("text", Phrase.FIELD_TEXT),
            Map.entry("query", Phrase.FIELD_QUERY),
            Map.entry("userId", Phrase.FIELD_USER_ID),
            Map.entry("userIds", Phrase.FIELD_USERS),
            Map.entry("mentions", Phrase.FIELD_USERS));

    /// Returns the words in the user's language; empty if they are not known.
    Optional<String> of(String words) {
        return RULES.stream().flatMap(rule -> say(rule, words).stream()).findFirst();
    }

    private Optional<String> say(Rule rule, String words) {
        Matcher found = rule.words().matcher(words);
        if (!found.matches()) {
            return Optional.empty();
        }
        Object[] gaps = new Object[found.groupCount()];
        for (int i = 0; i < gaps.length; i++) {
            String gap = found.group(i + 1);
            Phrase field = FIELDS.get(gap);
            gaps[i] = field == null ? gap : texts.say(field);
        }
        return Optional.of(texts.say(rule.phrase(), gaps));
    }

    private static Rule rule(String words, Phrase phrase) {
        return new Rule(Pattern.compile(words), phrase);
    }

    /// @param words a group of it fills the gap of the phrase with the same number
    private record Rule(Pattern words, Phrase phrase) {}
}
