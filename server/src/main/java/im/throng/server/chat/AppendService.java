package im.throng.server.chat;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.UserId;
import im.throng.server.account.Profiles;
import im.throng.server.delivery.Audience;
import im.throng.server.delivery.Letter;
import im.throng.server.delivery.Parcel;
import im.throng.server.group.GroupRights;
import im.throng.server.session.Responder;
import im.throng.server.session.UserSession;
import im.throng.server.telemetry.Meters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Appending to conversations: checks a message, hands it to the store, and takes what was
/// committed to delivery.
///
/// Threading: any thread that may block, and any for [#sendAtOnce]; what became of a message is
/// told by the committer's thread, which alone delivers entries, so that they leave in the order of
/// `seq`.
public final class AppendService {

    private final EntryStore entries;
    private final Profiles profiles;
    private final ConversationRates rates;
    private final int textBytesMax;
    private final boolean allByAdmins;
    private final SendMeters meters;

    /// Creates the service.
    public AppendService(EntryStore entries, Profiles profiles, ConversationRates rates,
                         ChatConfig config, Meters meters) {
        this.entries = entries;
        this.profiles = profiles;
        this.rates = rates;
        this.textBytesMax = config.textBytesMax();
        this.allByAdmins = config.allByAdmins();
        this.meters = new SendMeters(meters);
    }

    /// Hands a message to the store; the answer follows when it is durable or refused.
    ///
    /// @throws RejectedException what can be refused at once
    void send(UserSession sender, ConversationName to, String key, EntryBody.Text body,
              Responder asker) {
        requireSayable(sender, to, body);
        Place place = Place.of(sender.userId(), to);
        append(new Saying(sender, place, key, body), hasReader(place, sender.userId()), asker);
    }

    /// Does the same if nothing has to be waited for, or nothing at all; returns whether it has.
    ///
    /// @throws RejectedException what can be refused at once
    boolean sendAtOnce(UserSession sender, ConversationName to, String key, EntryBody.Text body,
                       Responder asker) {
        Place place = Place.of(sender.userId(), to);
        Optional<Boolean> hasReader = place instanceof Place.Between between
                ? profiles.isThereAtHand(between.peerOf(sender.userId())) : Optional.of(true);
        if (hasReader.isEmpty()) {
            return false;
        }
        requireSayable(sender, to, body);
        append(new Saying(sender, place, key, body), hasReader.get(), asker);
        return true;
    }

    /// Says something to everybody for a client that has waited for its turn.
    ///
    /// @throws RejectedException what can be refused at once
    void say(UserSession sender, String key, EntryBody.Text body, Responder asker) {
        requireText(body.text());
        append(new Saying(sender, Place.EVERYBODY, key, body), true, asker);
    }

    private void requireSayable(UserSession sender, ConversationName to, EntryBody.Text body) {
        requireText(body.text());
        if (to instanceof ConversationName.All && mayWriteToAll(sender)) {
            long waitMs = rates.admitToAll();
            if (waitMs > 0) {
                throw new RejectedException(ErrorCode.TOO_FAST,
                        "too much is said to everybody", waitMs);
            }
        }
    }

    private boolean mayWriteToAll(UserSession sender) {
        return !allByAdmins || sender.user().role() == Role.ADMIN;
    }

    /// Whether there is a reader was asked before and is judged inside: a retry is answered also
    /// when the other one has left.
    private void append(Saying saying, boolean hasReader, Responder asker) {
        UserSession sender = saying.sender();
        Place place = saying.place();
        EntryBody.Text body = saying.body();
        boolean needsRole =
                place instanceof Place.Everybody && sender.user().role() != Role.ADMIN;
        if (needsRole && body.mentions().everybody()) {
            throw new RejectedException(ErrorCode.FORBIDDEN,
                    "only administrators may mention everybody here");
        }
        Fingerprint fingerprint = Fingerprint.of(body);
        entries.append(new Draft(place, sender, saying.key(), fingerprint, body, standing -> {
            if (!hasReader) {
                throw new RejectedException(ErrorCode.NOT_FOUND,
                        "there is no conversation "
                                + place.nameFor(sender.userId()).text());
            }
            if (needsRole && !mayWriteToAll(sender)) {
                throw new RejectedException(ErrorCode.FORBIDDEN,
                        "only administrators may write to everybody here");
            }
            if (standing.group() != null) {
                GroupRights.requireWriter(standing.group(), sender.userId(),
                        body.mentions().everybody());
            }
            requireReplyTo(body.replyTo(), standing.head());
            if (place instanceof Place.Group(GroupId group)) {
                requireTurn(group);
            }
        }, (draft, outcome) -> {
            meters.count(place, outcome);
            return parcel(draft, outcome, asker);
        }));
    }

