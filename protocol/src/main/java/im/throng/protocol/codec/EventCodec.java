package im.throng.protocol.codec;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.GroupEvent;
import im.throng.protocol.message.GroupRole;
import im.throng.protocol.message.JoinPolicy;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/// Events of groups as JSON, both ways: as part of an entry, and as a text to be kept.
///
/// Threading: immutable.
public final class EventCodec {

    private static final String MEMBERS = "members";

    private EventCodec() {}

    /// Returns an event as one object, without line breaks.
    public static String text(GroupEvent event) {
        return Json.text(json -> write(json, event));
    }

    /// Reads what [#text] wrote.
    ///
    /// @throws IllegalArgumentException if it is something else
    public static GroupEvent ofText(String text) {
        try {
            if (Json.MAPPER.readTree(text) instanceof ObjectNode object) {
                return read(new Fields(object));
            }
        } catch (JacksonException | RejectedException broken) {
            throw new IllegalArgumentException("no event: " + text, broken);
        }
        throw new IllegalArgumentException("no event: " + text);
    }

    static void write(JsonGenerator json, GroupEvent event) {
        json.writeStringProperty("what", what(event));
        switch (event) {
            case GroupEvent.Created e -> {
                json.writeStringProperty("name", e.name());
                Json.ids(json, MEMBERS, e.members());
            }
            case GroupEvent.Joined e -> Json.ids(json, MEMBERS, e.members());
            case GroupEvent.Left e -> {
                Json.ids(json, MEMBERS, List.of(e.member()));
                Json.optional(json, "owner", e.owner() == null ? null : e.owner().value());
            }
            case GroupEvent.Removed e -> Json.ids(json, MEMBERS, e.members());
            case GroupEvent.Updated e -> {
                Json.optional(json, "name", e.name());
                Json.optional(json, "notice", e.notice());
                Json.optional(json, "joinPolicy",
                        e.joinPolicy() == null ? null : e.joinPolicy().wireName());
            }
            case GroupEvent.RoleSet e -> {
                Json.ids(json, MEMBERS, List.of(e.member()));
                json.writeStringProperty("role", e.role().wireName());
            }
            case GroupEvent.Muted e -> {
                if (e.member() != null) {
                    Json.ids(json, MEMBERS, List.of(e.member()));
                }
                json.writeNumberProperty("untilAt", e.untilAt());
            }
            case GroupEvent.Dissolved _, GroupEvent.Unknown _ -> {
                // What happened says it all.
            }
        }
    }

    static GroupEvent read(Fields f) {
        String what = f.text("what");
        return switch (what) {
            case "created" -> new GroupEvent.Created(f.text("name"), members(f));
            case "joined" -> new GroupEvent.Joined(members(f));
            case "left" -> new GroupEvent.Left(member(f), owner(f));
            case "removed" -> new GroupEvent.Removed(members(f));
            case "renamed", "updated" -> new GroupEvent.Updated(f.optionalText("name"),
                    f.optionalText("notice"), policy(f));
            case "role" -> new GroupEvent.RoleSet(member(f),
                    GroupRole.named(f.text("role")).orElse(GroupRole.MEMBER));
            case "muted" -> new GroupEvent.Muted(f.has(MEMBERS) ? member(f) : null,
                    f.integer("untilAt", 0, Limits.ID_MAX));
            case "dissolved" -> new GroupEvent.Dissolved();
            default -> new GroupEvent.Unknown(what);
        };
    }

    private static String what(GroupEvent event) {
        return switch (event) {
            case GroupEvent.Created _ -> "created";
            case GroupEvent.Joined _ -> "joined";
            case GroupEvent.Left _ -> "left";
            case GroupEvent.Removed _ -> "removed";
            case GroupEvent.Updated e ->
                    e.notice() == null && e.joinPolicy() == null ? "renamed" : "updated";
            case GroupEvent.RoleSet _ -> "role";
            case GroupEvent.Muted _ -> "muted";
            case GroupEvent.Dissolved _ -> "dissolved";
            case GroupEvent.Unknown e -> e.what();
        };
    }

    /// A policy that this program does not know is none of those that it could show.
    private static @Nullable JoinPolicy policy(Fields f) {
        String name = f.optionalText("joinPolicy");
        return name == null ? null : JoinPolicy.named(name).orElse(null);
    }

    private static List<UserId> members(Fields f) {
        return f.userIds(MEMBERS, Limits.GROUP_MEMBERS_MAX);
    }

    private static UserId member(Fields f) {
        List<UserId> members = members(f);
        return members.isEmpty() ? f.userId(MEMBERS) : members.getFirst();
    }

    private static @Nullable UserId owner(Fields f) {
        Long owner = f.optionalInteger("owner", 1, Limits.ID_MAX);
        return owner == null ? null : new UserId(owner);
    }
}
