package dev.kith.kit.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.kit.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReceivedBodyTest {

  /** Content that no other file has. */
  private final byte[] content = UUID.randomUUID().toString().getBytes(US_ASCII);

  @Test
  void a_body_is_in_a_file_until_it_is_closed() throws IOException {
    try (var body = ReceivedBody.of(new ByteArrayInputStream(content), content.length)) {
      assertThat(body.file()).hasBinaryContent(content);
      assertThat(filesWithContent()).isEqualTo(1);
    }
    assertThat(filesWithContent()).isZero();
  }

  @Test
  void a_body_that_is_too_large_is_413_and_leaves_no_file() throws IOException {
    assertRefused(413, new ByteArrayInputStream(new byte[1]));
  }

  @Test
  void a_body_that_ends_early_is_400_and_leaves_no_file() throws IOException {
    assertRefused(
        400,
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }
        });
  }

  private void assertRefused(int status, InputStream rest) throws IOException {
    var body = new SequenceInputStream(new ByteArrayInputStream(content), rest);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> ReceivedBody.of(body, content.length))
        .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(status));
    assertThat(filesWithContent()).isZero();
  }

  private int filesWithContent() throws IOException {
    var directory = Path.of(System.getProperty("java.io.tmpdir"));
    var found = 0;
    try (var files = Files.newDirectoryStream(directory, "kith-received-*")) {
      for (var file : files) {
        found += hasContent(file) ? 1 : 0;
      }
    }
    return found;
  }

  private boolean hasContent(Path file) {
    try {
      return Files.size(file) == content.length && Arrays.equals(Files.readAllBytes(file), content);
    } catch (IOException deletedByItsOwner) {
      return false;
    }
  }
}
