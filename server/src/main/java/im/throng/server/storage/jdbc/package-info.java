/// The features' stores over SQL, the committer, schema and migrations.
///
/// May use: the interfaces it implements, JDBC.
/// Must not know: gateway, dispatch, services, controllers.
@NullMarked
package im.throng.server.storage.jdbc;

import org.jspecify.annotations.NullMarked;
