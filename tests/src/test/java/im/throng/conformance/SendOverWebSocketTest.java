package im.throng.conformance;

/// The rules of [SendTest], by WebSocket.
@OverWebSocket
class SendOverWebSocketTest extends SendTest {}