    /// Asked when all else is in order, so that who may not write takes nobody's turn.
    private void requireTurn(GroupId group) {
        long waitMs = rates.admitTo(group);
        if (waitMs > 0) {
            throw new RejectedException(ErrorCode.TOO_FAST, "too much is said in this group",
                    waitMs);
        }
    }

    private boolean hasReader(Place place, UserId sender) {
        return switch (place) {
            case Place.Everybody _, Place.Group _ -> true;
            case Place.Between between -> {
                try {
                    yield profiles.isThere(between.peerOf(sender));
                } catch (RejectedException unreachable) {
                    // Who has talked before goes on talking while the store of users is away.
                    if (!entries.hasBegun(place)) {
                        throw unreachable;
                    }
                    yield true;
                }
            }
        };
    }

    private static Parcel parcel(Draft draft, AppendOutcome outcome, Responder asker) {
        return switch (outcome) {
            case AppendOutcome.Appended(long seq, long at) -> new Parcel(letters(draft, seq, at),
                    asker, new ChatReply.Sent(draft.name(), seq, at, false));
            case AppendOutcome.Duplicate(long seq, long at) -> new Parcel(List.of(), asker,
                    new ChatReply.Sent(draft.name(), seq, at, true));
            case AppendOutcome.Refused(RejectedException why) -> new Parcel(List.of(), asker,
                    new Reply.Refused(why.code(), why.words(), why.retryAfterMs()));
        };
    }

    private static List<Letter> letters(Draft draft, long seq, long at) {
        return switch (draft.place()) {
            case Place.Everybody _ -> List.of(new Letter(new Audience.Everyone(),
                    push(draft, ConversationName.ALL, seq, at)));
            case Place.Between(UserId low, UserId high) -> low.equals(high)
                    ? List.of(letter(draft, low, seq, at))
                    : List.of(letter(draft, low, seq, at), letter(draft, high, seq, at));
            case Place.Group(GroupId group) -> List.of(new Letter(new Audience.Members(group),
                    push(draft, draft.name(), seq, at)));
        };
    }

    private static Letter letter(Draft draft, UserId user, long seq, long at) {
        return new Letter(new Audience.Users(user),
                push(draft, draft.place().nameFor(user), seq, at));
    }

    private static Push push(Draft draft, ConversationName name, long seq, long at) {
        return new Push.NewEntry(new Entry(name, seq, draft.from(),
                draft.sender().user().userName(), at, draft.body()));
    }

    private void requireText(String text) {
        // UTF-8 has one to three bytes for each char of a Java string.
        if (text.length() > textBytesMax
                || (text.length() > textBytesMax / 3
                        && text.getBytes(StandardCharsets.UTF_8).length > textBytesMax)) {
            throw RejectedException.invalid("text",
                    "must have at most " + textBytesMax + " bytes");
        }
        if (text.isBlank()) {
            throw RejectedException.invalid("text", "must not be empty or only white space");
        }
        if (text.indexOf('\0') >= 0) {
            throw RejectedException.invalid("text", "must not hold U+0000");
        }
    }

    private static void requireReplyTo(@Nullable Long replyTo, long head) {
        if (replyTo != null && replyTo > head) {
            throw new RejectedException(ErrorCode.NOT_FOUND, "replyTo names no entry");
        }
    }

    /// What somebody says, and where.
    private record Saying(UserSession sender, Place place, String key, EntryBody.Text body) {}
}
