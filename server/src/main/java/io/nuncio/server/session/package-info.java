/// What a client may do and has done: greeting, authentication, subscriptions, publishes, pings.
///
/// **Start at** [ClientSession]: one per connection, confined to the event loop of that connection.
/// Its [ClientSubscription]s are what other loops call to deliver. It begins behind [Greeting], and
/// behind [ArrivingClient] if more is to be found out first.
@NullMarked
package io.nuncio.server.session;

import org.jspecify.annotations.NullMarked;
