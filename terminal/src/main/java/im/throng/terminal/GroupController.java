package im.throng.terminal;

import im.throng.client.Groups;
import im.throng.client.RefusedException;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.GroupReply;
import im.throng.protocol.message.GroupRequest;
import im.throng.protocol.message.GroupRole;
import im.throng.protocol.message.JoinPolicy;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.terminal.command.Command;
import im.throng.terminal.command.CommandParser;
import im.throng.terminal.command.GroupWord;
import im.throng.terminal.screen.Columns;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Tone;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Carries out the commands for groups. What changed is told by the group's own log as well.
///
/// Threading: the main thread.
final class GroupController {

    private static final Pattern QUOTED = Pattern.compile("[\"“](.+?)[\"”]\\s*(.*)");
    private static final Pattern TIME = Pattern.compile("(\\d{1,5})([mhd])");
    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final int ID_COLUMNS = 8;
    private static final int NAME_COLUMNS = 24;
    private static final int PAGES_MAX = 4;

    private final Desk desk;
    private final ConversationController conversations;
    private final Consumer<ConversationName> left;
    private final Consumer<GroupWord> wrongUse;

    /// @param left     learns which conversation is no more
    /// @param wrongUse says how a word is used
    GroupController(Desk desk, ConversationController conversations,
                    Consumer<ConversationName> left, Consumer<GroupWord> wrongUse) {
        this.desk = desk;
        this.conversations = conversations;
        this.left = left;
        this.wrongUse = wrongUse;
    }

    /// Carries out a command.
    void carryOut(Command.Group command, User self) {
        if (command.word() == GroupWord.CREATE) {
            create(command.rest(), self);
            return;
        }
        GroupId group = command.group();
        if (group == null && desk.view().open() instanceof ConversationName.Group(GroupId open)) {
            group = open;
        }
        if (group == null) {
            desk.say(Tone.TROUBLE, Phrase.GROUP_WHICH);
            return;
        }
        carryOut(command.word(), group, command.rest(), self);
    }

    private void carryOut(GroupWord word, GroupId group, String rest, User self) {
        switch (word) {
            case CREATE -> create(rest, self);
            case INFO -> info(group);
            case MEMBERS -> members(group);
            case ADD -> users(rest).ifPresent(users -> desk.say(Phrase.GROUP_ADDED,
                    groups().add(group, users).size()));
            case REMOVE -> users(rest).ifPresent(users -> desk.say(Phrase.GROUP_REMOVED,
                    groups().remove(group, users).size()));
            case JOIN -> join(group, rest, self);
            case LEAVE -> leave(group);
            case DISSOLVE -> dissolve(group, rest);
            case ROLE -> role(group, rest);
            case MUTE -> mute(group, rest);
            case RENAME -> update(new GroupRequest.Update(group, rest, null, null));
            case NOTICE -> notice(group, rest);
            case POLICY -> JoinPolicy.named(rest.toLowerCase(Locale.ROOT)).ifPresentOrElse(
                    policy -> update(new GroupRequest.Update(group, null, null, policy)),
                    () -> wrongUse.accept(word));
            case LINK -> link(group, rest);
            case REQUESTS -> requests(group);
            case ACCEPT -> answer(group, rest, true);
            case REJECT -> answer(group, rest, false);
        }
    }

    /// The name is one word, or stands between quotation marks; the users follow.
    private void create(String rest, User self) {
        Matcher quoted = QUOTED.matcher(rest);
        String name = quoted.matches() ? quoted.group(1) : rest.split("\\s+", 2)[0];
        String others = quoted.matches() ? quoted.group(2) : rest.substring(name.length());
        users(others).ifPresent(users -> {
            ConversationName.Group begun = groups().create(name, users, JoinPolicy.INVITE);
            desk.say(Phrase.GROUP_CREATED, begun.text(), HarmlessText.of(name));
            conversations.open(begun, self);
        });
    }

    private void info(GroupId group) {
        GroupReply.Description is = groups().get(group);
        desk.say(Phrase.GROUP_INFO, nameOf(group), HarmlessText.of(is.name()),
                HarmlessText.of(desk.people().nameOf(is.owner())) + " (" + is.owner() + ")",
                is.memberCount(), word(is.joinPolicy()),
                is.mutedAll() ? desk.texts().say(Phrase.GROUP_INFO_MUTED) : "",
                is.myRole() == null ? desk.texts().say(Phrase.GROUP_OUTSIDER)
                        : word(is.myRole()), HarmlessText.of(is.notice()));
    }

    private void members(GroupId group) {
        desk.say(Phrase.GROUP_MEMBERS);
        @Nullable UserId after = null;
        int pages = 0;
        do {
            GroupReply.MemberPage page =
                    groups().members(group, after, Limits.PAGE_PEOPLE_MAX);
            for (GroupReply.Member member : page.members()) {
                desk.people().seen(member.userId(), member.userName());
                String role = member.role() == GroupRole.MEMBER ? "" : word(member.role());
                desk.screen().print(row(member.userId(), member.userName(),
                        (role + "  " + muted(member.mutedUntil())).strip()));
            }
            after = page.next();
            pages++;
        } while (after != null && pages < PAGES_MAX);
    }

    private void join(GroupId group, String code, User self) {
        try {
            if (groups().join(group, code.isEmpty() ? null : code)) {
                desk.say(Phrase.GROUP_JOINED, nameOf(group));
                conversations.open(new ConversationName.Group(group), self);
            } else {
                desk.say(Phrase.GROUP_WAITING, nameOf(group));
            }
        } catch (RefusedException refused) {
            if (refused.code() != ErrorCode.NOT_FOUND) {
                throw refused;
            }
            // The server does not tell one from the other, lest groups be guessed.
            desk.say(Tone.TROUBLE, code.isEmpty() ? Phrase.GROUP_NOT_OPEN
                    : Phrase.GROUP_CODE_WRONG, nameOf(group), nameOf(group));
        }
    }

