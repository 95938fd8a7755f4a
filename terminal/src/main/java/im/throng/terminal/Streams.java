package im.throng.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Where a program reads and writes; UTF-8 whatever the locale says.
record Streams(InputStream in, OutputStream out, OutputStream err) {

    /// Writes a line for the program that reads this one, and flushes.
    ///
    /// @throws IOException if nobody reads any more
    void result(String line) throws IOException {
        result(line.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes the bytes of a line, and flushes.
    ///
    /// @throws IOException if nobody reads any more
    void result(byte[] line) throws IOException {
        byte[] whole = new byte[line.length + 1];
        System.arraycopy(line, 0, whole, 0, line.length);
        whole[line.length] = '\n';
        out.write(whole);
        out.flush();
    }

    /// Writes a line for people.
    void remark(String line) {
        try {
            err.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException nobodyReads) {
            // Then there is nobody to tell that either.
        }
    }
}
