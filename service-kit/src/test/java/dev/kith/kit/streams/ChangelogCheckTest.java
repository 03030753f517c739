package dev.kith.kit.streams;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.kit.stores.StateStores;
import dev.kith.kit.topology.FoldProgress;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class ChangelogCheckTest {

  private static final String PROFILES = "kith-test-profiles-changelog";
  private static final String PROGRESS = "kith-test-progress-changelog";

  @Test
  void a_store_that_lost_its_changelog_stops_the_start() {
    assertThatThrownBy(() -> check(List.of(0L, 7L), Set.of(PROGRESS)))
        .isInstanceOf(TopicInitializer.UnfitTopics.class)
        .hasMessageContaining(PROFILES)
        .hasMessageContaining("kith.streams.application-id")
        .message()
        .doesNotContain(PROGRESS);
  }

  @Test
  void a_service_that_has_folded_nothing_has_no_changelogs_yet() {
    assertThatCode(() -> check(List.of(), Set.of())).doesNotThrowAnyException();
    assertThatCode(() -> check(List.of(0L, 0L), Set.of())).doesNotThrowAnyException();
  }

  @Test
  void a_service_that_comes_back_to_its_changelogs_starts() {
    assertThatCode(() -> check(List.of(7L), Set.of(PROFILES, PROGRESS))).doesNotThrowAnyException();
  }

  private static Topology topology() {
    return new Topology()
        .addSource("source", "topic")
        .addProcessor("fold", Nothing::new, "source")
        .addStateStore(StateStores.persistent(StateStores.PROFILES), "fold")
        .addStateStore(FoldProgress.storeNamed(StateStores.PROGRESS), "fold");
  }

  private static void check(List<Long> committed, Set<String> topics) {
    ChangelogCheck.check("kith-test", topology(), committed, topics);
  }

  private static final class Nothing extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
    @Override
    public void process(Record<byte[], byte[]> record) {}
  }
}
