/// The way to the server: connecting, logging in again, heartbeat, reconnecting.
///
/// ```
///             open                    login or resume
///   IDLE ──▶ CONNECTING ──▶ OPEN ──────────────────▶ READY
///    ▲            ▲ └─(a token is known)─▶ RESUMING ──▶ ┘ │
///    │            └──── timer ──── WAITING ◀── lost ──────┤
///    └───────────── no token, or told not to return ──────┘
/// ```
///
/// May use: `client.request`, `protocol`, Netty. Must not know: listeners, conversations' order.
@NullMarked
package im.throng.client.transport;

import org.jspecify.annotations.NullMarked;
