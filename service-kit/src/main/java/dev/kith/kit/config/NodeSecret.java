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
 * Shared secret of the nodes of a service. A request with it in the header {@code Kith-Node-Secret}
 * comes from a node of the service.
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
   * The configured secret, or a random one.
   *
   * @throws IllegalArgumentException if the configured secret is too short or not valid in a header
   */
  public NodeSecret(Optional<String> set) {
    text = set.orElseGet(NodeSecret::random);
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "kith.node.secret must be 16 visible ASCII characters or more");
    }
  }

  /** Value of the header of a request to another node. */
  public String text() {
    return text;
  }

  /** Compares in constant time, so that the secret cannot be found out byte by byte. */
  public boolean is(String received) {
    return MessageDigest.isEqual(text.getBytes(UTF_8), received.getBytes(UTF_8));
  }

  private static String random() {
    var bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
