package im.throng.server.storage.redis;

import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.account.Account;
import im.throng.server.account.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Redis holds of one user who has an account: the original's record, ours, or both. Where
/// they differ ours counts.
record StoredUser(UserId id, @Nullable OriginalRecord original, @Nullable OwnRecord own) {

    /// Returns the records of an account to be kept.
    static StoredUser of(Account account) {
        User user = account.user();
        return switch (account.secret()) {
            case Secret.Hash(String phc) -> new StoredUser(user.userId(),
                    OriginalRecord.of(user, ""), new OwnRecord(user, phc, 0));
            case Secret.Plain(String plain) -> new StoredUser(user.userId(),
                    OriginalRecord.of(user, plain), new OwnRecord(user, "", 0));
        };
    }

    User user() {
        return ownOrNew().user();
    }

    Account account() {
        String hash = own == null ? "" : own.hash();
        return new Account(user(), hash.isEmpty()
                ? new Secret.Plain(plainPassword()) : new Secret.Hash(hash));
    }

    /// Returns the original's password; empty if there is none.
    String plainPassword() {
        return original == null ? "" : original.password();
    }

    /// Tells whether a password lies here plain though there is a hash of it.
    boolean hasNeedlessPassword() {
        return own != null && !own.hash().isEmpty() && !plainPassword().isEmpty();
    }

    StoredUser withHash(String hash) {
        return new StoredUser(id, original, ownOrNew().withHash(hash));
    }

    /// Returns this with another plain password, if it has one at all.
    StoredUser withPlainPassword(String password) {
        return original == null || original.password().isEmpty()
                ? this : new StoredUser(id, original.withPassword(password), own);
    }

    /// Returns this with the user's data as given, in both records.
    StoredUser withUser(User user) {
        return new StoredUser(id, original == null ? null : original.with(user),
                ownOrNew().withUser(user));
    }

    /// Returns what is left when the account is erased.
    StoredUser erased(long at) {
        return new StoredUser(id, null, OwnRecord.erased(id, at));
    }

    /// Returns the member of the index of names; empty for an account that was erased.
    Optional<NameEntry> nameEntry() {
        return own != null && own.erasedAt() != 0
                ? Optional.empty() : Optional.of(NameEntry.of(user()));
    }

    private OwnRecord ownOrNew() {
        if (own != null) {
            return own;
        }
        if (original == null) {
            throw new IllegalStateException("user " + id + " has no record");
        }
        return new OwnRecord(original.user(id), "", 0);
    }
}
