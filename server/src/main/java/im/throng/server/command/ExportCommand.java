package im.throng.server.command;

import de.siegmar.fastcsv.writer.CsvWriter;
import im.throng.server.ExitCode;
import im.throng.server.account.Account;
import im.throng.server.config.ServerConfig;
import im.throng.server.wiring.AccountStores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Exports accounts, page by page.
@Command(name = "export", description = {
    "Writes all accounts as CSV, as import reads them.",
    "The hashes are in it: keep it as secret as the store."})
final class ExportCommand extends StoreCommand {

    private static final int PAGE = 1_000;

    @Parameters(paramLabel = "FILE", arity = "0..1",
            description = "a new file only you may read; otherwise the standard output")
    private @Nullable Path file;

    ExportCommand(Streams streams) {
        super(streams);
    }

    @Override
    ExitCode run(ServerConfig config, AccountStores stores) throws IOException {
        long count = 0;
        try (var writer = CsvWriter.builder().build(PrivateFile.open(file, streams()));
                var progress = new Progress(streams(), "accounts", 0)) {
            writer.writeRecord(Columns.NAMES);
            List<Account> page = stores.users().accountsAfter(0, PAGE);
            while (!page.isEmpty()) {
                page.forEach(account -> writer.writeRecord(AccountFields.write(account)));
                count += page.size();
                progress.reached(count);
                page = stores.users().accountsAfter(page.getLast().user().userId().value(), PAGE);
            }
        }
        if (file != null && !file.toString().equals("-")) {
            streams().out().println("exported " + count + " accounts");
        }
        return ExitCode.DONE;
    }
}
