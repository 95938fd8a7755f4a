package im.throng.server.account;

import im.throng.protocol.message.Role;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.session.UserSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes and reads tokens: a session and its user as of the token's making, signed with
/// HMAC-SHA256, in URL-safe Base64. Reading one needs no store.
///
/// ```
///  version 1 | session | device | since | user … | issuedAt | expiresAt | 32 bytes of HMAC
/// ```
///
/// Threading: immutable.
public final class Tokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 32;
    private static final int VERSION = 1;

    private final SecretKeySpec key;

    /// Creates a signer.
    ///
    /// @param key at least 32 bytes that nobody else knows
    public Tokens(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /// Returns a token.
    public String make(Token token) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            write(out, token);
            out.write(mac(bytes.toByteArray()));
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /// Returns what a token says; empty if it is none of ours. It may have expired.
    public Optional<Token> read(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        // The last character carries bits that decoding drops: one token has one spelling.
        if (bytes.length <= MAC_BYTES
                || !Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
            return Optional.empty();
        }
        byte[] signed = Arrays.copyOf(bytes, bytes.length - MAC_BYTES);
        byte[] mac = Arrays.copyOfRange(bytes, signed.length, bytes.length);
        if (!MessageDigest.isEqual(mac, mac(signed))) {
            return Optional.empty();
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(signed))) {
            return in.readByte() == VERSION ? Optional.of(readToken(in)) : Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("a token we signed is broken", e);
        }
    }

    private static void write(DataOutputStream out, Token token) throws IOException {
        UserSession session = token.session();
        User user = session.user();
        out.writeByte(VERSION);
        out.writeUTF(session.id().value());
        out.writeUTF(session.device());
        out.writeUTF(session.address());
        out.writeLong(session.since());
        out.writeLong(user.userId().value());
        out.writeUTF(user.userName());
        out.writeUTF(user.sex());
        out.writeUTF(user.bio());
        out.writeUTF(user.avatar());
        out.writeLong(user.createdAt());
        out.writeUTF(user.role().wireName());
        out.writeLong(token.issuedAt());
        out.writeLong(token.expiresAt());
    }

    private static Token readToken(DataInputStream in) throws IOException {
        var id = new SessionId(text(in));
        String device = text(in);
        String address = text(in);
        long since = in.readLong();
        var user = new User(new UserId(in.readLong()), text(in), text(in), text(in), text(in),
                in.readLong(), Role.named(in.readUTF()));
        var session = new UserSession(id, user, device, address, since, true);
        return new Token(session, in.readLong(), in.readLong());
    }

    /// Most fields of most users are empty, and then they are one object for all.
    private static String text(DataInputStream in) throws IOException {
        String text = in.readUTF();
        return text.isEmpty() ? "" : text;
    }

    private byte[] mac(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /// What a token says.
    ///
    /// @param issuedAt  milliseconds since the epoch
    /// @param expiresAt milliseconds since the epoch
    public record Token(UserSession session, long issuedAt, long expiresAt) {}
}
