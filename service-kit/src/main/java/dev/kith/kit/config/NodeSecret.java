package dev.kith.kit.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the nodes of a service know each other by: whoever has it in the header {@code
 * Kith-Node-Secret} is one of them.
 */
@Singleton
public class NodeSecret {

  private static final Pattern SHAPE = Pattern.compile("[!-~]{16,}");
  private static final int RANDOM_BYTES = 32;

  private final String text;

  @Inject
  public NodeSecret(KithConfig settings) {
    this(settings.node().secret());
  }

  /**
   * As it was set, or random.
   *
   * @throws IllegalArgumentException if what was set could be guessed, or is nothing for a header
   */
  public NodeSecret(Optional<String> set) {
    text = set.orElseGet(NodeSecret::random);
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "kith.node.secret must be 16 visible ASCII characters or more");
    }
  }

  /** For a request to another node. */
  public String text() {
    return text;
  }

  /** Takes as long for any text of the same length, so that nobody finds it out bit by bit. */
  public boolean is(String said) {
    return MessageDigest.isEqual(text.getBytes(UTF_8), said.getBytes(UTF_8));
  }

  private static String random() {
    var bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
