package im.throng.conformance;

/// The rules of [HistoryTest], by WebSocket.
@OverWebSocket
class HistoryOverWebSocketTest extends HistoryTest {}
