package dev.kith.acceptance.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kith.acceptance.client.Npm;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.KithHome;
import dev.kith.harness.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test of the example in docs/webhooks.md that verifies the signature of a request. */
@OnTheStack
class WebhookExampleTest {

  private static final Pattern EXAMPLE = Pattern.compile("```javascript\n(.*?)```", Pattern.DOTALL);

  private static final String CALLER =
      """
      import {readFileSync} from 'node:fs';
      import {isFromKith} from './example.mjs';
      const {headers, body, secret} = JSON.parse(readFileSync('call.json', 'utf8'));
      console.log(isFromKith(headers, body, secret));
      """;

  private final Stack stack;
  @TempDir private Path work;

  WebhookExampleTest(Stack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void the_example_is_a_program() throws IOException {
    Optional<String> missing = Npm.missing();
    assumeTrue(missing.isEmpty(), missing::toString);
    Path file = KithHome.ofThisProcess().folder().resolve("docs/webhooks.md");
    var example = EXAMPLE.matcher(Files.readString(file));
    assertThat(example.find()).isTrue();
    Files.writeString(work.resolve("example.mjs"), example.group(1));
    Files.writeString(work.resolve("caller.mjs"), CALLER);
  }

  @Test
  void a_request_of_kith_s_is_taken_and_no_other() throws IOException, InterruptedException {
    try (Receiver receiver = new Receiver();
        Hook hook = Hook.to(receiver, stack, "changed")) {
      hook.post("test");
      Call call = receiver.next();
      String newer = hook.post("rotate").path("secret").asText();
      hook.post("test");
      Call signedTwice = receiver.next();

      assertThat(says(call, call.body(), hook.secret())).isEqualTo("true");
      assertThat(says(signedTwice, call.body(), hook.secret())).isEqualTo("true");
      assertThat(says(signedTwice, call.body(), newer)).isEqualTo("true");
      assertThat(says(call, call.body(), newer)).isEqualTo("false");
      assertThat(says(call, call.body() + " ", hook.secret())).isEqualTo("false");
      Call late = call.asOf(Long.parseLong(call.timestamp()) - 301, hook.secret());
      assertThat(says(late, call.body(), hook.secret())).isEqualTo("false");
    }
  }

  private String says(Call call, String body, String secret) throws IOException {
    var headers =
        Map.of(
            "webhook-id", call.id(),
            "webhook-timestamp", call.timestamp(),
            "webhook-signature", call.signature());
    var told = Json.of(Map.of("headers", headers, "body", body, "secret", secret));
    Files.writeString(work.resolve("call.json"), told.toString());
    return Npm.run(work, "node", "caller.mjs").strip();
  }
}
