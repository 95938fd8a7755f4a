package im.throng.docs;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.codec.ClassicCodec;
import im.throng.protocol.codec.Envelope;
import im.throng.protocol.codec.EnvelopeReader;
import im.throng.protocol.codec.MalformedFrameException;
import im.throng.protocol.codec.PushCodec;
import im.throng.protocol.codec.ReplyCodec;
import im.throng.protocol.codec.ReplyReader;
import im.throng.protocol.codec.RequestCodec;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.ClassicMessage;
import im.throng.protocol.message.Farewell;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import im.throng.protocol.message.UserId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Every sample of `docs/protocol.md` goes through the real codecs, and every number and name in
/// its tables is one of theirs.
///
/// A sample must come out of the codec as it went in: what is decoded is encoded again and compared
/// as JSON, so that a field the codec does not know is noticed.
class ProtocolDocumentTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern REPLY = Pattern.compile("Reply to `([a-z.]+)`:");
    private static final Pattern NAME = Pattern.compile("`([A-Za-z.]+)`");
    private static final Pattern RULE = Pattern.compile("(?m)^- \\*\\*P-(\\d+)\\*\\* ");
    private static final int RULES = 35;

    private final Document document = Document.read("docs/protocol.md");

    ProtocolDocumentTest() throws IOException {}

    @Test
    void everySampleIsDecodedAndEncodedToTheSame() throws MalformedFrameException {
        Map<String, Request> asked = new HashMap<>();
        for (Document.Sample sample : document.samples()) {
            assertThat(tree(throughTheCodec(sample, asked))).as(sample.toString())
                    .isEqualTo(withData(sample));
        }
    }

    @Test
    void everyMessageThatIsServedHasASample() throws MalformedFrameException {
        Map<String, Request> asked = new HashMap<>();
        Set<Class<?>> shown = new LinkedHashSet<>();
        for (Document.Sample sample : document.samples()) {
            shown.add(decoded(sample, asked).getClass());
        }

        Set<Class<?>> told = new LinkedHashSet<>();
        for (Class<?> family : List.of(Request.class, Push.class, Reply.class)) {
            leaves(family).forEach(told::add);
        }
        // What a client sends in vain has no sample.
        leaves(ClassicMessage.class)
                .filter(leaf -> leaf != ClassicMessage.Unknown.class
                        && leaf != ClassicMessage.Broken.class)
                .forEach(told::add);
        assertThat(shown).containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void theTableOfWireNamesIsTheCodecs() {
        assertThat(served("request")).isEqualTo(RequestCodec.wireNames());
        assertThat(served("push")).isEqualTo(wireNamesOf("Push:"));
        assertThat(served("reply")).containsExactly("reply");
        assertThat(served("classic, from the client"))
                .isEqualTo(wireNamesOf("Classic, from the client:"));
        assertThat(served("classic, from the server"))
                .isEqualTo(wireNamesOf("Classic, from the server:"));
    }

    @Test
    void theTablesOfRequestsMarkWhatIsNotServed() {
        for (List<String> row : requestRows()) {
            Set<String> names = names(row.getFirst());
            boolean marked = row.getFirst().contains("not yet");
            assertThat(RequestCodec.wireNames().containsAll(names)).as(row.getFirst())
                    .isEqualTo(!marked);
        }
    }

    @Test
    void theTableOfCodesIsErrorCode() {
        Map<Integer, Boolean> documented = new LinkedHashMap<>();
        document.table("code", "meaning").stream()
                .filter(row -> !row.getFirst().equals("200"))
                .forEach(row -> documented.put(
                        Integer.valueOf(row.getFirst()), row.get(2).equals("yes")));

        assertThat(documented).isEqualTo(Arrays.stream(ErrorCode.values())
                .collect(Collectors.toMap(ErrorCode::number, ErrorCode::waitingHelps)));
    }

    @Test
    void theTableOfGoodbyesIsFarewell() {
        Map<Integer, Boolean> documented = new LinkedHashMap<>();
        document.table("goodbye", "why").forEach(row -> documented.put(
                Integer.valueOf(row.getFirst()), row.get(2).equals("yes")));

        assertThat(documented).isEqualTo(Arrays.stream(Farewell.values())
                .collect(Collectors.toMap(Farewell::number, Farewell::reconnect)));
    }

    @Test
    void everyRuleStandsOnceAndInOrder() {
        List<Integer> rules = RULE.matcher(document.text()).results()
                .map(rule -> Integer.valueOf(rule.group(1))).toList();

        assertThat(rules).isEqualTo(IntStream.rangeClosed(1, RULES).boxed().toList());
    }

    private static String throughTheCodec(Document.Sample sample, Map<String, Request> asked)
            throws MalformedFrameException {
        Object message = decoded(sample, asked);
        byte[] encoded = switch (message) {
            case Request request -> RequestCodec.encode(id(sample), request);
            case Reply reply -> ReplyCodec.encode(envelope(sample).id(), reply);
            case Push push -> PushCodec.encode(push);
            case ClassicMessage.FromServer classic -> ClassicCodec.encode(classic);
            // There is nothing that encodes what an old client says.
            case ClassicMessage.FromClient _ -> utf8(sample.json());
            default -> throw new AssertionError(message);
        };
        return new String(encoded, StandardCharsets.UTF_8);
    }

    /// Decodes a sample by what its marker says it is.
    ///
    /// @param asked the newest request of each type so far, which tells how to read its reply
    private static Object decoded(Document.Sample sample, Map<String, Request> asked)
            throws MalformedFrameException {
        Envelope envelope = envelope(sample);
        assertThat(envelope.isClassic()).as(sample.toString())
                .isEqualTo(sample.marker().startsWith("Classic"));
        return switch (sample.marker()) {
            case "Request:" -> {
                Request request = RequestCodec.decode(envelope);
                asked.put(envelope.type(), request);
                yield request;
            }
            case "Push:" -> PushCodec.decode(envelope).orElseThrow();
            // A refusal reads the same whatever was asked.
            case "Refusal:" -> ReplyReader.decode(asked.values().iterator().next(), envelope);
            case "Classic, from the client:" -> ClassicCodec.decode(envelope);
            case "Classic, from the server:" -> fromServer(tree(sample.json()));
            default -> ReplyReader.decode(request(sample, asked), envelope);
        };
    }

    /// Returns the request that a reply's marker names.
    private static Request request(Document.Sample reply, Map<String, Request> asked) {
        var type = REPLY.matcher(reply.marker());
        assertThat(type.matches()).as("%s: an unknown marker", reply).isTrue();
        Request request = asked.get(type.group(1));
        assertThat(request).as("%s: no request stands above", reply).isNotNull();
        return Objects.requireNonNull(request);
    }

    private static ClassicMessage fromServer(JsonNode frame) {
        JsonNode data = tree(frame.get("data").stringValue());
        return switch (frame.get("type").stringValue()) {
            case "RegisterResMes" -> new ClassicMessage.Registered(
                    data.get("code").intValue(), data.get("error").stringValue());
            case "LoginResMes" -> data.get("UsersId").isNull()
                    ? new ClassicMessage.LoginRefused(
                            data.get("code").intValue(), data.get("error").stringValue())
                    : new ClassicMessage.LoggedIn(data.get("UsersId").valueStream()
                            .map(id -> new UserId(id.longValue())).toList());
            case "NotifyUserStatusMes" -> new ClassicMessage.StatusChanged(
                    new UserId(data.get("userId").longValue()), data.get("status").intValue());
            case "SmsMes" -> new ClassicMessage.Said(new UserId(data.get("userId").longValue()),
                    data.get("userName").stringValue(), data.get("sex").stringValue(),
                    data.get("content").stringValue());
            default -> throw new AssertionError(frame);
        };
    }

    private Set<String> served(String what) {
        return document.table("name", "what").stream()
                .filter(row -> row.get(1).equals(what) || row.get(1).startsWith(what + ", "))
                .filter(row -> row.get(2).equals("served"))
                .flatMap(row -> names(row.getFirst()).stream())
                .collect(Collectors.toSet());
    }

    private Set<String> wireNamesOf(String marker) {
        return document.samples().stream()
                .filter(sample -> sample.marker().equals(marker))
                .map(sample -> tree(sample.json()).get("type").stringValue())
                .collect(Collectors.toSet());
    }

    /// Returns the rows of the tables in the sections of which something is served.
    private List<List<String>> requestRows() {
        Pattern row = Pattern.compile("(?m)^\\| (`(?:account|user|ping|presence|message"
                + "|conversation)[^|]*) \\| [^\\n]* \\|$");
        String tables = document.text().substring(0, document.text().indexOf("## 6."));
        return row.matcher(tables).results().map(found -> List.of(found.group(1))).toList();
    }

    private static Set<String> names(String cell) {
        return NAME.matcher(cell).results().map(name -> name.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ProtocolDocumentTest::leaves)
                : Stream.of(type);
    }

    private static long id(Document.Sample sample) throws MalformedFrameException {
        Long id = envelope(sample).id();
        assertThat(id).as("%s: a request shows its id", sample).isNotNull();
        return Objects.requireNonNull(id);
    }

    private static Envelope envelope(Document.Sample sample) throws MalformedFrameException {
        return EnvelopeReader.readFirst(ByteBuffer.wrap(utf8(sample.json())));
    }

    /// Returns the sample's JSON; a request may leave out the `data` that the codec writes empty.
    private static JsonNode withData(Document.Sample sample) {
        JsonNode tree = tree(sample.json());
        if (sample.marker().equals("Request:") && !tree.has("data")) {
            ((ObjectNode) tree).putObject("data");
        }
        return tree;
    }

    private static JsonNode tree(String json) {
        return JSON.readTree(json);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
