package im.throng.server.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A file as an answer: whole, packed, a part of it, or that it has not changed (RFC 9110).
///
/// Threading: immutable.
final class FileAnswer {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");
    private static final Pattern GZIP = Pattern.compile(
            "(?i)(?:^|,)\\s*(?:gzip|x-gzip|\\*)\\s*(?:;\\s*q=([0-9.]+)\\s*)?(?=,|$)");

    private FileAnswer() {}

    /// Returns the answer to a request for the file.
    ///
    /// @param caching how long it may be kept
    static HttpAnswer to(Exchange exchange, WebFile file, String caching) {
        HttpHeaders asked = exchange.headers();
        String range = HttpMethod.GET.equals(exchange.method())
                ? asked.get(HttpHeaderNames.RANGE) : null;
        byte[] packed = range == null && wantsGzip(asked) ? file.gzip() : null;
        String tag = '"' + file.entity() + (packed == null ? "" : "-gzip") + '"';
        HttpHeaders headers = HttpAnswer.noHeaders()
                .set(HttpHeaderNames.CACHE_CONTROL, caching)
                .set(HttpHeaderNames.ETAG, tag)
                .set(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
        if (isKnown(asked.get(HttpHeaderNames.IF_NONE_MATCH), tag)) {
            return new HttpAnswer(HttpResponseStatus.NOT_MODIFIED, headers,
                    Unpooled.EMPTY_BUFFER);
        }
        headers.set(HttpHeaderNames.CONTENT_TYPE, file.type())
                .set(HttpHeaderNames.ACCEPT_RANGES, "bytes");
        String condition = asked.get(HttpHeaderNames.IF_RANGE);
        if (range != null && (condition == null || condition.equals(tag))) {
            HttpAnswer part = part(range, file.bytes(), headers);
            if (part != null) {
                return part;
            }
        }
        if (packed != null) {
            headers.set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
        }
        return new HttpAnswer(HttpResponseStatus.OK, headers,
                Unpooled.wrappedBuffer(packed == null ? file.bytes() : packed));
    }

    /// Returns null for what is no single range: then the whole file is the answer.
    private static @Nullable HttpAnswer part(String range, byte[] bytes, HttpHeaders headers) {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches() || range.equals("bytes=-")) {
            return null;
        }
        long first;
        long last = bytes.length - 1L;
        if (matcher.group(1).isEmpty()) {
            long count = Long.parseLong(matcher.group(2));
            first = count == 0 ? bytes.length : Math.max(0, bytes.length - count);
        } else {
            first = Long.parseLong(matcher.group(1));
            if (!matcher.group(2).isEmpty()) {
                long named = Long.parseLong(matcher.group(2));
                if (named < first) {
                    return null;
                }
                last = Math.min(last, named);
            }
        }
        if (first > last) {
            HttpAnswer nothing = HttpAnswer.error(
                    HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                    "the file has " + bytes.length + " bytes");
            return nothing.with(HttpHeaderNames.CONTENT_RANGE, "bytes */" + bytes.length);
        }
        ByteBuf part = Unpooled.wrappedBuffer(bytes, (int) first, (int) (last - first + 1));
        headers.set(HttpHeaderNames.CONTENT_RANGE,
                "bytes " + first + "-" + last + "/" + bytes.length);
        return new HttpAnswer(HttpResponseStatus.PARTIAL_CONTENT, headers, part);
    }

    private static boolean isKnown(@Nullable String known, String tag) {
        return known != null && (known.strip().equals("*") || Arrays.stream(known.split(","))
                .map(String::strip)
                .map(one -> one.startsWith("W/") ? one.substring(2) : one)
                .anyMatch(tag::equals));
    }

    private static boolean wantsGzip(HttpHeaders headers) {
        Matcher matcher = GZIP.matcher(
                String.join(",", headers.getAll(HttpHeaderNames.ACCEPT_ENCODING)));
        // Every weight but 0 is a wish: "0", "0.0" and so on have no other digit.
        return matcher.find()
                && (matcher.group(1) == null || !matcher.group(1).matches("[0.]*"));
    }
}
