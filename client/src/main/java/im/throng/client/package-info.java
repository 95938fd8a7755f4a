/// The client library: one account's connection to a Throng server, as calls and callbacks.
///
/// [im.throng.client.ThrongClient] asks, [im.throng.client.ThrongListener] is told. The connection
/// is kept alive, found again after a loss, and what was missed meanwhile is read from the
/// history, so that a listener sees each entry of a conversation once, in order and without gaps.
///
/// ```
///   caller's threads          event loop                              listening thread
///   ThrongClient ── submit ─▶ Link ── frames ─▶ server
///        ◀── outcome ──────── Link ◀─ replies, pushes
///                              └▶ Announcer ─▶ EntryFollower ── tasks ─▶ ThrongListener
///   Outbox ── on the disk ──▶ Postman ─▶ Link                              └▶ LocalStore
/// ```
///
/// May use: `protocol`, its own subpackages, Netty, slf4j. Must not know: the server, JSON.
@NullMarked
package im.throng.client;

import org.jspecify.annotations.NullMarked;
