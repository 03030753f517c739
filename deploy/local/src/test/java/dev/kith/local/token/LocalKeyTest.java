package dev.kith.local.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.local.base.CliException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKeyTest {

  @TempDir Path data;

  @Test
  void the_key_is_made_at_first_use_and_kept() throws IOException {
    LocalKey first = LocalKey.in(data);
    LocalKey second = LocalKey.in(data);

    assertThat(second).isEqualTo(first);
    assertThat(first.publicFile()).isEqualTo(data.resolve("keys/public.pem")).exists();
  }

  @Test
  void only_its_owner_may_read_the_private_key() throws IOException {
    LocalKey.in(data);

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("keys/private.pem"))))
        .isEqualTo("rw-------");
  }

  @Test
  void all_who_ask_at_once_get_the_same_key() {
    long different =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(_ -> keyIn(data))
            .map(LocalKey::signing)
            .distinct()
            .count();

    assertThat(different).isOne();
  }

  @Test
  void a_public_key_that_was_lost_comes_back() throws IOException {
    LocalKey key = LocalKey.in(data);
    String published = Files.readString(key.publicFile());
    Files.delete(key.publicFile());

    LocalKey.in(data);

    assertThat(key.publicFile()).hasContent(published);
  }

  @Test
  void a_file_that_is_no_key_is_said_in_one_sentence() throws IOException {
    Files.createDirectories(data.resolve("keys"));
    Files.writeString(data.resolve("keys/private.pem"), "nonsense");
    Files.writeString(data.resolve("keys/public.pem"), "nonsense");

    assertThatThrownBy(() -> LocalKey.in(data))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("is not an RSA key");
  }

  private static LocalKey keyIn(Path data) {
    try {
      return LocalKey.in(data);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
