package im.throng.micro;

import im.throng.protocol.codec.ClassicCodec;
import im.throng.protocol.codec.EnvelopeReader;
import im.throng.protocol.codec.MalformedFrameException;
import im.throng.protocol.codec.PushCodec;
import im.throng.protocol.codec.RequestCodec;
import im.throng.protocol.message.ClassicMessage;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Request;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// From the bytes of a frame to a message, and back.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

    private final Push push = Samples.push();

    /// A `message.send`: the envelope, then its fields.
    @Benchmark
    public Request decodeSend() throws MalformedFrameException {
        return RequestCodec.decode(EnvelopeReader.read(ByteBuffer.wrap(Samples.SEND)));
    }

    /// What a classic client says.
    @Benchmark
    public ClassicMessage decodeClassic() throws MalformedFrameException {
        return ClassicCodec.decode(
                EnvelopeReader.readClassic(ByteBuffer.wrap(Samples.CLASSIC_SAY)));
    }

    /// The push of a message.
    @Benchmark
    public byte[] encodePush() {
        return PushCodec.encode(push);
    }
}
