package im.throng.terminal;

import im.throng.client.ThrongClient;
import im.throng.client.ThrongClientBuilder;
import im.throng.client.store.StoreException;
import im.throng.client.store.StoreRepair;
import im.throng.protocol.message.UserId;
import im.throng.terminal.profile.StoreFolder;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Tone;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The client in use: before a login one that keeps nothing, from then on one with the local store
/// of the account.
///
/// Threading: the main thread changes it; any thread may use the one that is current.
final class Clients implements AutoCloseable {

    private final ThrongClientBuilder builder;
    private final StoreFolder stores;
    private volatile @Nullable ThrongClient current;
    private volatile @Nullable UserId owner;

    /// @param builder knows the server, and who is told what happens
    Clients(ThrongClientBuilder builder, StoreFolder stores) {
        this.builder = builder;
        this.stores = stores;
    }

    /// Returns the client in use.
    ThrongClient current() {
        ThrongClient client = current;
        return client == null ? anybodys() : client;
    }

    /// Tells whether the client in use keeps the store of this account.
    boolean isOf(UserId user) {
        return user.equals(owner);
    }

    /// Uses a client that is nobody's yet, unless it is already.
    void forAnybody() {
        if (owner != null) {
            close();
        }
    }

    /// Uses a client with the store of an account, and says what is the matter if that cannot be
    /// had: then it keeps its own in memory.
    void forOwner(UserId user, Desk desk) {
        close();
        owner = user;
        Path file = stores.file(user);
        try {
            current = open(file);
        } catch (StoreException trouble) {
            switch (trouble.kind()) {
                case IN_USE -> desk.say(Tone.TROUBLE, Phrase.STORE_IN_USE);
                case DAMAGED -> repaired(file, desk).ifPresent(client -> current = client);
                case TOO_NEW, OTHER_OWNER, FULL, UNUSABLE -> sayUnusable(trouble, desk);
            }
            if (current == null) {
                current = builder.storeInMemory().build();
            }
        }
    }

    @Override
    public void close() {
        ThrongClient client = current;
        current = null;
        owner = null;
        if (client != null) {
            client.close();
        }
    }

    private synchronized ThrongClient anybodys() {
        ThrongClient client = current;
        if (client == null) {
            client = builder.storeInMemory().build();
            current = client;
        }
        return client;
    }

    private ThrongClient open(Path file) {
        return builder.store(file).build();
    }

    private Optional<ThrongClient> repaired(Path file, Desk desk) {
        try {
            StoreRepair.Result repaired = StoreRepair.repair(file);
            desk.say(Tone.TROUBLE, Phrase.STORE_REPAIRED, repaired.aside(), repaired.messages(),
                    repaired.complete() ? "" : desk.texts().say(Phrase.STORE_INCOMPLETE));
            return Optional.of(open(file));
        } catch (StoreException trouble) {
            sayUnusable(trouble, desk);
            return Optional.empty();
        }
    }

    private static void sayUnusable(StoreException trouble, Desk desk) {
        desk.say(Tone.TROUBLE, Phrase.STORE_UNUSABLE, HarmlessText.of(trouble.words()));
    }
}
