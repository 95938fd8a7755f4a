package im.throng.server.account;

/// How much work one password hash is (RFC 9106). The defaults are the minimum that OWASP's
/// password storage cheat sheet advises for Argon2id: 19 MiB, 2 passes, 1 lane.
public record Argon2Parameters(int memoryKib, int iterations, int parallelism) {
}
