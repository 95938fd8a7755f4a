package im.throng.server.chat;

import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.UserId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// A digest of all fields of a draft: two drafts under one key are the same message exactly if
/// their digests agree.
///
/// Threading: immutable.
public final class Fingerprint {

    /// 128 bits of SHA-256: more than chance can meet, and little enough to keep with each entry.
    private static final int BYTES = 16;

    private final byte[] digest;

    private Fingerprint(byte[] digest) {
        this.digest = digest;
    }

    /// Returns the digest of a body.
    static Fingerprint of(EntryBody body) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(body.kind());
            switch (body) {
                case EntryBody.Text text -> write(out, text);
                case EntryBody.Event _, EntryBody.Unknown _ -> throw new IllegalArgumentException(
                        body.kind() + " is no draft");
            }
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
            return new Fingerprint(Arrays.copyOf(whole, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Returns the digest as it is kept.
    public byte[] bytes() {
        return digest.clone();
    }

    /// Tells whether a digest that was kept is this one.
    public boolean matches(byte[] kept) {
        return Arrays.equals(digest, kept);
    }

    private static void write(DataOutputStream out, EntryBody.Text text) throws IOException {
        byte[] utf8 = text.text().getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
        out.writeLong(text.replyTo() == null ? 0 : text.replyTo());
        out.writeBoolean(text.mentions().everybody());
        for (UserId user : text.mentions().users()) {
            out.writeLong(user.value());
        }
    }
}
