package io.nuncio.server.session;

import io.nuncio.server.account.Account;
import io.nuncio.server.connection.Lane;
import io.nuncio.server.routing.Publication;
import io.nuncio.server.routing.Router;
import java.util.random.RandomGenerator;

/// What the sessions of one event loop share. Confined to that loop.
///
/// @param publication the message being routed
/// @param router takes it to its receivers
/// @param random for jitter
public record SessionLane(
    Lane lane, Publication publication, Router router, RandomGenerator random) {
  /// The shared parts of the sessions on `lane`, all of them in `account`.
  public SessionLane(Lane lane, Account account, RandomGenerator random) {
    this(
        lane,
        new Publication(lane.loop().index(), lane.input()::complete),
        account.router(lane.loop().index()),
        random);
  }
}
