package io.nuncio.auth;

import io.nuncio.auth.KnownUser.Certificate;
import io.nuncio.wire.ConnectOptions.Credentials;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lets in the users that certificates are for. Who has a password must present that as well; the
/// name that a client gives itself does not matter. A client with an nkey proves itself by that.
///
/// Nobody is let in by a password alone, and nobody for presenting nothing.
final class CertificateAuthenticator implements Authenticator {
  private final Authenticator others;
  private final CertificateMapping mapping;
  private final Map<String, KnownUser> usersByName = new LinkedHashMap<>();
  private final boolean hasKeys;

  /// @param others checks passwords and signatures of the same users
  CertificateAuthenticator(List<KnownUser> users, Authenticator others) {
    this.others = others;
    for (KnownUser user : users) {
      if (!(user.proof() instanceof KnownUser.Key)) {
        usersByName.put(user.name(), user);
      }
    }
    this.hasKeys = usersByName.size() < users.size();
    this.mapping = new CertificateMapping(usersByName.keySet());
  }

  @Override
  public boolean required() {
    return true;
  }

  @Override
  public String nonce() {
    return others.nonce();
  }

  @Override
  public String description() {
    return "Clients authenticate by their certificates, as one of "
        + usersByName.size()
        + (usersByName.size() == 1 ? " user" : " users")
        + (hasKeys ? ", or by nkey" : "");
  }

  @Override
  public Decision check(Evidence evidence, Check check) {
    Credentials credentials = evidence.credentials();
    if (hasKeys && !credentials.nkey().isEmpty()) {
      return others.check(evidence, check);
    }
    String name =
        evidence.certificates().isEmpty() ? null : mapping.user(evidence.certificates().getFirst());
    KnownUser user = name == null ? null : usersByName.get(name);
    if (user == null || !user.mayConnectBy(evidence.type())) {
      return new Decision.Refused();
    }
    if (user.proof() instanceof Certificate) {
      return credentials.password().isEmpty()
          ? new Decision.Accepted(AuthorizedUser.of(user))
          : new Decision.Refused();
    }
    Credentials asMapped = new Credentials("", user.name(), credentials.password());
    return others.check(
        new Evidence(asMapped, evidence.type(), evidence.nonce(), evidence.certificates()), check);
  }
}
