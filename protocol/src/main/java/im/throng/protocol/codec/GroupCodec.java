package im.throng.protocol.codec;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.GroupReply;
import im.throng.protocol.message.GroupRequest;
import im.throng.protocol.message.GroupRole;
import im.throng.protocol.message.JoinPolicy;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.UserId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Requests and replies about groups as JSON, both ways.
final class GroupCodec {

    private static final String JOINED = "joined";
    private static final String WAITING = "waiting";

    private GroupCodec() {}

    static GroupRequest readCreate(Fields f) {
        JoinPolicy policy = optionalPolicy(f);
        return new GroupRequest.Create(Limits.requireName("name", f.text("name")),
                f.has("members") ? members(f) : List.of(),
                policy == null ? JoinPolicy.INVITE : policy);
    }

    static GroupRequest readListMembers(Fields f) {
        Long after = f.optionalInteger("after", 0, Limits.ID_MAX);
        return new GroupRequest.ListMembers(group(f),
                after == null || after == 0 ? null : new UserId(after),
                f.limit(Limits.PAGE_PEOPLE_MAX));
    }

    static GroupRequest readAnswer(Fields f) {
        if (!f.has("accept")) {
            throw RejectedException.invalid("accept", "is missing");
        }
        return new GroupRequest.AnswerJoin(group(f), f.userId("userId"), f.flag("accept"));
    }

    static GroupRequest readJoin(Fields f) {
        String code = f.optionalText("code");
        return new GroupRequest.Join(group(f), code == null ? null
                : Limits.requireCharacters("code", code, 1, Limits.CODE_MAX));
    }

    static GroupRequest readSetRole(Fields f) {
        return new GroupRequest.SetRole(group(f), f.userId("userId"), role(f));
    }

    static GroupRequest readMute(Fields f) {
        boolean all = f.flag("all");
        if (all == f.has("userId")) {
            throw RejectedException.invalid("userId", "or all:true must be given, not both");
        }
        return new GroupRequest.Mute(group(f), all ? null : f.userId("userId"),
                f.integer("untilAt", 0, Limits.ID_MAX));
    }

    static GroupRequest readUpdate(Fields f) {
        String name = f.optionalText("name");
        String notice = f.optionalText("notice");
        JoinPolicy policy = optionalPolicy(f);
        if (notice != null
                && notice.getBytes(StandardCharsets.UTF_8).length > Limits.NOTICE_BYTES_MAX) {
            throw RejectedException.invalid("notice",
                    "must have at most " + Limits.NOTICE_BYTES_MAX + " bytes");
        }
        if (name == null && notice == null && policy == null) {
            throw RejectedException.invalid("name", "or notice or joinPolicy must be given");
        }
        return new GroupRequest.Update(group(f),
                name == null ? null : Limits.requireName("name", name), notice, policy);
    }

    static GroupRequest readLink(Fields f) {
        return new GroupRequest.Link(group(f), f.optionalInteger("expiresAt", 1, Limits.ID_MAX),
                f.flag("revoke"));
    }

    static GroupId group(Fields f) {
        if (f.conversation("conversation") instanceof ConversationName.Group(GroupId group)) {
            return group;
        }
        throw RejectedException.invalid("conversation", "must be g:ID");
    }

    static List<UserId> members(Fields f) {
        return f.userIds("members", Limits.GROUP_MEMBERS_MAX).stream().distinct().toList();
    }

    static GroupRole role(Fields f) {
        return GroupRole.named(f.text("role")).orElseThrow(() ->
                RejectedException.invalid("role", "must be owner, admin or member"));
    }

    static @Nullable JoinPolicy optionalPolicy(Fields f) {
        String name = f.optionalText("joinPolicy");
        return name == null ? null : JoinPolicy.named(name).orElseThrow(() ->
                RejectedException.invalid("joinPolicy", "must be open, approve or invite"));
    }

    static void write(JsonGenerator json, GroupRequest request) {
        switch (request) {
            case GroupRequest.Create r -> {
                json.writeStringProperty("name", r.name());
                Json.ids(json, "members", r.members());
                json.writeStringProperty("joinPolicy", r.joinPolicy().wireName());
            }
            case GroupRequest.Get r -> writeGroup(json, r.group());
            case GroupRequest.ListMembers r -> {
                writeGroup(json, r.group());
                if (r.after() != null) {
                    json.writeNumberProperty("after", r.after().value());
                }
                json.writeNumberProperty("limit", r.limit());
            }
            case GroupRequest.Add r -> writeMembers(json, r.group(), r.members());
            case GroupRequest.Remove r -> writeMembers(json, r.group(), r.members());
            case GroupRequest.Join r -> {
                writeGroup(json, r.group());
                Json.optional(json, "code", r.code());
            }
            case GroupRequest.ListJoinRequests r -> writeGroup(json, r.group());
            case GroupRequest.AnswerJoin r -> {
                writeGroup(json, r.group());
                json.writeNumberProperty("userId", r.userId().value());
                json.writeBooleanProperty("accept", r.accept());
            }
            case GroupRequest.Leave r -> writeGroup(json, r.group());
            case GroupRequest.Dissolve r -> writeGroup(json, r.group());
            case GroupRequest.SetRole r -> {
                writeGroup(json, r.group());
                json.writeNumberProperty("userId", r.userId().value());
                json.writeStringProperty("role", r.role().wireName());
            }
            case GroupRequest.Mute r -> writeMute(json, r);
            case GroupRequest.Update r -> {
                writeGroup(json, r.group());
                Json.optional(json, "name", r.name());
                Json.optional(json, "notice", r.notice());
                Json.optional(json, "joinPolicy",
                        r.joinPolicy() == null ? null : r.joinPolicy().wireName());
            }
            case GroupRequest.Link r -> {
                writeGroup(json, r.group());
                Json.optional(json, "expiresAt", r.expiresAt());
                if (r.revoke()) {
                    json.writeBooleanProperty("revoke", true);
                }
            }
        }
    }

