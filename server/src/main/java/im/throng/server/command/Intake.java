package im.throng.server.command;

import im.throng.protocol.message.UserId;
import im.throng.server.ExitCode;
import im.throng.server.account.Account;
import im.throng.server.account.AccountConfig;
import im.throng.server.account.Argon2Hasher;
import im.throng.server.account.HashPool;
import im.throng.server.account.Secret;
import im.throng.server.telemetry.Meters;
import im.throng.server.wiring.AccountStores;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Takes accounts into a store, in chunks that are short enough for a server to write in between.
///
/// An account and its read mark are written one after the other. Who is interrupted in between is
/// made whole by taking the same accounts in again.
///
/// Threading: used by one thread; passwords are hashed by threads of its own.
final class Intake implements AccountFile.Visitor, AutoCloseable {

    private static final int CHUNK = 400;
    /// Fewer of those whose password must be hashed, for a bar that moves.
    private static final int PLAIN_CHUNK = 32;
    private static final int TAKEN_LISTED_MAX = 100;

    private final AccountStores stores;
    private final Argon2Hasher hasher;
    private final HashPool pool;
    private final Progress progress;
    private final boolean skipWrong;
    private final List<Account> chunk = new ArrayList<>(CHUNK);
    private final List<UserId> takenListed = new ArrayList<>();
    private int plain;
    private long seen;
    private long taken;

    /// Creates an intake.
    ///
    /// @param skipWrong whether wrong lines are left out, as they were counted before
    Intake(AccountStores stores, AccountConfig config, Progress progress, boolean skipWrong) {
        this.stores = stores;
        this.hasher = new Argon2Hasher(config.hash(), new SecureRandom());
        this.pool = new HashPool(config.hashThreads(), PLAIN_CHUNK, Duration.ofDays(1),
                Meters.NONE);
        this.progress = progress;
        this.skipWrong = skipWrong;
    }

    @Override
    public void account(Account account) {
        chunk.add(account);
        if (account.secret() instanceof Secret.Plain) {
            plain++;
        }
        if (chunk.size() == CHUNK || plain == PLAIN_CHUNK) {
            flush();
        }
    }

    @Override
    public void wrong(long line, String why) {
        if (!skipWrong) {
            throw new CommandException(ExitCode.DATA, "line " + line
                    + " was changed while the file was read: " + why);
        }
    }

    /// Writes what is not written yet.
    void flush() {
        if (chunk.isEmpty()) {
            return;
        }
        Set<UserId> refused = stores.users().keepAll(hashed());
        stores.conversations().beginAll(withMarks(refused));
        seen += chunk.size();
        taken += refused.size();
        refused.stream().limit(TAKEN_LISTED_MAX - takenListed.size()).forEach(takenListed::add);
        chunk.clear();
        plain = 0;
        progress.reached(seen);
        Breath.take();
    }

    /// Returns how many accounts were made.
    long made() {
        return seen - taken;
    }

    /// Returns how many ids were taken already.
    long taken() {
        return taken;
    }

    /// Returns the first hundred of them.
    List<UserId> takenListed() {
        return takenListed;
    }

    @Override
    public void close() {
        pool.close();
    }

    private List<Account> hashed() {
        List<CompletableFuture<Account>> results = chunk.stream().map(account ->
                switch (account.secret()) {
                    case Secret.Hash _ -> CompletableFuture.completedFuture(account);
                    case Secret.Plain(String password) -> CompletableFuture.supplyAsync(
                            () -> hashed(account, password), Thread::startVirtualThread);
                }).toList();
        return results.stream().map(CompletableFuture::join).toList();
    }

    private Account hashed(Account account, String password) {
        return new Account(account.user(),
                new Secret.Hash(pool.run(() -> hasher.hash(password))));
    }

    /// Those that were made now, and those of an intake that was interrupted: whoever is there has
    /// a mark, and it stays as it is.
    private Set<UserId> withMarks(Set<UserId> refused) {
        Set<UserId> users = new LinkedHashSet<>();
        chunk.forEach(account -> users.add(account.user().userId()));
        users.removeAll(refused);
        stores.users().users(refused).forEach(there -> users.add(there.userId()));
        return users;
    }
}