    private void leave(GroupId group) {
        groups().change(new GroupRequest.Leave(group));
        desk.say(Phrase.GROUP_LEFT, nameOf(group));
        left.accept(new ConversationName.Group(group));
    }

    private void dissolve(GroupId group, String sure) {
        if (!sure.equalsIgnoreCase("yes")) {
            desk.say(Phrase.GROUP_DISSOLVE_SURE, nameOf(group));
            return;
        }
        groups().change(new GroupRequest.Dissolve(group));
        desk.say(Phrase.GROUP_DISSOLVED, nameOf(group));
        left.accept(new ConversationName.Group(group));
    }

    private void role(GroupId group, String rest) {
        List<String> words = CommandParser.words(rest);
        Optional<GroupRole> role = words.size() == 2
                ? GroupRole.named(words.getLast().toLowerCase(Locale.ROOT)) : Optional.empty();
        if (role.isEmpty()) {
            wrongUse.accept(GroupWord.ROLE);
            return;
        }
        user(words.getFirst()).ifPresent(user ->
                update(new GroupRequest.SetRole(group, user, role.get())));
    }

    private void mute(GroupId group, String rest) {
        List<String> words = CommandParser.words(rest);
        Optional<Long> until = words.size() == 2 ? until(words.getLast()) : Optional.empty();
        if (until.isEmpty()) {
            wrongUse.accept(GroupWord.MUTE);
        } else if (words.getFirst().equalsIgnoreCase("all")) {
            update(new GroupRequest.Mute(group, null, until.get()));
        } else {
            user(words.getFirst()).ifPresent(user ->
                    update(new GroupRequest.Mute(group, user, until.get())));
        }
    }

    private void notice(GroupId group, String text) {
        if (text.isEmpty()) {
            desk.say(Phrase.GROUP_NOTICE, HarmlessText.of(groups().get(group).notice()));
        } else {
            update(new GroupRequest.Update(group, null, text, null));
        }
    }

    private void link(GroupId group, String rest) {
        if (rest.isEmpty()) {
            String code = groups().link(group, null);
            desk.say(Phrase.GROUP_LINK, code, nameOf(group), code);
        } else if (rest.equalsIgnoreCase("revoke")) {
            groups().revokeLink(group);
            desk.say(Phrase.GROUP_LINK_ENDED);
        } else {
            wrongUse.accept(GroupWord.LINK);
        }
    }

    private void requests(GroupId group) {
        List<GroupReply.JoinRequest> requests = groups().joinRequests(group);
        if (requests.isEmpty()) {
            desk.say(Phrase.GROUP_REQUESTS_NONE);
            return;
        }
        desk.say(Phrase.GROUP_REQUESTS);
        for (GroupReply.JoinRequest request : requests) {
            desk.people().seen(request.userId(), request.userName());
            desk.screen().print(row(request.userId(), request.userName(), time(request.at())));
        }
    }

    private void answer(GroupId group, String who, boolean accept) {
        user(who).ifPresent(user ->
                update(new GroupRequest.AnswerJoin(group, user, accept)));
    }

    private void update(GroupRequest.Change change) {
        groups().change(change);
        desk.say(Phrase.GROUP_DONE);
    }

    private Groups groups() {
        return desk.client().groups();
    }

    private Optional<List<UserId>> users(String typed) {
        List<UserId> users = new ArrayList<>();
        for (String one : CommandParser.words(typed)) {
            Optional<UserId> user = user(one);
            if (user.isEmpty()) {
                return Optional.empty();
            }
            users.add(user.get());
        }
        return Optional.of(users);
    }

    private Optional<UserId> user(String typed) {
        Optional<UserId> user = desk.people().find(typed);
        if (user.isEmpty()) {
            desk.say(Tone.TROUBLE, Phrase.WHO_IS, HarmlessText.of(typed));
        }
        return user;
    }

    /// Reads until when somebody may only read: a time from now, or `off`.
    private Optional<Long> until(String typed) {
        if (typed.equalsIgnoreCase("off")) {
            return Optional.of(0L);
        }
        Matcher time = TIME.matcher(typed.toLowerCase(Locale.ROOT));
        if (!time.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(time.group(1));
        Duration duration = switch (time.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        return Optional.of(desk.clock().instant().plus(duration).toEpochMilli());
    }

    private String muted(@Nullable Long until) {
        return until == null ? "" : desk.texts().say(Phrase.GROUP_MEMBER_MUTED, time(until));
    }

    private String time(long at) {
        return Instant.ofEpochMilli(at).atZone(desk.clock().getZone()).format(UNTIL);
    }

    private static String nameOf(GroupId group) {
        return new ConversationName.Group(group).text();
    }

    private static String row(UserId user, String name, String rest) {
        return (Columns.pad(user.toString(), Math.max(ID_COLUMNS, user.toString().length()))
                + "  " + Columns.pad(HarmlessText.of(name), NAME_COLUMNS) + "  " + rest)
                .stripTrailing();
    }

    private String word(GroupRole role) {
        return desk.texts().say(switch (role) {
            case OWNER -> Phrase.ROLE_OWNER;
            case ADMIN -> Phrase.ROLE_ADMIN;
            case MEMBER -> Phrase.ROLE_MEMBER;
        });
    }

    private String word(JoinPolicy policy) {
        return desk.texts().say(switch (policy) {
            case OPEN -> Phrase.POLICY_OPEN;
            case APPROVE -> Phrase.POLICY_APPROVE;
            case INVITE -> Phrase.POLICY_INVITE;
        });
    }
}
