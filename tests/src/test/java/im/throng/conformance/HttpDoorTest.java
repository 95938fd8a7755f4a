package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP in raw bytes: the web client's files, what every answer says, and what a bad client gets.
class HttpDoorTest {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with(
            "limits.frame-bytes", "4096", "limits.text-bytes", "2048",
            "timeouts.first-frame-ms", "600", "timeouts.http-idle-ms", "1500",
            "timeouts.login-ms", "500");

    private static final Pattern FIXED = Pattern.compile("\"(/app/[0-9a-f]+/)[^\"]+\"");
    private static final String VUE = "/vue.js";

    private static HttpTalk open() {
        return new HttpTalk(SERVER.connect());
    }

    @Test
    void p4_thePageComesWithItsFilesUnderAFingerprint() {
        try (var client = open()) {
            var page = client.get("/").expect(200);
            assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
            assertThat(page.header("cache-control")).isEqualTo("no-cache");
            Matcher fixed = FIXED.matcher(page.body());
            assertThat(fixed.find()).as(page.body()).isTrue();
            var file = client.get(fixed.group(1) + "vue.js").expect(200);
            assertThat(file.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
            assertThat(file.header("cache-control"))
                    .isEqualTo("public, max-age=31536000, immutable");
            var loose = client.get(VUE).expect(200);
            assertThat(loose.body()).isEqualTo(file.body());
            assertThat(loose.header("cache-control")).isEqualTo("no-cache");
            client.get("/app/000000000000/vue.js").expect(404);
        }
    }

    @Test
    void p4_aFileThatIsKnownIsNotSentAgain() {
        try (var client = open()) {
            var first = client.get("/").expect(200);
            String tag = first.header("etag");
            for (String known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
                var again = client.get("/", "If-None-Match: " + known).expect(304);
                assertThat(again.body()).isEmpty();
                assertThat(again.header("etag")).isEqualTo(tag);
            }
            client.get("/", "If-None-Match: \"other\"").expect(200);
        }
    }

    @Test
    void filesArePackedForThoseWhoWantIt() {
        try (var client = open()) {
            var plain = client.get(VUE).expect(200);
            assertThat(plain.header("vary")).isEqualToIgnoringCase("accept-encoding");
            var packed = client.get(VUE, "Accept-Encoding: br, gzip;q=0.5").expect(200);
            assertThat(packed.header("content-encoding")).isEqualTo("gzip");
            assertThat(packed.header("etag")).isNotEqualTo(plain.header("etag"));
            assertThat(Integer.parseInt(packed.header("content-length")))
                    .isLessThan(Integer.parseInt(plain.header("content-length")));
            for (String refusal : List.of("gzip;q=0", "identity", "gzipped")) {
                assertThat(client.get(VUE, "Accept-Encoding: " + refusal)
                        .header("content-encoding")).isEmpty();
            }
        }
    }

    @Test
    void aPartOfAFileCanBeAskedFor() {
        try (var client = open()) {
            var whole = client.get(VUE).expect(200);
            String text = whole.body();
            int bytes = Integer.parseInt(whole.header("content-length"));
            var part = client.get(VUE, "Range: bytes=3-9", "Accept-Encoding: gzip").expect(206);
            assertThat(part.body()).isEqualTo(text.substring(3, 10));
            assertThat(part.header("content-range")).isEqualTo("bytes 3-9/" + bytes);
            assertThat(client.get(VUE, "Range: bytes=-5").expect(206).body())
                    .isEqualTo(text.substring(text.length() - 5));
            assertThat(client.get(VUE, "Range: bytes=" + (bytes - 2) + "-").expect(206).body())
                    .isEqualTo(text.substring(text.length() - 2));
            assertThat(client.get(VUE, "Range: bytes=" + bytes + "-").expect(416)
                    .header("content-range")).isEqualTo("bytes */" + bytes);
            client.get(VUE, "Range: bytes=-0").expect(416);
            for (String none : List.of("bytes=9-3", "bytes=-", "lines=1-2", "bytes=1-2,5-6")) {
                client.get(VUE, "Range: " + none).expect(200);
            }
            client.get(VUE, "Range: bytes=0-1", "If-Range: " + whole.header("etag")).expect(206);
            client.get(VUE, "Range: bytes=0-1", "If-Range: \"old\"").expect(200);
        }
    }

    @Test
    void aHeadHasNoBody() {
        try (var client = open()) {
            client.send("HEAD", VUE, "");
            var head = client.read(false).expect(200);
            client.send("HEAD", "/nothing", "");
            client.read(false).expect(404);
            var whole = client.get(VUE).expect(200);
            assertThat(head.header("content-length")).isEqualTo(whole.header("content-length"));
            assertThat(head.header("etag")).isEqualTo(whole.header("etag"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/vue.js", "/healthz", "/nothing", "/api/openapi.json",
        "/api/conversations", "/ws"})
    void everyAnswerSaysWhatAPageMayDo(String target) {
        try (var client = open()) {
            var answer = client.get(target);
            assertThat(answer.header("content-security-policy"))
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ")
                    .contains("connect-src 'self' ws://localhost wss://localhost;")
                    .contains("frame-ancestors 'none'").doesNotContain("unsafe");
            assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
            assertThat(answer.header("cross-origin-opener-policy")).isEqualTo("same-origin");
            assertThat(answer.header("cross-origin-resource-policy")).isEqualTo("same-origin");
            assertThat(answer.header("permissions-policy")).contains("camera=()");
            assertThat(answer.header("date")).endsWith(" GMT");
            assertThat(answer.headers()).doesNotContainKeys("set-cookie",
                    "access-control-allow-origin", "strict-transport-security");
        }
    }

    @Test
    void aHostThatIsNoHostIsNotRepeated() {
        try (var client = open()) {
            client.write("GET / HTTP/1.1\r\nHost: a; script-src *\r\n\r\n");
            assertThat(client.read().header("content-security-policy"))
                    .contains("connect-src 'self';").doesNotContain("*");
        }
    }

    @Test
    void p4_probesAnswer() {
        try (var client = open()) {
            client.get("/healthz").expect(200);
            client.get("/readyz").expect(200);
            var metrics = client.get("/metrics").expect(200);
            assertThat(metrics.header("content-type")).startsWith("text/plain; version=0.0.4");
            assertThat(metrics.body()).contains("\nthrong_ready 1.0\n");
        }
        try (var server = TestServer.started("web.metrics-networks", "192.0.2.0/24");
                var client = new HttpTalk(server.connect())) {
            client.get("/metrics").expect(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../pom.xml", "/a/../vue.js", "/./vue.js", "//vue.js", "/vue.js/",
        "/%2e%2e/vue.js", "/%2e/vue.js", "/a/%2e%2e/vue.js", "/..%2fvue.js", "/vue.js%00",
        "/%00", "/..\\vue.js", "/%5c", "/vue.js%0a", "/%zz", "/%", "/app//vue.js",
        "/META-INF/MANIFEST.MF", "vue.js", "*", "/vue.js#part"})
    void pathsThatLeadNowhereAreNotFound(String target) {
        try (var client = open()) {
            var answer = client.get(target).expect(404);
            assertThat(answer.json().path("code").intValue(-1)).isEqualTo(404);
            client.get(VUE + "?x=1").expect(200);
            client.get("http://localhost" + VUE).expect(200);
            client.get("/%76ue.js").expect(200);
        }
    }

    @Test
    void aMethodThatIsNotKnownIsRefusedWithThoseThatAre() {
        try (var client = open()) {
            for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE")) {
                client.send(method, "/", "");
                assertThat(client.read().expect(405).header("allow")).isEqualTo("GET, HEAD");
            }
            assertThat(client.get("/api/login").expect(405).header("allow")).isEqualTo("POST");
        }
    }

    @Test
    void requestsInARowAreAnsweredInTheirOrder() {
        try (var client = open()) {
            client.write("""
                    GET /healthz HTTP/1.1\r
                    Host: a\r
                    \r
                    GET /nothing HTTP/1.1\r
                    Host: a\r
                    \r
                    POST /api/login HTTP/1.1\r
                    Host: a\r
                    Content-Length: 2\r
                    \r
                    {}GET /readyz HTTP/1.1\r
                    Host: a\r
                    \r
                    """.repeat(20));
            for (int i = 0; i < 20; i++) {
                client.read().expect(200);
                client.read().expect(404);
                client.read().expect(422);
                client.read().expect(200);
            }
        }
    }

    @Test
    void aBodyMayComeInChunks() {
        try (var client = open()) {
            client.write("POST /api/login HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked"
                    + "\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n");
            client.read().expect(422);
            client.get("/healthz").expect(200);
        }
    }

    @Test
    void whoWaitsForAWordBeforeTheBodyGetsIt() {
        try (var client = open()) {
            client.write("POST /api/login HTTP/1.1\r\nHost: a\r\nContent-Length: 2"
                    + "\r\nExpect: 100-continue\r\n\r\n");
            client.read(false).expect(100);
            client.write("{}");
            client.read().expect(422);
            client.write("POST /api/login HTTP/1.1\r\nHost: a\r\nContent-Length: 5000"
                    + "\r\nExpect: 100-continue\r\n\r\n");
            client.read().expect(413);
            client.raw().expectEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "400 GET / HTTP/1.1\r\n\r\n",
        "400 GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "400 GET / HTTP/1.1\r\nHost: a\r\nNo colon\r\n\r\n",
        "400 GET / HTTP/1.1\r\nHost: a\r\nBad name: x\r\n\r\n",
        "400 POST /api/login HTTP/1.1\r\nHost: a\r\nContent-Length: 2"
                + "\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "400 POST /api/login HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3"
                + "\r\n\r\n{}",
        "400 POST /api/login HTTP/1.1\r\nHost: a\r\nContent-Length: -2\r\n\r\n{}",
        "400 POST /api/login HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n{}",
        "413 POST /api/login HTTP/1.1\r\nHost: a\r\nContent-Length: 4097\r\n\r\n",
        "417 GET / HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\n\r\n",
        "505 PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "505 GET / HTTP/1.9\r\nHost: a\r\n\r\n"})
    void whatIsNoGoodRequestIsRefusedAndEnds(String statusAndRequest) {
        try (var client = open()) {
            client.write(statusAndRequest.substring(4));
            client.read().expect(Integer.parseInt(statusAndRequest.substring(0, 3)));
            client.raw().expectEnd();
        }
    }

    @Test
    void aHeadThatIsTooLongIsRefused() {
        try (var client = open()) {
            client.write("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
            client.read().expect(431);
            client.raw().expectEnd();
        }
        try (var client = open()) {
            client.write("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
            client.read().expect(414);
            client.raw().expectEnd();
        }
    }

    @Test
    void chunksThatAreTooMuchAreRefused() {
        try (var client = open()) {
            client.write("POST /api/login HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked"
                    + "\r\n\r\n1388\r\n" + "x".repeat(5000) + "\r\n0\r\n\r\n");
            client.read().expect(413);
            client.raw().expectEnd();
        }
    }

    @Test
    void p1_aHeadMustBeWholeInTimeWhateverTrickles() {
        try (var client = open()) {
            client.write("GET / HTTP/1.1\r\nHost: a\r\n");
            long until = System.nanoTime() + RawConnection.DEADLINE.toNanos();
            while (!client.raw().hasMore(Duration.ofMillis(100)) && System.nanoTime() < until) {
                client.write("X: y\r\n");
            }
            client.read().expect(408);
        }
    }

    @Test
    void p1_aBodyMustMakeProgress() {
        try (var client = open()) {
            client.write("POST /api/login HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\n{");
            client.read().expect(408);
            client.raw().expectEnd();
        }
    }

    @Test
    void p1_aConnectionIsKeptBeyondTheLoginTimerButNotForEver() {
        try (var client = open()) {
            client.get("/healthz").expect(200);
            client.raw().expectSilence(Duration.ofMillis(900));
            client.get("/healthz").expect(200);
            client.raw().expectEnd();
        }
    }

    @Test
    void whoWantsItClosedGetsItClosed() {
        try (var client = open()) {
            assertThat(client.get("/healthz", "Connection: close").expect(200)
                    .header("connection")).isEqualTo("close");
            client.raw().expectEnd();
        }
        try (var client = open()) {
            client.write("GET /healthz HTTP/1.0\r\n\r\n");
            client.read().expect(200);
            client.raw().expectEnd();
        }
        try (var client = open()) {
            for (int i = 0; i < 2; i++) {
                client.write("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
                assertThat(client.read().expect(200).header("connection"))
                        .isEqualTo("keep-alive");
            }
        }
    }

    @Test
    void whoLeavesInTheMiddleHarmsNobody() {
        for (int i = 0; i < 20; i++) {
            try (var client = open()) {
                String request = "POST /api/login HTTP/1.1\r\nHost: a\r\nContent-Length: 20"
                        + "\r\n\r\n{}";
                client.write(request.substring(0, 1 + i * request.length() / 20));
                client.raw().reset();
            }
        }
        try (var client = open()) {
            client.get("/healthz").expect(200);
        }
    }

    @Test
    void aFolderForWorkOnThePageGoesOverTheFiles() throws IOException {
        var folder = TestServer.newFolder();
        Files.writeString(folder.resolve("index.html"),
                "<script src=\"app/a.js\"></script>");
        try (var server = TestServer.started("web.directory", folder.toString());
                var client = new HttpTalk(server.connect())) {
            var page = client.get("/").expect(200);
            assertThat(page.body()).isEqualTo("<script src=\"/app/dev/a.js\"></script>");
            assertThat(page.header("cache-control")).isEqualTo("no-store");
            client.get("/app/dev/a.js").expect(404);
            Files.writeString(folder.resolve("a.js"), "new");
            assertThat(client.get("/app/dev/a.js").expect(200).body()).isEqualTo("new");
            client.get(VUE).expect(200);
        } finally {
            TestServer.deleteFolder(folder);
        }
    }
}
