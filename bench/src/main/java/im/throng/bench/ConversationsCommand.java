package im.throng.bench;

import im.throng.bench.scenario.Conditions;
import im.throng.bench.scenario.Conversations;
import java.io.PrintStream;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `throng bench conversations`.
@Command(name = "conversations", mixinStandardHelpOptions = true, sortOptions = false,
        description = "The first page of a long list of conversations: the server's CPU for it.")
final class ConversationsCommand implements Callable<Integer> {

    private static final int GROUPS = 300;

    private final PrintStream out;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--conversations", paramLabel = "N", defaultValue = "10000",
            description = "how many direct conversations the reader has (${DEFAULT-VALUE})")
    private int direct;

    @Option(names = "--groups", paramLabel = "N",
            description = "how many groups, at most as many; without it 300 or as many")
    private @Nullable Integer groups;

    @Option(names = "--page", paramLabel = "N", defaultValue = "50",
            description = "how many conversations a page may have, at most 200 "
                    + "(${DEFAULT-VALUE})")
    private int page;

    @Option(names = "--in-flight", paramLabel = "N", defaultValue = "1",
            description = "pages that were asked for and have not come (${DEFAULT-VALUE})")
    private int inFlight;

    @Option(names = "--text-bytes", paramLabel = "N", defaultValue = "100",
            description = "the length of a text (${DEFAULT-VALUE})")
    private int textBytes;

    @Mixin
    private MeasureOptions options = new MeasureOptions();

    ConversationsCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        int meeting = groups == null ? Math.min(GROUPS, direct) : groups;
        MeasureOptions.require(command, direct >= 1 && meeting >= 0 && page >= 1 && inFlight >= 1
                && textBytes >= 1, "a number is too small");
        MeasureOptions.require(command, meeting <= direct, "--groups is above --conversations");
        MeasureOptions.require(command, page <= Conversations.PAGE_MAX,
                "--page is at most " + Conversations.PAGE_MAX);
        Conditions conditions = options.conditions(command);
        var size = new Conversations.Size(direct, meeting, page, inFlight, textBytes);
        return options.finish(new Conversations(conditions, size).measure(), command, out);
    }
}
