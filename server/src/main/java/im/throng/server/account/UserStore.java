package im.throng.server.account;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Where accounts are kept.
///
/// Threading: any thread that may block. What a method has returned from is durable.
/// Every method refuses with 503 while the store cannot be reached.
public interface UserStore {

    /// The first id given to those who wish for none.
    long FIRST_FREE_ID = 10_000;

    /// Makes an account and returns its id.
    ///
    /// @throws RejectedException 409 if the id wished for is taken
    UserId create(NewAccount account);

    /// Returns the account with this id.
    Optional<Account> find(UserId userId);

    /// Returns the users with these ids, in the order of the ids; unknown ones are left out.
    List<User> users(Collection<UserId> userIds);

    /// Replaces the password's hash.
    void replaceHash(UserId userId, String hash);
}
