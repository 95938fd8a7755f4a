package im.throng.conformance;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What tests of groups ask and read again and again.
final class GroupTalk {

    private GroupTalk() {}

    static String newGroup(NativeClient owner, String policy, Person... members) {
        return owner.ask("group.create", Json.object("name", "group", "joinPolicy", policy,
                "members", new Json.Raw(ids(members)))).path("conversation").stringValue("");
    }

    static JsonNode say(NativeClient client, String group, String key, String text) {
        return client.ask("message.send", message(group, key, text));
    }

    static String message(String group, String key, String text) {
        return Json.object("to", group, "key", key, "text", text);
    }

    static String named(String group) {
        return Json.object("conversation", group);
    }

    static String members(String group, Person... people) {
        return Json.object("conversation", group, "members", new Json.Raw(ids(people)));
    }

    static String join(String group, String code) {
        return Json.object("conversation", group, "code", code);
    }

    static String role(String group, Person who, String role) {
        return Json.object("conversation", group, "userId", who.id(), "role", role);
    }

    static String ids(Person... people) {
        List<String> ids = new ArrayList<>();
        for (Person person : people) {
            ids.add(Long.toString(person.id()));
        }
        return ids.toString();
    }

    static List<Long> seqs(Iterable<JsonNode> entries) {
        List<Long> seqs = new ArrayList<>();
        entries.forEach(entry -> seqs.add(entry.path("seq").longValue(-1)));
        return seqs;
    }

    static List<String> roles(NativeClient client, String group) {
        List<String> roles = new ArrayList<>();
        client.ask("group.members", named(group)).path("members")
                .forEach(member -> roles.add(member.path("role").stringValue("")));
        return roles;
    }

    static List<String> names(NativeClient client) {
        List<String> names = new ArrayList<>();
        client.ask("conversation.list", "{}").path("conversations")
                .forEach(view -> names.add(view.path("conversation").stringValue("")));
        return names;
    }

    static JsonNode view(NativeClient client, String group) {
        for (JsonNode view : client.ask("conversation.list", "{}").path("conversations")) {
            if (group.equals(view.path("conversation").stringValue(""))) {
                return view;
            }
        }
        throw new AssertionError(group + " is not in the list");
    }
}
