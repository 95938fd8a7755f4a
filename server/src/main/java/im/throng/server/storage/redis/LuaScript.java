package im.throng.server.storage.redis;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One of the program's scripts, which Redis runs as a whole or, with an error, not at all.
///
/// It is sent with its text each time: the texts are short, what they do is rare, and a Redis that
/// was started anew knows none by its digest.
///
/// Threading: immutable.
final class LuaScript {

    private final String text;
    private final String[] keys;
    private final ScriptOutputType output;

    /// Reads a script of this package.
    LuaScript(String name, ScriptOutputType output, String... keys) {
        this.text = read(name);
        this.output = output;
        this.keys = keys.clone();
    }

    <T> RedisFuture<T> run(RedisAsyncCommands<String, byte[]> redis, List<byte[]> arguments) {
        return redis.eval(text, output, keys, arguments.toArray(new byte[0][]));
    }

    private static String read(String name) {
        try (InputStream in = LuaScript.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the program's own " + name + " cannot be read", e);
        }
    }
}
