package im.throng.server.gateway.http;

/// How a request came to us.
///
/// @param secure    whether the client came by TLS, to us or to a trusted proxy
/// @param isUnnamed whether somebody passed it on, and nobody we trust says for whom
record Arrival(boolean secure, boolean isUnnamed) {}
