package im.throng.server.telemetry;

import java.util.function.DoubleSupplier;

/// Where parts of the server register what is to be watched of them.
///
/// Names are those of Prometheus without the ending that it gives each kind: a counter's
/// `throng_sends` is scraped as `throng_sends_total`, a time's `throng_commit` as
/// `throng_commit_seconds`. Labels are names and values in turn; what has the same name has the
/// same names of labels, and the same help.
///
/// Threading: any thread.
public interface Meters {

    /// Watches nothing; for tests and for commands.
    Meters NONE = new Meters() {
        @Override
        public Counter counter(String name, String help, String... labels) {
            return _ -> { };
        }

        @Override
        public void gauge(String name, String help, DoubleSupplier value, String... labels) {
            // Nobody asks for it.
        }

        @Override
        public void total(String name, String help, DoubleSupplier value, String... labels) {
            // Nobody asks for it.
        }

        @Override
        public Histogram times(String name, String help) {
            return _ -> { };
        }

        @Override
        public Histogram sizes(String name, String help) {
            return _ -> { };
        }
    };

    /// Registers something that is counted.
    Counter counter(String name, String help, String... labels);

    /// Registers a value that goes up and down.
    ///
    /// @param value read at each scrape, on any thread; must not wait
    void gauge(String name, String help, DoubleSupplier value, String... labels);

    /// Registers a value that only grows and that its owner keeps.
    ///
    /// @param value read at each scrape, on any thread; must not wait
    void total(String name, String help, DoubleSupplier value, String... labels);

    /// Registers times, noted in nanoseconds and scraped in seconds: from 100 microseconds to 10
    /// seconds are told apart.
    Histogram times(String name, String help);

    /// Registers counts: from 1 to 512 are told apart by their powers of two.
    Histogram sizes(String name, String help);
}
