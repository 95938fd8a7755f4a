package im.throng.server.gateway.http;

import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.Networks;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.SslHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a trusted proxy says of the client behind it.
///
/// Threading: immutable.
final class Proxied {

    private static final String FORWARDED_FOR = "x-forwarded-for";
    private static final String FORWARDED_PROTO = "x-forwarded-proto";

    private Proxied() {}

    /// Takes the proxy's word on whose request it is, if it is one's that is trusted. Returns
    /// whether the client came by TLS.
    static boolean of(HttpHeaders headers, ClientConnection connection, Networks proxies,
                      ChannelPipeline pipeline) {
        boolean secure = pipeline.get(SslHandler.class) != null;
        if (!proxies.contains(pipeline.channel().remoteAddress())) {
            return secure;
        }
        String client = client(headers.getAll(FORWARDED_FOR), proxies);
        if (!client.isEmpty() && !client.equals(connection.address())) {
            connection.reported(client);
        }
        return secure || "https".equalsIgnoreCase(headers.get(FORWARDED_PROTO, ""));
    }

    /// Returns the last address that is no proxy's of ours: what stands before it anybody may have
    /// written. Empty if there is none.
    private static String client(List<String> lines, Networks proxies) {
        List<String> chain = new ArrayList<>();
        lines.forEach(line -> Arrays.stream(line.split(",")).map(String::strip)
                .forEach(chain::add));
        for (String address : chain.reversed()) {
            if (!Networks.isNumeric(address)) {
                return "";
            }
            if (!proxies.contains(address)) {
                return address;
            }
        }
        return "";
    }
}
