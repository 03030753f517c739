package dev.kith.notifier.webhook;

import dev.kith.domain.Update;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Webhooks for tests. */
public final class WebhookFixture {

  private WebhookFixture() {}

  public static Webhook aWebhook() {
    return new Webhook(
        "wh_1",
        URI.create("https://example.com/kith"),
        EnumSet.allOf(Update.Kind.class),
        Optional.empty(),
        List.of(new SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Optional.empty())),
        true,
        1,
        List.of(7L, 9L),
        Instant.EPOCH);
  }
}
