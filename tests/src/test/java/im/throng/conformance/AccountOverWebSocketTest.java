package im.throng.conformance;

/// The rules of [AccountTest], by WebSocket.
@OverWebSocket
class AccountOverWebSocketTest extends AccountTest {}