    private static void writeMute(JsonGenerator json, GroupRequest.Mute r) {
        writeGroup(json, r.group());
        if (r.userId() == null) {
            json.writeBooleanProperty("all", true);
        } else {
            json.writeNumberProperty("userId", r.userId().value());
        }
        json.writeNumberProperty("untilAt", r.untilAt());
    }

    private static void writeGroup(JsonGenerator json, GroupId group) {
        json.writeStringProperty("conversation", new ConversationName.Group(group).text());
    }

    private static void writeMembers(JsonGenerator json, GroupId group, List<UserId> members) {
        writeGroup(json, group);
        Json.ids(json, "members", members);
    }

    static void write(JsonGenerator json, GroupReply reply) {
        switch (reply) {
            case GroupReply.Created r -> {
                json.writeStringProperty("conversation", r.conversation().text());
                json.writeNumberProperty("seq", r.seq());
            }
            case GroupReply.Description r -> writeDescription(json, r);
            case GroupReply.MemberPage r -> {
                Json.objects(json, "members", r.members(), member -> writeMember(json, member));
                if (r.next() != null) {
                    json.writeNumberProperty("next", r.next().value());
                }
            }
            case GroupReply.Changed r -> {
                Json.ids(json, "changed", r.changed());
                Json.optional(json, "seq", r.seq());
            }
            case GroupReply.Joining r -> {
                json.writeStringProperty("state", r.joined() ? JOINED : WAITING);
                Json.optional(json, "seq", r.seq());
            }
            case GroupReply.JoinRequests r -> Json.objects(json, "requests", r.requests(),
                    request -> {
                        json.writeNumberProperty("userId", request.userId().value());
                        json.writeStringProperty("userName", request.userName());
                        json.writeNumberProperty("at", request.at());
                    });
            case GroupReply.Noted r -> Json.optional(json, "seq", r.seq());
            case GroupReply.Invitation r -> Json.optional(json, "code", r.code());
        }
    }

    private static void writeDescription(JsonGenerator json, GroupReply.Description r) {
        json.writeStringProperty("name", r.name());
        json.writeNumberProperty("owner", r.owner().value());
        json.writeNumberProperty("memberCount", r.memberCount());
        json.writeStringProperty("notice", r.notice());
        json.writeStringProperty("joinPolicy", r.joinPolicy().wireName());
        json.writeBooleanProperty("mutedAll", r.mutedAll());
        if (r.myRole() != null) {
            json.writeStringProperty("myRole", r.myRole().wireName());
        }
        json.writeNumberProperty("createdAt", r.createdAt());
    }

    private static void writeMember(JsonGenerator json, GroupReply.Member member) {
        json.writeNumberProperty("userId", member.userId().value());
        json.writeStringProperty("userName", member.userName());
        json.writeStringProperty("role", member.role().wireName());
        Json.optional(json, "mutedUntil", member.mutedUntil());
    }

    /// Reads the reply to a request.
    static Reply readReply(GroupRequest request, Fields f) {
        return switch (request) {
            case GroupRequest.Create _ -> new GroupReply.Created(
                    new ConversationName.Group(group(f)), f.integer("seq", 1, Limits.ID_MAX));
            case GroupRequest.Get _ -> readDescription(f);
            case GroupRequest.ListMembers _ -> readMembers(f);
            case GroupRequest.Add _, GroupRequest.Remove _ -> new GroupReply.Changed(
                    f.userIds("changed", Limits.GROUP_MEMBERS_MAX), seq(f));
            case GroupRequest.Join _ ->
                    new GroupReply.Joining(f.text("state").equals(JOINED), seq(f));
            case GroupRequest.ListJoinRequests _ -> new GroupReply.JoinRequests(
                    f.objects("requests", asked -> new GroupReply.JoinRequest(
                            asked.userId("userId"), asked.text("userName"),
                            asked.integer("at", 0, Limits.ID_MAX))));
            case GroupRequest.AnswerJoin _, GroupRequest.Leave _, GroupRequest.Dissolve _,
                 GroupRequest.SetRole _, GroupRequest.Mute _, GroupRequest.Update _ ->
                    new GroupReply.Noted(seq(f));
            case GroupRequest.Link _ -> new GroupReply.Invitation(f.optionalText("code"));
        };
    }

    private static GroupReply readDescription(Fields f) {
        JoinPolicy policy = optionalPolicy(f);
        return new GroupReply.Description(f.text("name"), f.userId("owner"),
                (int) f.integer("memberCount", 0, Integer.MAX_VALUE), f.text("notice"),
                policy == null ? JoinPolicy.INVITE : policy, f.flag("mutedAll"),
                f.has("myRole") ? GroupRole.named(f.text("myRole")).orElse(null) : null,
                f.integer("createdAt", 0, Limits.ID_MAX));
    }

    private static GroupReply readMembers(Fields f) {
        Long next = f.optionalInteger("next", 1, Limits.ID_MAX);
        return new GroupReply.MemberPage(f.objects("members", member -> new GroupReply.Member(
                member.userId("userId"), member.text("userName"),
                GroupRole.named(member.text("role")).orElse(GroupRole.MEMBER),
                member.optionalInteger("mutedUntil", 0, Limits.ID_MAX))),
                next == null ? null : new UserId(next));
    }

    private static @Nullable Long seq(Fields f) {
        return f.optionalInteger("seq", 1, Limits.ID_MAX);
    }
}
