package dev.kith.notifier.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.notifier.webhook.SigningSecret;
import dev.kith.notifier.webhook.WebhookFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

  private static final Instant TIME = Instant.ofEpochSecond(1_614_265_330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
  private static final SigningSecret SECRET =
      new SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Optional.empty());

  /** The example with which the libraries of Standard Webhooks are tested. */
  @Test
  void the_published_example_is_signed_as_published() {
    assertThat(WebhookSignature.header(List.of(SECRET), "msg_p5jXN8AQM9LWM0D4loKWxJek", TIME, BODY))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void an_old_secret_signs_beside_the_new_one_until_it_ends() {
    var secrets = List.of(SigningSecret.random(), SECRET.until(TIME.plusSeconds(1)));

    assertThat(WebhookSignature.header(secrets, "id", TIME, BODY).split(" ", -1)).hasSize(2);
    assertThat(WebhookSignature.header(secrets, "id", TIME.plusSeconds(1), BODY).split(" ", -1))
        .hasSize(1);
  }

  @Test
  void a_rotation_does_not_prolong_a_secret_that_ends_already() {
    var webhook = WebhookFixture.aWebhook();
    var day = Duration.ofDays(1);

    var once = webhook.rotate(SigningSecret.random(), TIME, day);
    var twice = once.rotate(SigningSecret.random(), TIME.plusSeconds(60), day);
    var late = once.rotate(SigningSecret.random(), TIME.plus(day), day);

    assertThat(twice.secrets())
        .extracting(SigningSecret::until)
        .containsExactly(
            Optional.empty(),
            Optional.of(TIME.plusSeconds(60).plus(day)),
            Optional.of(TIME.plus(day)));
    assertThat(late.secrets()).hasSize(2);
  }

  @Test
  void the_text_form_hides_the_secret() {
    assertThat(WebhookFixture.aWebhook().toString()).doesNotContain("MfKQ");
  }
}
