/// Messages to JSON bytes and back, in both dialects; the only package that knows JSON.
///
/// Decoding is strict and goes in two steps, so that each refusal has its own code: the envelope
/// first ([EnvelopeReader]), the fields of its type after ([RequestCodec], [ClassicCodec]).
///
/// May use: `protocol.message`, `protocol.error`, Jackson. Must not know: Netty.
@NullMarked
package im.throng.protocol.codec;

import org.jspecify.annotations.NullMarked;
