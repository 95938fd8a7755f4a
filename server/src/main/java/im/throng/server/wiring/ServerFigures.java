package im.throng.server.wiring;

import im.throng.server.gateway.http.Figures;
import im.throng.server.session.Sessions;
import java.lang.management.ManagementFactory;

/// What can be told of a server at once, without counting anything for it.
///
/// Threading: any thread.
final class ServerFigures implements Figures {

    private final Sessions sessions;
    private volatile boolean ready;

    ServerFigures(Sessions sessions) {
        this.sessions = sessions;
    }

    /// Notes that the server takes requests, or no longer.
    void ready(boolean isReady) {
        ready = isReady;
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public String metrics() {
        Runtime runtime = Runtime.getRuntime();
        return gauge("throng_users_online", "Users who are connected.", sessions.users())
                + gauge("throng_ready", "Whether the server takes requests.", ready ? 1 : 0)
                + gauge("throng_uptime_seconds", "How long the process has run.",
                        ManagementFactory.getRuntimeMXBean().getUptime() / 1000)
                + gauge("throng_heap_used_bytes", "Memory that the JVM uses for objects.",
                        runtime.totalMemory() - runtime.freeMemory());
    }

    private static String gauge(String name, String help, long value) {
        return "# HELP " + name + " " + help + "\n# TYPE " + name + " gauge\n"
                + name + " " + value + "\n";
    }
}
