package im.throng.server.group;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.GroupNews;
import im.throng.protocol.message.GroupRequest;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.account.AccountListener;
import im.throng.server.account.Profiles;
import im.throng.server.delivery.Audience;
import im.throng.server.delivery.Letter;
import im.throng.server.delivery.Move;
import im.throng.server.delivery.Parcel;
import im.throng.server.session.Responder;
import im.throng.server.session.UserSession;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Changing groups: hands each change to the store with the rule that decides it, and tells those
/// whom it concerns.
///
/// Threading: any thread that may block.
public final class GroupService implements AccountListener {

    private static final int CODE_BYTES = 15;

    private final GroupStore groups;
    private final Profiles profiles;
    private final GroupRules rules;
    private final RandomGenerator random;

    /// Creates the service.
    ///
    /// @param random a source for codes that nobody can guess
    public GroupService(GroupStore groups, Profiles profiles, GroupConfig config,
                        RandomGenerator random) {
        this.groups = groups;
        this.profiles = profiles;
        this.rules = new GroupRules(config.membersMax());
        this.random = random;
    }

    /// Begins a group; the answer follows when it is durable or refused, as with every change.
    ///
    /// @throws RejectedException 404 if one of the members is no user
    void create(UserSession asker, GroupRequest.Create request, Responder responder) {
        requireUsers(request.members());
        change(asker, null, rules.create(asker.userId(), request), request.members().size(),
                responder);
    }

    /// Brings users in.
    ///
    /// @throws RejectedException 404 if one of them is no user
    void add(UserSession asker, GroupRequest.Add request, Responder responder) {
        requireUsers(request.members());
        change(asker, request.group(), rules.add(asker.userId(), request.members()),
                request.members().size(), responder);
    }

    /// Makes another change.
    ///
    /// @throws RejectedException 404 if somebody is let in who is no user
    void change(UserSession asker, GroupRequest.Change request, Responder responder) {
        UserId actor = asker.userId();
        if (request instanceof GroupRequest.AnswerJoin answer && answer.accept()) {
            requireUsers(List.of(answer.userId()));
        }
        change(asker, request.group(), switch (request) {
            case GroupRequest.Remove r -> rules.remove(actor, r.members());
            case GroupRequest.Join r -> rules.join(actor, r.code());
            case GroupRequest.AnswerJoin r -> rules.answer(actor, r.userId(), r.accept());
            case GroupRequest.Leave _ -> rules.leave(actor);
            case GroupRequest.Dissolve _ -> rules.dissolve(actor);
            case GroupRequest.SetRole r -> rules.setRole(actor, r.userId(), r.role());
            case GroupRequest.Mute r -> rules.mute(actor, r.userId(), r.untilAt());
            case GroupRequest.Update r -> rules.update(actor, r);
            case GroupRequest.Link r -> rules.link(actor, r, code());
        }, request instanceof GroupRequest.Remove remove ? remove.members().size() : 1, responder);
    }

    /// New accounts are in no group.
    @Override
    public void began(UserId user) {
        // Nothing begins with an account.
    }

    @Override
    public void erased(UserId user) {
        groups.withdraw(user);
        String name = profiles.known(List.of(user)).name(user);
        for (GroupId group : groups.groupsOf(user)) {
            groups.change(new GroupDraft(group, user, rules.erase(user), 1,
                    outcome -> parcel(user, name, null, outcome)));
        }
    }

    private void change(UserSession asker, @Nullable GroupId group, GroupRule rule, int named,
                        Responder responder) {
        groups.change(new GroupDraft(group, asker.userId(), rule, named, outcome -> parcel(
                asker.userId(), asker.user().userName(), responder, outcome)));
    }

    private void requireUsers(List<UserId> users) {
        if (users.isEmpty()) {
            return;
        }
        Set<UserId> unknown = new HashSet<>(users);
        profiles.users(users).stream().map(User::userId).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new RejectedException(ErrorCode.NOT_FOUND,
                    "there is no user " + unknown.iterator().next());
        }
    }

    private String code() {
        byte[] bytes = new byte[CODE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static Parcel parcel(UserId actor, String actorName, @Nullable Responder asker,
                                 GroupOutcome outcome) {
        return switch (outcome) {
            case GroupOutcome.Refused(RejectedException why) -> new Parcel(List.of(), asker,
                    new Reply.Refused(why.code(), why.words(), why.retryAfterMs()));
            case GroupOutcome.Changed changed -> {
                Consequences consequences = new Consequences(changed);
                yield new Parcel(consequences.moves(),
                        consequences.letters(actor, actorName), asker, asker == null ? null
                                : changed.change().answer().reply(changed.group(), changed.seq()));
            }
        };
    }

    /// Whom a change concerns.
    private static final class Consequences {

        private final GroupOutcome.Changed changed;
        private final List<UserId> joined = new ArrayList<>();
        private final List<UserId> parted = new ArrayList<>();
        private boolean dissolved;

        Consequences(GroupOutcome.Changed changed) {
            this.changed = changed;
            for (GroupEffect effect : changed.change().effects()) {
                switch (effect) {
                    case GroupEffect.Join(UserId user, _) -> joined.add(user);
                    case GroupEffect.Part(UserId user) -> parted.add(user);
                    case GroupEffect.Dissolve _ -> dissolved = true;
                    case GroupEffect.Begin _, GroupEffect.SetRole _, GroupEffect.Mute _,
                         GroupEffect.MuteAll _, GroupEffect.Describe _, GroupEffect.Await _,
                         GroupEffect.Forget _, GroupEffect.Invite _ -> {
                        // These bring nobody in and put nobody out.
                    }
                }
            }
        }

        List<Move> moves() {
            List<Move> moves = new ArrayList<>();
            if (!joined.isEmpty()) {
                moves.add(new Move.Joined(changed.group(), Set.copyOf(joined)));
            }
            if (!parted.isEmpty()) {
                moves.add(new Move.Parted(changed.group(), Set.copyOf(parted)));
            }
            if (dissolved) {
                moves.add(new Move.Closed(changed.group()));
            }
            return moves;
        }

        /// The news come before the entry, so that nobody hears an entry of a group unknown.
        List<Letter> letters(UserId actor, String actorName) {
            ConversationName.Group name = new ConversationName.Group(changed.group());
            List<Letter> letters = new ArrayList<>();
            news(letters, joined, GroupNews.ADDED);
            news(letters, parted, GroupNews.REMOVED);
            news(letters, changed.administrators(), GroupNews.REQUEST);
            if (dissolved) {
                letters.add(new Letter(new Audience.Members(changed.group()),
                        new Push.GroupChanged(name, GroupNews.DISSOLVED)));
            } else if (changed.change().event() != null && changed.seq() != null) {
                letters.add(new Letter(new Audience.Members(changed.group()),
                        new Push.NewEntry(new Entry(name, changed.seq(), actor, actorName,
                                changed.at(), new EntryBody.Event(changed.change().event())))));
            }
            return letters;
        }

        private void news(List<Letter> letters, List<UserId> users, GroupNews news) {
            if (!users.isEmpty()) {
                letters.add(new Letter(new Audience.Users(users),
                        new Push.GroupChanged(
                                new ConversationName.Group(changed.group()), news)));
            }
        }
    }
}
