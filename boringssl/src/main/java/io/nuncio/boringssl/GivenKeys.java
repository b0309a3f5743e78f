package io.nuncio.boringssl;

import io.netty.handler.ssl.util.SimpleKeyManagerFactory;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// What Netty wants where a chooser of keys is there already.
final class GivenKeys extends SimpleKeyManagerFactory {
  private final X509ExtendedKeyManager keys;

  GivenKeys(X509ExtendedKeyManager keys) {
    super("given");
    this.keys = keys;
  }

  @Override
  protected void engineInit(@Nullable KeyStore ignored, char @Nullable [] password) {}

  @Override
  protected void engineInit(ManagerFactoryParameters ignored) {}

  @Override
  protected KeyManager[] engineGetKeyManagers() {
    return new KeyManager[] {keys};
  }
}
