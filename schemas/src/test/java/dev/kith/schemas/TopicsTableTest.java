package dev.kith.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Test that the table of topics in {@code docs/architecture.md} lists every topic. */
class TopicsTableTest {
  private static final Path DOCUMENT = Path.of("../docs/architecture.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `(kith\\.[a-z-]+)` \\|", Pattern.MULTILINE);

  @Test
  void the_table_has_each_topic_once_and_no_other() throws IOException {
    assertThat(
            ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult row) -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(Topics.ALL.stream().map(Topic::name).toList());
  }
}
