package io.nuncio.server.routing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubjectNodeTest {
  private static final long SEED = 7;

  private static @Nullable SubjectNode find(SubjectNode node, String token) {
    byte[] bytes = token.getBytes(ISO_8859_1);
    return node.literal(Hashing.hash(SEED, bytes, 0, bytes.length), bytes, 0, bytes.length);
  }

  private static SubjectNode child(String token) {
    return new SubjectNode(token.getBytes(ISO_8859_1));
  }

  /// Tokens whose place in any table of up to 64 entries is the same, and the last of the table.
  private static List<String> collidingTokens(int count) {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; tokens.size() < count; i++) {
      byte[] token = Integer.toString(i).getBytes(ISO_8859_1);
      if ((Hashing.hash(SEED, token, 0, token.length) & 63) == 63) {
        tokens.add(Integer.toString(i));
      }
    }
    return tokens;
  }

  @Test
  void collidingChildrenStayFoundWhicheverIsRemovedFirst() {
    List<String> tokens = collidingTokens(12);

    for (String removed : tokens) {
      var node = child("");
      Map<String, SubjectNode> children = new HashMap<>();
      for (String token : tokens) {
        children.put(token, child(token));
        node.addLiteral(children.get(token), SEED);
      }

      node.removeLiteral(Objects.requireNonNull(children.remove(removed)), SEED);

      assertThat(find(node, removed)).isNull();
      children.forEach((token, child) -> assertThat(find(node, token)).isSameAs(child));
    }
  }

  @Test
  void childrenAreThoseOfAMapAfterAnyAdditionsAndRemovals() {
    var random = Seed.random("subject node");
    List<String> colliding = collidingTokens(20);
    var node = child("");
    Map<String, SubjectNode> model = new HashMap<>();

    for (int round = 0; round < 20_000; round++) {
      String token = token(random, colliding);
      var present = model.remove(token);
      if (present != null) {
        node.removeLiteral(present, SEED);
      } else if (model.size() < 30) {
        model.put(token, child(token));
        node.addLiteral(model.get(token), SEED);
      }

      String other = token(random, colliding);
      assertThat(find(node, token)).isSameAs(model.get(token));
      assertThat(find(node, other)).isSameAs(model.get(other));
      assertThat(node.isEmpty()).isEqualTo(model.isEmpty());
    }
  }

  private static String token(RandomGenerator random, List<String> colliding) {
    return random.nextBoolean()
        ? colliding.get(random.nextInt(colliding.size()))
        : "t" + random.nextInt(40);
  }
}
