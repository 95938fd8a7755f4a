/// People at the web client, in a real browser: what they do, what they see, and what no page of
/// ours may ever do.
///
/// May use: a server in this process, raw connections, the terminal client. Must not know: anything
/// inside the server or the page; elements are found by the names of `web/README.md`.
@NullMarked
package im.throng.browser;

import org.jspecify.annotations.NullMarked;
