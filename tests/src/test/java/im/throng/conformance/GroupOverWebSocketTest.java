package im.throng.conformance;

/// The rules of [GroupTest], by WebSocket.
@OverWebSocket
class GroupOverWebSocketTest extends GroupTest {}
