package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// The description of the API, and whether answers are as it says: the operation, its status, its
/// headers, and each field of the body, none of which may be left out of the description.
///
/// Threading: one thread.
final class OpenApi {

    private final JsonNode description;
    private final Set<String> seen = new TreeSet<>();

    OpenApi(JsonNode description) {
        this.description = description;
    }

    /// Requires an answer to be one that the operation may give.
    void check(String method, String path, HttpTalk.Answer answer) {
        String name = method + " " + path + " " + answer.status();
        JsonNode response = description.path("paths").path(path).path(method).path("responses")
                .path(Integer.toString(answer.status()));
        assertThat(response.isMissingNode()).as("%s is described", name).isFalse();
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        response.path("headers").propertyNames().forEach(header ->
                assertThat(answer.headers()).as(name).containsKey(header));
        var wrong = new ArrayList<String>();
        check("body", answer.json(), response.path("content").path("application/json")
                .path("schema"), wrong);
        assertThat(wrong).as("%s: %s", name, answer.body()).isEmpty();
        seen.add(name);
    }

    /// Returns what was checked: method, path and status of each.
    Set<String> seen() {
        return seen;
    }

    /// Returns every method and path there is.
    List<String> operations() {
        var operations = new ArrayList<String>();
        description.path("paths").properties().forEach(path ->
                path.getValue().propertyNames().forEach(method ->
                        operations.add(method + " " + path.getKey())));
        return operations;
    }

    private void check(String where, JsonNode value, JsonNode schema, List<String> wrong) {
        JsonNode reference = schema.path("$ref");
        if (reference.isString()) {
            check(where, value, description.at(reference.stringValue().substring(1)), wrong);
            return;
        }
        String type = schema.path("type").stringValue("");
        boolean fits = switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "" -> true;
            default -> false;
        };
        if (!fits) {
            wrong.add(where + " is no " + type + ": " + value);
            return;
        }
        if (schema.has("enum") && !schema.path("enum").valueStream().toList().contains(value)) {
            wrong.add(where + " is none of " + schema.path("enum") + ": " + value);
        }
        for (JsonNode item : value.isArray() ? value : List.<JsonNode>of()) {
            check(where + "[]", item, schema.path("items"), wrong);
        }
        schema.path("required").forEach(name -> {
            if (!value.has(name.stringValue())) {
                wrong.add(where + "." + name.stringValue() + " is missing");
            }
        });
        if (schema.has("properties")) {
            value.properties().forEach(field -> {
                JsonNode known = schema.path("properties").path(field.getKey());
                if (known.isMissingNode()) {
                    wrong.add(where + "." + field.getKey() + " is not described");
                } else {
                    check(where + "." + field.getKey(), field.getValue(), known, wrong);
                }
            });
        }
    }
}
