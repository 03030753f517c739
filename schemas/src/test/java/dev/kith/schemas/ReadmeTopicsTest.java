package dev.kith.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks the table of topics in the root README against the existing topics. */
class ReadmeTopicsTest {
  private static final Path README = Path.of("../README.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `(kith\\.[a-z-]+)` \\|", Pattern.MULTILINE);

  @Test
  void the_table_has_each_topic_once_and_no_other() throws IOException {
    assertThat(
            ROW.matcher(Files.readString(README)).results().map((MatchResult row) -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(Topics.ALL.stream().map(Topic::name).toList());
  }
}
