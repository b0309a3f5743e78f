/// Who receives a message: subject filters, queue groups and the cache in front of them.
///
/// **Start at** [Router]. It knows neither sockets nor sessions: whatever receives a message is a
/// [Subscriber].
@NullMarked
package io.nuncio.server.routing;

import org.jspecify.annotations.NullMarked;
