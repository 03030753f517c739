package dev.kith.notifier.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.kit.topology.FoldProgress;
import java.io.File;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class CompletionMarkerTest {

  private static final String PROGRESS = "progress";
  private static final int PARTITIONS = 3;

  private final MockProcessorContext<byte[], PlacedRecord> first = context("one");
  private final KeyValueStore<String, String> progress = store(first);

  @Test
  void the_marker_waits_until_a_rebuild_has_caught_up() {
    new FoldProgress(progress).catchUp("kith.journal", 7);
    CompletionMarker.schedule(first, PROGRESS, PARTITIONS);

    punctuate(first);
    assertThat(first.forwarded()).isEmpty();
    new FoldProgress(progress).advance("kith.journal", 7);
    punctuate(first);

    assertThat(first.forwarded())
        .extracting(forward -> ((PlacedRecord) forward.record().value()).partition())
        .containsExactly(0, 1, 2);
    assertThat(first.scheduledPunctuators().getFirst().cancelled()).isTrue();
  }

  @Test
  void a_restart_does_not_write_it_again() {
    CompletionMarker.schedule(first, PROGRESS, PARTITIONS);
    punctuate(first);
    assertThat(first.forwarded()).hasSize(PARTITIONS);

    var restarted = context("one");
    restarted.addStateStore(progress);
    CompletionMarker.schedule(restarted, PROGRESS, PARTITIONS);

    assertThat(restarted.scheduledPunctuators()).isEmpty();
  }

  private static void punctuate(MockProcessorContext<?, ?> context) {
    context.scheduledPunctuators().getFirst().getPunctuator().punctuate(0);
  }

  private static MockProcessorContext<byte[], PlacedRecord> context(String application) {
    var properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    var context =
        new MockProcessorContext<byte[], PlacedRecord>(properties, new TaskId(0, 5), new File("."));
    context.setCurrentSystemTimeMs(1);
    return context;
  }

  private static KeyValueStore<String, String> store(MockProcessorContext<?, ?> context) {
    var store =
        FoldProgress.storeNamed(PROGRESS).withCachingDisabled().withLoggingDisabled().build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    return store;
  }
}
