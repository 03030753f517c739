package dev.kith.notifier.webhook;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Secret that signs a webhook's requests.
 *
 * @param text as the receiver has it: {@code whsec_} and the key in Base64
 * @param until when it stops signing; empty for the present secret
 */
public record SigningSecret(String text, Optional<Instant> until) {

  static final String PREFIX = "whsec_";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 32;

  /** Returns a new random secret. */
  public static SigningSecret random() {
    var key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(key), Optional.empty());
  }

  /** Returns the secret with an end; one that ends earlier is unchanged. */
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

  /** Hides the key, so that logs never contain it. */
  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
