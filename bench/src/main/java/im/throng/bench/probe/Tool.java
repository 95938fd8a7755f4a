package im.throng.bench.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A short run of another program.
public final class Tool {

    private static final int SECONDS_MAX = 60;

    private Tool() {}

    /// Runs a program to its end and returns what it wrote; empty if it is not there, failed, or
    /// took longer than a minute.
    public static Optional<String> output(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            process.onExit().orTimeout(SECONDS_MAX, TimeUnit.SECONDS).exceptionally(
                    _ -> process.destroyForcibly());
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
