/// The data directory, and what can go wrong with it.
///
/// May use: the JDK.
/// Must not know: gateway, dispatch, services, controllers.
@NullMarked
package im.throng.server.storage;

import org.jspecify.annotations.NullMarked;
