/// What to do when a connection begins, breaks and ends, as a pure function from state and event to
/// state and actions.
///
/// ```
/// CONNECTING ──opened──▶ CONNECTED ──lost──▶ RECONNECTING ──opened──▶ CONNECTED
///      └──no server left──▶ CLOSED ◀──no server left──┘
/// ```
@NullMarked
package io.nuncio.client.reconnect;

import org.jspecify.annotations.NullMarked;
