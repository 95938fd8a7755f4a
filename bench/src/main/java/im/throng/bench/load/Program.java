package im.throng.bench.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The programs of the server, as command lines.
public final class Program {

    private static final String SERVER = "im.throng.server.Main";
    private static final String USERS = "im.throng.server.command.Users";
    /// The flags of `./throng server`.
    private static final List<String> FLAGS = List.of("--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-XX:+UseCompactObjectHeaders");
    /// Its flags where there are few cores.
    private static final List<String> SMALL_FLAGS = List.of("-XX:+UseSerialGC", "-Xmn32m");
    private static final int SMALL_CORES = 2;

    private Program() {}

    /// Returns what starts a server.
    ///
    /// @param jvmOptions more options for its JVM
    public static List<String> server(List<String> jvmOptions, List<String> arguments) {
        List<String> options = new ArrayList<>();
        boolean chosen = jvmOptions.stream().anyMatch(option -> option.matches("-XX:\\+Use.*GC"));
        if (!chosen && Runtime.getRuntime().availableProcessors() <= SMALL_CORES) {
            options.addAll(SMALL_FLAGS);
        }
        options.addAll(jvmOptions);
        return line(SERVER, options, arguments);
    }

    /// Returns what starts `throng users`.
    public static List<String> users(List<String> arguments) {
        return line(USERS, List.of(), arguments);
    }

    /// Returns the folder that this program lies in.
    public static Path folder() {
        Path place = place();
        Path parent = place.getParent();
        return Files.isDirectory(place) || parent == null ? place : parent;
    }

    private static List<String> line(String main, List<String> options, List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(FLAGS);
        line.addAll(options);
        line.addAll(List.of("-cp", classPath(), main));
        line.addAll(arguments);
        return line;
    }

    /// The server lies beside this program; where both are run from classes, in tests, it is on the
    /// same class path.
    private static String classPath() {
        Path jar = place().resolveSibling("throng-server.jar");
        if (Files.exists(jar)) {
            return jar.toString();
        }
        String own = System.getProperty("java.class.path");
        if (Program.class.getResource("/" + SERVER.replace('.', '/') + ".class") == null) {
            throw new IllegalStateException("there is no " + jar);
        }
        return own;
    }

    private static Path place() {
        return Path.of(Program.class.getProtectionDomain().getCodeSource().getLocation()
                .getPath());
    }
}
