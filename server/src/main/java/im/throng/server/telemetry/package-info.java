/// What is counted and measured of a running server, and its text for Prometheus. Other packages
/// see [Meters], [Counter] and [Histogram] alone, and nothing of the library behind them.
///
/// May use: Micrometer.
/// Must not know: what is measured.
@NullMarked
package im.throng.server.telemetry;

import org.jspecify.annotations.NullMarked;
