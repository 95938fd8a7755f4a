package im.throng.conformance;

/// The rules of [DirectTest], by WebSocket.
@OverWebSocket
class DirectOverWebSocketTest extends DirectTest {}
