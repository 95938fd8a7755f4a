package im.throng.bench.load;

import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.GroupReply;
import im.throng.protocol.message.GroupRequest;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.JoinPolicy;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.UserId;
import java.net.InetSocketAddress;
import java.util.List;

/// An owner who makes groups, as any client would, and looks at them afterwards.
///
/// Threading: used by one thread.
public final class GroupMaker implements AutoCloseable {

    private final Visitor owner;

    /// Connects the owner, in the session of a token.
    public GroupMaker(InetSocketAddress server, Token owner) {
        this.owner = new Visitor(server, _ -> { });
        this.owner.resume(owner);
    }

    /// Makes a group; the members come in steps of as many as one request may name.
    ///
    /// @param members who is in it beside the owner
    public ConversationName.Group make(String name, List<UserId> members) {
        var created = (GroupReply.Created) owner.ask(new GroupRequest.Create(name,
                step(members, 0), JoinPolicy.INVITE));
        for (int from = Limits.GROUP_MEMBERS_MAX; from < members.size();
                from += Limits.GROUP_MEMBERS_MAX) {
            owner.ask(new GroupRequest.Add(created.conversation().group(), step(members, from)));
        }
        return created.conversation();
    }

    private static List<UserId> step(List<UserId> members, int from) {
        return members.subList(from,
                Math.min(from + Limits.GROUP_MEMBERS_MAX, members.size()));
    }

    /// Says something in it, and waits until that is durable.
    void say(ChatRequest.SendMessage message) {
        owner.ask(message);
    }

    /// Returns how many members the server counts.
    public int members(ConversationName.Group group) {
        return ((GroupReply.Description) owner.ask(new GroupRequest.Get(group.group())))
                .memberCount();
    }

    /// Returns how many entries are stored in a group.
    public long head(ConversationName.Group group) {
        return ((ChatReply.HistoryPage) owner.ask(new ChatRequest.ReadHistory(group,
                new HistoryRange.Newest(), 1))).head();
    }

    @Override
    public void close() {
        owner.close();
    }
}
