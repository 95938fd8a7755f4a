package im.throng.micro;

import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.Reply;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A message from the main controller through its controller and its service to its answer; the
/// store keeps nothing. No mailbox and no socket are on the way.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DispatchBenchmark {

    private final Answers answers = new Answers();
    private final Controllers controllers = new Controllers(new InstantStore(answers));
    private final ChatRequest send = Samples.send("0c2f5d0e-8c1b-4a57-9d5b-3f6f4b1f0001");

    /// One `message.send`.
    @Benchmark
    public Reply send() throws InterruptedException {
        controllers.dispatcher().dispatch(send, answers);
        return answers.await(1);
    }

    /// Ends the threads behind the controllers.
    @TearDown
    public void close() {
        controllers.close();
    }
}
