package im.throng.terminal.screen;

import im.throng.protocol.message.GroupEvent;
import im.throng.protocol.message.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What happened to a group, in words that follow the name of who did it.
///
/// Threading: immutable.
final class EventText {

    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    private final Texts texts;
    private final Clock clock;

    EventText(Texts texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    /// Returns the words.
    ///
    /// @param actor who did it
    String of(GroupEvent event, UserId actor) {
        return switch (event) {
            case GroupEvent.Created(String name, List<UserId> members) -> texts.say(
                    Phrase.EVENT_CREATED, HarmlessText.of(name), ids(members));
            case GroupEvent.Joined(List<UserId> members) -> members.equals(List.of(actor))
                    ? texts.say(Phrase.EVENT_JOINED_SELF)
                    : texts.say(Phrase.EVENT_JOINED, ids(members));
            case GroupEvent.Left(UserId member, UserId owner) -> owner == null
                    ? member.equals(actor) ? texts.say(Phrase.EVENT_LEFT_SELF)
                            : texts.say(Phrase.EVENT_LEFT, member)
                    : texts.say(Phrase.EVENT_OWNER, member, owner);
            case GroupEvent.Removed(List<UserId> members) ->
                    texts.say(Phrase.EVENT_REMOVED, ids(members));
            case GroupEvent.Updated updated -> of(updated);
            case GroupEvent.RoleSet(UserId member, var role) ->
                    texts.say(Phrase.EVENT_ROLE, member, role.wireName());
            case GroupEvent.Muted(UserId member, long until) -> until == 0
                    ? texts.say(Phrase.EVENT_UNMUTED, whom(member))
                    : texts.say(Phrase.EVENT_MUTED, whom(member),
                            Instant.ofEpochMilli(until).atZone(clock.getZone()).format(UNTIL));
            case GroupEvent.Dissolved _ -> texts.say(Phrase.EVENT_DISSOLVED);
            case GroupEvent.Unknown(String what) ->
                    texts.say(Phrase.EVENT_UNKNOWN, HarmlessText.of(what));
        };
    }

    private String of(GroupEvent.Updated updated) {
        List<String> changes = new ArrayList<>();
        if (updated.name() != null) {
            changes.add(texts.say(Phrase.EVENT_RENAMED, HarmlessText.of(updated.name())));
        }
        if (updated.notice() != null) {
            changes.add(texts.say(Phrase.EVENT_NOTICE, HarmlessText.of(updated.notice())));
        }
        if (updated.joinPolicy() != null) {
            changes.add(texts.say(Phrase.EVENT_POLICY, updated.joinPolicy().wireName()));
        }
        return String.join("; ", changes);
    }

    private String whom(@Nullable UserId member) {
        return member == null ? texts.say(Phrase.EVENT_EVERYBODY) : member.toString();
    }

    private static String ids(List<UserId> members) {
        return members.stream().map(UserId::toString).collect(Collectors.joining(", "));
    }
}
