package im.throng.server.account;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.AccountRequest.UpdateProfile;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where accounts are kept.
///
/// An account that was erased is gone for every method, save that its id stays taken.
///
/// Threading: any thread that may block, for as long as the store answers; [#requireReachable]
/// does not block. What a method has returned from is durable.
/// Every method refuses with 503 while the store cannot be reached.
public interface UserStore {

    /// The first id given to those who wish for none.
    long FIRST_FREE_ID = 10_000;

    /// Refuses with 503 if the store cannot be reached, as far as is known without asking it; for
    /// those who have much to do before they need it.
    void requireReachable();

    /// Makes an account and returns its id.
    ///
    /// @throws RejectedException 409 if the id wished for is taken
    UserId create(NewAccount account);

    /// Returns the account with this id.
    Optional<Account> find(UserId userId);

    /// Returns the users with these ids, in the order of the ids; unknown ones are left out.
    List<User> users(Collection<UserId> userIds);

    /// Returns users whose names begin so, compared as [NameKey]s, by name and then by id.
    ///
    /// @param limit the most there may be
    List<User> namedLike(String beginning, int limit);

    /// Changes what is not null; returns the user as it is then, or empty if there is none.
    Optional<User> update(UserId userId, UpdateProfile change);

    /// Replaces the hash of a password that stays the same.
    void renewHash(UserId userId, String hash);

    /// Replaces the password.
    ///
    /// @param hash     a PHC string
    /// @param password what was hashed, for stores that share accounts with a system that keeps it
    void replaceSecret(UserId userId, String hash, String password);

    /// Gives a user a role; returns whether there is one.
    boolean setRole(UserId userId, Role role);

    /// Erases an account; returns whether there was one. Its id stays taken.
    boolean erase(UserId userId);

    /// Returns accounts by id, from the first one after an id.
    ///
    /// @param after an id, 0 for the beginning
    List<Account> accountsAfter(long after, int limit);

    /// Keeps accounts with all that they have; returns the ids that were taken, whose accounts stay
    /// as they were. All the others are kept, or with an exception none.
    Set<UserId> keepAll(List<Account> accounts);
}
