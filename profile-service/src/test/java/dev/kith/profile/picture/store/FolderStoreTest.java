package dev.kith.profile.picture.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends ObjectStoreContract {

  @TempDir private Path root;

  @Override
  ObjectStore store() {
    return new FolderStore(root);
  }

  @Test
  void no_key_leads_out_of_the_folder() {
    assertThatThrownBy(() -> store().put("../elsewhere", new byte[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void empty_folders_go_with_what_was_in_them() throws IOException {
    store().put("a00/alice/pictures/1/whole", new byte[1]);

    store().delete("a00/alice/pictures/1/whole");

    assertThat(root.resolve("a00")).doesNotExist();
    assertThat(root).exists();
  }

  @Test
  void what_a_killed_node_left_half_written_is_never_listed_and_goes() throws IOException {
    var left = Files.createDirectories(root.resolve(".unfinished")).resolve("half");
    Files.write(left, new byte[1]);

    assertThat(store().list("")).isEmpty();
    store().tidy(Instant.now().minusSeconds(60));
    assertThat(left).exists();
    store().tidy(Instant.now().plusSeconds(60));
    assertThat(left).doesNotExist();
  }
}
