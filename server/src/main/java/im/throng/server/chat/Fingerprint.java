package im.throng.server.chat;

import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/// A digest of all fields of a draft: two drafts under one key are the same message exactly if
/// their digests agree.
///
/// Threading: immutable.
public final class Fingerprint {

    /// 128 bits of SHA-256: more than chance can meet, and little enough to keep with each entry.
    private static final int BYTES = 16;

    /// Never used itself.
    private static final MessageDigest SHA_256 = sha256();

    private final byte[] digest;

    private Fingerprint(byte[] digest) {
        this.digest = digest;
    }

    /// Returns the digest of a body.
    static Fingerprint of(EntryBody body) {
        byte[] fields = switch (body) {
            case EntryBody.Text text -> fields(text);
            case EntryBody.Event _, EntryBody.Unknown _ -> throw new IllegalArgumentException(
                    body.kind() + " is no draft");
        };
        return new Fingerprint(Arrays.copyOf(fresh().digest(fields), BYTES));
    }

    /// Returns the digest as it is kept.
    public byte[] bytes() {
        return digest.clone();
    }

    /// Tells whether a digest that was kept is this one.
    public boolean matches(byte[] kept) {
        return Arrays.equals(digest, kept);
    }

    /// With the lengths of texts, so that nothing can move from one field to the next.
    private static byte[] fields(EntryBody.Text body) {
        byte[] kind = body.kind().getBytes(StandardCharsets.US_ASCII);
        byte[] text = body.text().getBytes(StandardCharsets.UTF_8);
        List<UserId> users = body.mentions().users();
        ByteBuffer fields = ByteBuffer.allocate(Short.BYTES + kind.length + Integer.BYTES
                + text.length + Long.BYTES + 1 + users.size() * Long.BYTES);
        fields.putShort((short) kind.length).put(kind);
        fields.putInt(text.length).put(text);
        fields.putLong(body.replyTo() == null ? 0 : body.replyTo());
        fields.put((byte) (body.mentions().everybody() ? 1 : 0));
        for (UserId user : users) {
            fields.putLong(user.value());
        }
        return fields.array();
    }

    /// Finding the algorithm costs more than copying what was found once.
    private static MessageDigest fresh() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            return sha256();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
