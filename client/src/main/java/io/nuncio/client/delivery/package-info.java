/// What stands between the reader and the application: mailboxes that hold messages, and threads
/// that hand them on.
@NullMarked
package io.nuncio.client.delivery;

import org.jspecify.annotations.NullMarked;
