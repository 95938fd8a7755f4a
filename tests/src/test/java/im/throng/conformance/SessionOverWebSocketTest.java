package im.throng.conformance;

/// The rules of [SessionTest], by WebSocket.
@OverWebSocket
class SessionOverWebSocketTest extends SessionTest {}
