package dev.kith.notifier.webhook;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * What a webhook's requests are signed with.
 *
 * @param text as the receiver has it: {@code whsec_} and the key in Base64
 * @param until after that it no longer signs; nothing for the present one
 */
public record SigningSecret(String text, Optional<Instant> until) {

  static final String PREFIX = "whsec_";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 32;

  /** A new one, which nobody has seen. */
  public static SigningSecret random() {
    var key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(key), Optional.empty());
  }

  /** The same, for a while yet; one that ends sooner anyway stays as it is. */
  public SigningSecret until(Instant end) {
    return until.filter(sooner -> sooner.isBefore(end)).isPresent()
        ? this
        : new SigningSecret(text, Optional.of(end));
  }

  public boolean signsAt(Instant time) {
    return until.filter(end -> !time.isBefore(end)).isEmpty();
  }

  public byte[] key() {
    return Base64.getDecoder().decode(text.substring(PREFIX.length()));
  }

  /** Never in a log. */
  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
