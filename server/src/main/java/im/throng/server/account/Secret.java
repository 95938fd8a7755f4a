package im.throng.server.account;

/// What an account's password is compared with.
public sealed interface Secret {

    /// A hash in the PHC string format.
    record Hash(String phc) implements Secret {

        @Override
        public String toString() {
            return "Hash[]"; // It must not reach a log by accident.
        }
    }

    /// A password as it is, which another system left behind; it is hashed at the next login.
    record Plain(String password) implements Secret {

        @Override
        public String toString() {
            return "Plain[]";
        }
    }
}
