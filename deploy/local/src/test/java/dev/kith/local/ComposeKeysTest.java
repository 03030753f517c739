package dev.kith.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Test of the keys that the containers of the Compose file can read. */
class ComposeKeysTest {

  private static final Path FILE = Path.of("../compose/compose.yaml");

  @Test
  void only_the_container_that_makes_the_keys_has_the_one_that_signs() throws IOException {
    Map<String, List<String>> mounts = mounts();

    assertThat(mounts.get("keys"))
        .containsExactly("keys:/kith/data", "service-keys:/kith/services");
    assertThat(Files.readString(FILE))
        .contains("command: [keys, --data, /kith/data, --services, /kith/services]");
    assertThat(mounts)
        .containsOnlyKeys(
            "kafka", "keys", "profile-service", "contact-graph-service", "notifier-service");
    mounts.forEach((container, its) -> {
      if (!container.equals("keys")) {
        assertThat(its).as(container).noneMatch(mount -> mount.startsWith("keys:"));
      }
      if (container.endsWith("-service")) {
        assertThat(its).as(container).contains("service-keys:/keys:ro");
      }
    });
  }

  /** Volumes of each container; what is written for several of them is under "x-...". */
  private static Map<String, List<String>> mounts() throws IOException {
    Map<String, List<String>> mounts = new TreeMap<>();
    String container = "";
    for (String line : Files.readAllLines(FILE)) {
      if (line.matches(" {0,2}[a-z-]+:( &.*)?")) {
        container = line.strip().replaceFirst(":.*", "");
      } else if (line.matches(" +volumes:.*")) {
        assertThat(line).as(container).matches(" +volumes: \\[.+]");
        mounts.put(container, List.of(line.replaceAll(".*\\[|]", "").split(", ")));
      }
    }
    return mounts;
  }
}
