/// The client library: a connection to a Throng server, as calls and listeners.
@NullMarked
package im.throng.client;

import org.jspecify.annotations.NullMarked;
