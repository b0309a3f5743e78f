package io.nuncio.auth;

/// Lets everybody in, whatever they present.
record OpenAuthenticator() implements Authenticator {
  @Override
  public boolean required() {
    return false;
  }

  @Override
  public String description() {
    return "Clients connect without authentication: anyone who reaches this port may publish and"
        + " subscribe; set a token to change that";
  }

  @Override
  public Decision check(Evidence evidence, Check check) {
    return new Decision.Accepted(AuthorizedUser.ANYBODY);
  }
}
