package im.throng.bench.load;

import im.throng.protocol.message.UserId;

/// Somebody who has an account.
public record Person(UserId id, String password) {

    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}
