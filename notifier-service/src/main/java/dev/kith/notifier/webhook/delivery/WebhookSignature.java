package dev.kith.notifier.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.notifier.webhook.SigningSecret;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signer of requests: the header {@code webhook-signature} of Standard Webhooks, an HMAC-SHA256
 * over {@code id.timestamp.body}. It has one signature for each valid secret, so that receivers can
 * be moved to a new secret one by one.
 */
final class WebhookSignature {

  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSignature() {}

  /**
   * Returns the header.
   *
   * @param time the receiver gets it in seconds
   */
  static String header(List<SigningSecret> secrets, String id, Instant time, byte[] body) {
    return secrets.stream()
        .filter(signingSecret -> signingSecret.signsAt(time))
        .map(signingSecret -> "v1," + sign(signingSecret, id, time, body))
        .collect(Collectors.joining(" "));
  }

  private static String sign(SigningSecret signingSecret, String id, Instant time, byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(signingSecret.key(), ALGORITHM));
      mac.update((id + "." + time.getEpochSecond() + ".").getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(ALGORITHM + " is not available", impossible);
    }
  }
}
