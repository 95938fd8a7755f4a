package im.throng.protocol.message;

/// Anything a native client may ask. The first level says who may ask, the second which feature
/// answers, the third what is asked. Wire names live in the codec's one table.
public sealed interface Request permits AnonymousRequest, MemberRequest {
}
