package im.throng.server.wiring;

import im.throng.server.telemetry.Meters;
import java.security.SecureRandom;
import java.time.InstantSource;

/// What comes in from outside to everything that is built.
record Basis(InstantSource clock, SecureRandom random, Meters meters) {
}
