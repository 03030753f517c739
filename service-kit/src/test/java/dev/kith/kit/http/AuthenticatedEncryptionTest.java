package dev.kith.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.kit.config.NodeSecret;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthenticatedEncryptionTest {

  private static final byte[] CONTEXT = "alice".getBytes(UTF_8);
  private static final byte[] VALUE = "bob".getBytes(UTF_8);

  private final NodeSecret secret = new NodeSecret(Optional.of("a-secret-of-the-nodes"));
  private final AuthenticatedEncryption links = new AuthenticatedEncryption(secret, "links");

  @Test
  void a_text_decrypts_only_for_its_purpose_and_in_its_context() {
    var text = links.encrypt(CONTEXT, VALUE);

    assertThat(links.decrypt(CONTEXT, text)).contains(VALUE);
    assertThat(links.decrypt("carol".getBytes(UTF_8), text)).isEmpty();
    assertThat(new AuthenticatedEncryption(secret, "cursors").decrypt(CONTEXT, text)).isEmpty();
  }

  @Test
  void the_same_value_never_has_the_same_text_twice() {
    assertThat(links.encrypt(CONTEXT, VALUE)).isNotEqualTo(links.encrypt(CONTEXT, VALUE));
  }
}
