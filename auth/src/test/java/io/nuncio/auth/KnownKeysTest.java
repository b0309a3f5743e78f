package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.KnownUser.Password;
import io.nuncio.testkit.Seed;
import io.nuncio.wire.ConnectOptions.Credentials;
import io.nuncio.wire.Nkey;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownKeysTest {
  private static final Base64.Encoder FOR_URLS = Base64.getUrlEncoder().withoutPadding();
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  /// Made by the Go library nkeys 0.4.16: a key, and its signature of `PXoWU7zWAMt75FY`.
  private static final String KEY = "UCFIRY65OQE7DFP5KLNS2PF2LVZMUZYJX4OZIEQ36N2IQANUB5XVZ45L";

  private static final String NONCE = "PXoWU7zWAMt75FY";
  private static final String SIGNATURE =
      "q8Dx2AKJlTajuJC_b-6ye6AIFk04svFDpeWdjJzSujTu_my_C3YvMck4V94xxy73AmgkV8nNsnadKq-V9VmmAg";

  private final List<Decision> told = new ArrayList<>();
  private int work;
  private boolean full;
  private final Authenticator.Means means =
      new Authenticator.Means(this::run, new Random(1), InstantSource.system());

  private boolean run(Runnable comparison, boolean suspect) {
    if (!full) {
      work++;
      comparison.run();
    }
    return !full;
  }

  private static KnownUser user(String key, ConnectionType... types) {
    Nkey nkey = Nkey.parse(key);
    return new KnownUser(
        new KnownUser.Key(nkey == null ? Nkey.of(new byte[32]) : nkey),
        Permissions.ALL,
        Set.of(types));
  }

  private static Evidence signed(String key, String nonce, String signature) {
    return new Evidence(
        new Credentials("", "", "", false, key, signature),
        ConnectionType.STANDARD,
        nonce,
        List.of());
  }

  private @Nullable String name(Authenticator authenticator, Evidence evidence) {
    told.clear();
    Decision decision = authenticator.check(evidence, told::add);
    Decision last = decision instanceof Decision.Later ? told.getFirst() : decision;
    return last instanceof Decision.Accepted(AuthorizedUser who) ? who.label() : null;
  }

  private Authenticator keys(KnownUser... users) {
    return Authenticator.users(List.of(users), null, means);
  }

  @Test
  void signatureOfTheReferenceLibraryIsAccepted() {
    assertThat(name(keys(user(KEY)), signed(KEY, NONCE, SIGNATURE))).isEqualTo("nkey:" + KEY);
  }

  @Test
  void signatureMayBeInEitherBase64() {
    String standard = Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(SIGNATURE));

    assertThat(standard).contains("/").endsWith("==");
    assertThat(name(keys(user(KEY)), signed(KEY, NONCE, standard))).isNotNull();
  }

  @Test
  void signatureOfAnotherNonceIsRefused() {
    assertThat(name(keys(user(KEY)), signed(KEY, "PXoWU7zWAMt75Fy", SIGNATURE))).isNull();
  }

  @Test
  void keyThatIsNotKnownIsRefusedWithoutAnyWork() {
    Authenticator authenticator =
        keys(user("UCIQTW2V66LZPI4WIYX3RFOCVXHKP2DIHQXTAVWAPJKHKFKVG63T5HWW"));

    assertThat(name(authenticator, signed(KEY, NONCE, SIGNATURE))).isNull();
    assertThat(work).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "A", "not base64!", "====", "q8Dx2AKJlTajuJC_b-6ye6AIFk04svFDpeWdjJzS"})
  void whatIsNoSignatureIsRefusedWithoutAnyWork(String signature) {
    assertThat(name(keys(user(KEY)), signed(KEY, NONCE, signature))).isNull();
    assertThat(work).isZero();
  }

  /// A signature of nothing would be right for ever, for whoever has once seen it.
  @Test
  void signatureIsRefusedIfThereWasNoNonce() throws Exception {
    KeyPair pair = pair();
    String key = text(pair);
    String signature = FOR_URLS.encodeToString(sign(pair.getPrivate(), ""));

    assertThat(name(keys(user(key)), signed(key, "", signature))).isNull();
    assertThat(work).isZero();
  }

  @Test
  void keyOfAnotherKindOfConnectionIsRefused() {
    assertThat(name(keys(user(KEY, ConnectionType.MQTT)), signed(KEY, NONCE, SIGNATURE))).isNull();
  }

  @Test
  void clientIsRefusedIfTooManyWait() {
    full = true;

    assertThat(name(keys(user(KEY)), signed(KEY, NONCE, SIGNATURE))).isNull();
  }

  @Test
  void keyCountsBeforeAPasswordAndIsLeftAsideIfThereAreNoKeys() {
    KnownUser ann = KnownUser.of(new Password("ann", Secret.of("a")));
    Evidence both =
        new Evidence(
            new Credentials("", "ann", "a", true, KEY, ""),
            ConnectionType.STANDARD,
            NONCE,
            List.of());

    assertThat(name(keys(ann, user(KEY)), both)).isNull();
    assertThat(name(keys(ann), both)).isEqualTo("user:ann");
  }

  @Test
  void silentUserMayBeAKeyAndSignsNothing() {
    KnownUser silent = user(KEY);
    Authenticator authenticator = Authenticator.users(List.of(silent), silent, means);

    assertThat(name(authenticator, Evidence.of(new Credentials("", "", ""))))
        .isEqualTo("nkey:" + KEY);
    assertThat(name(authenticator, signed(KEY, NONCE, ""))).isNull();
  }

  @Test
  void nonceIsFifteenCharactersAndNeverTheSame() {
    Authenticator authenticator = keys(user(KEY));
    Set<String> nonces = new HashSet<>();

    for (int i = 0; i < 1_000; i++) {
      String nonce = authenticator.nonce();
      assertThat(nonce).matches("[A-Za-z0-9_-]{15}");
      nonces.add(nonce);
    }

    assertThat(nonces).hasSize(1_000);
  }

  /// The same signature written with another number would be as good, so that there were two.
  @Test
  void signatureWithANumberBeyondTheOrderIsRefused() {
    byte[] signature = Base64.getUrlDecoder().decode(SIGNATURE);
    byte[] number = new byte[33];
    for (int i = 0; i < 32; i++) {
      number[32 - i] = signature[32 + i];
    }
    byte[] beyond = new BigInteger(number).add(ORDER).toByteArray();
    for (int i = 0; i < 32; i++) {
      int at = beyond.length - 1 - i;
      signature[32 + i] = at >= 0 ? beyond[at] : 0;
    }

    assertThat(name(keys(user(KEY)), signed(KEY, NONCE, FOR_URLS.encodeToString(signature))))
        .isNull();
  }

  @Test
  void keyThatIsNoPointLetsNobodyInAndHarmsNothing() {
    byte[] noPoint = new byte[32];
    Arrays.fill(noPoint, (byte) 0xff);
    String key = Nkey.of(noPoint).toString();

    assertThat(name(keys(user(key)), signed(key, NONCE, SIGNATURE))).isNull();
  }

  @Test
  void changedSignaturesNeverHarmAndAreNeverAccepted() {
    var random = Seed.random("changed signatures");
    Authenticator authenticator = keys(user(KEY));
    for (int round = 0; round < 400; round++) {
      byte[] bytes = Base64.getUrlDecoder().decode(SIGNATURE);
      int bit = random.nextInt(8 * bytes.length);
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));

      assertThat(name(authenticator, signed(KEY, NONCE, FOR_URLS.encodeToString(bytes)))).isNull();
    }
  }

  @Test
  void changedTextsOfSignaturesNeverHarm() {
    var random = Seed.random("changed texts of signatures");
    for (int round = 0; round < 20_000; round++) {
      var text = new StringBuilder(SIGNATURE);
      int changes = 1 + random.nextInt(4);
      for (int i = 0; i < changes && !text.isEmpty(); i++) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.setCharAt(at, (char) random.nextInt(0x180));
          case 1 -> text.deleteCharAt(at);
          case 2 -> text.setLength(at);
          default -> text.insert(at, "=+/-_\r\n".charAt(random.nextInt(7)));
        }
      }

      byte[] signature = KnownKeys.signature(text.toString());

      assertThat(signature == null || signature.length == 64).isTrue();
    }
  }

  @Test
  void signaturesOfManyKeysAreAcceptedForTheirOwnOnly() throws Exception {
    List<KeyPair> pairs = List.of(pair(), pair(), pair());
    Authenticator authenticator =
        keys(pairs.stream().map(each -> user(text(each))).toArray(KnownUser[]::new));

    for (KeyPair signer : pairs) {
      String signature = FOR_URLS.encodeToString(sign(signer.getPrivate(), NONCE));
      for (KeyPair claimed : pairs) {
        assertThat(name(authenticator, signed(text(claimed), NONCE, signature)) != null)
            .isEqualTo(signer == claimed);
      }
    }
  }

  private static KeyPair pair() throws NoSuchAlgorithmException {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  private static String text(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    return Nkey.of(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)).toString();
  }

  private static byte[] sign(PrivateKey key, String text) throws Exception {
    try {
      Signature signing = Signature.getInstance("Ed25519");
      signing.initSign(key);
      signing.update(text.getBytes(US_ASCII));
      return signing.sign();
    } catch (SignatureException e) {
      throw new AssertionError(e);
    }
  }
}
