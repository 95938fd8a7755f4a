package im.throng.conformance;

/// A registered user, as a test knows one.
public record Person(long id, String password, String name) {

    /// Returns the data of this user's `account.login`.
    public String credentials() {
        return Json.object("userId", id, "userPwd", password);
    }

    /// Returns the data of this user's `account.login` on a named device.
    public String credentials(String device) {
        return Json.object("userId", id, "userPwd", password, "device", device);
    }
}
