package io.nuncio.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nuncio.client.transport.ServerAddress;
import io.nuncio.client.transport.ServerAddress.UserInfo;
import io.nuncio.wire.ConnectOptions;
import io.nuncio.wire.ConnectOptions.Identity;
import io.nuncio.wire.ServerGreeting;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a client says of itself, put together anew for each connect: a URL's user or token counts
/// more than the options'.
final class Credentials {
  private Credentials() {}

  static ConnectOptions connectOptions(
      OptionValues options, ServerAddress address, ServerGreeting greeting) {
    String name = options.connectionName == null ? "" : options.connectionName;
    return new ConnectOptions(
        options.verbose,
        options.pedantic,
        !options.noEcho,
        !options.noHeaders,
        !options.noHeaders && !options.noNoResponders, // the news of that comes in headers
        1,
        false,
        new Identity(name, Nats.CLIENT_LANGUAGE, Nats.CLIENT_VERSION),
        credentials(options, address, greeting));
  }

  private static ConnectOptions.Credentials credentials(
      OptionValues options, ServerAddress address, ServerGreeting greeting) {
    @Nullable UserInfo fromUrl = address.userInfo();
    String token = "";
    String user = "";
    String password = "";
    if (fromUrl != null && fromUrl.password() == null) {
      token = fromUrl.user();
    } else if (fromUrl != null) {
      user = fromUrl.user();
      password = fromUrl.password() == null ? "" : fromUrl.password();
    } else {
      token = token(options.token);
      user = text(options.user);
      password = text(options.password);
    }
    AuthHandler handler = options.authHandler;
    String nkey = "";
    String signature = "";
    if (handler != null && !greeting.nonce().isEmpty()) {
      nkey = text(handler.getID());
      byte[] signed = handler.sign(greeting.nonce().getBytes(US_ASCII));
      signature = Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }
    return new ConnectOptions.Credentials(token, user, password, !user.isEmpty(), nkey, signature);
  }

  private static String token(@Nullable Supplier<char[]> supplier) {
    return supplier == null ? "" : new String(supplier.get());
  }

  private static String text(char @Nullable [] characters) {
    return characters == null ? "" : new String(characters);
  }

  /// The JWT that says who the client is; empty for none.
  static String jwt(OptionValues options) {
    return options.authHandler == null ? "" : text(options.authHandler.getJWT());
  }
}
