package im.throng.server.gateway;

import im.throng.server.session.Entrance;
import im.throng.server.session.Sessions;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// What all connections share.
///
/// @param undecided what a connection speaks until its first frame tells
public record Surroundings(GatewayConfig config, Sessions sessions, Entrance entrance,
                           SessionRates rates, Addresses addresses, Turnstile turnstile,
                           Pages pages, LongSupplier nanoTime, GatewayMeters meters,
                           Function<ClientConnection, Dialect> undecided) {}
