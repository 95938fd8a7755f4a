package im.throng.conformance;

/// The rules of [FieldsTest], by WebSocket.
@OverWebSocket
class FieldsOverWebSocketTest extends FieldsTest {}
