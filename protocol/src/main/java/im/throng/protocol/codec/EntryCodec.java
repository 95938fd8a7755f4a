package im.throng.protocol.codec;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.GroupEvent;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import tools.jackson.core.JsonGenerator;

/// Entries and users as JSON: the parts that several messages share.
final class EntryCodec {

    private EntryCodec() {}

    static void write(JsonGenerator json, Entry entry) {
        json.writeStringProperty("conversation", entry.conversation().text());
        json.writeNumberProperty("seq", entry.seq());
        json.writeNumberProperty("from", entry.from().value());
        json.writeStringProperty("fromName", entry.fromName());
        json.writeNumberProperty("at", entry.at());
        json.writeStringProperty("kind", entry.body().kind());
        switch (entry.body()) {
            case EntryBody.Text text -> writeText(json, text);
            case EntryBody.Event(GroupEvent event) ->
                    Json.object(json, "event", () -> EventCodec.write(json, event));
            case EntryBody.Unknown _ -> {
                // Only its kind is known.
            }
        }
    }

    static Entry read(Fields f) {
        return new Entry(f.conversation("conversation"), f.integer("seq", 1, Limits.ID_MAX),
                f.userId("from"), f.text("fromName"), f.integer("at", 0, Limits.ID_MAX),
                readBody(f));
    }

    private static EntryBody readBody(Fields f) {
        String kind = f.text("kind");
        return switch (kind) {
            case "text" -> readText(f);
            case "event" -> new EntryBody.Event(EventCodec.read(f.object("event")));
            default -> new EntryBody.Unknown(kind);
        };
    }

    static void writeText(JsonGenerator json, EntryBody.Text body) {
        json.writeStringProperty("text", body.text());
        if (body.replyTo() != null) {
            json.writeNumberProperty("replyTo", body.replyTo());
        }
        if (body.mentions().everybody()) {
            json.writeStringProperty("mentions", "all");
        } else if (!body.mentions().isEmpty()) {
            Json.ids(json, "mentions", body.mentions().users());
        }
    }

    static EntryBody.Text readText(Fields f) {
        return new EntryBody.Text(f.text("text"), f.optionalInteger("replyTo", 1, Limits.ID_MAX),
                readMentions(f));
    }

    static void writeUser(JsonGenerator json, User user) {
        json.writeNumberProperty("userId", user.userId().value());
        json.writeStringProperty("userName", user.userName());
        json.writeStringProperty("sex", user.sex());
        json.writeStringProperty("bio", user.bio());
        json.writeStringProperty("avatar", user.avatar());
        json.writeNumberProperty("createdAt", user.createdAt());
        json.writeStringProperty("role", user.role().wireName());
    }

    static User readUser(Fields f) {
        return new User(new UserId(f.integer("userId", 1, Limits.ID_MAX)), f.text("userName"),
                f.text("sex"), f.text("bio"), f.text("avatar"),
                f.integer("createdAt", 0, Limits.ID_MAX),
                Role.named(f.text("role")));
    }

    private static Mentions readMentions(Fields f) {
        if (!f.has("mentions")) {
            return Mentions.NONE;
        }
        if (f.isText("mentions")) {
            if (!f.text("mentions").equals("all")) {
                throw RejectedException.invalid("mentions", "must be a list of ids, or all");
            }
            return Mentions.EVERYBODY;
        }
        return new Mentions(false, f.userIds("mentions", Limits.MENTIONS_MAX));
    }
}
