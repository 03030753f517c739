package dev.kith.notifier.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.replica.FanOutRecord;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.notifier.replica.FanOutCodec;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rebuilds of the subject's task, and the marker that ends them. */
class SubjectRebuildTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private SubjectRun run = new SubjectRun();

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void the_marker_is_written_once_to_each_partition_if_there_is_nothing_to_rebuild() {
    run.topology.pass(Duration.ofSeconds(1));
    var markers = run.markers();
    assertThat(markers.keySet()).containsExactly(0, 1, 2, 3);
    assertThat(markers.values())
        .allSatisfy(marker -> {
          assertThat(marker.getApplication()).isEqualTo("topology-run");
          assertThat(marker.getPartition()).isZero();
        });

    run.topology.journal("group:42", Events.named("Choir"));
    run.topology.pass(Duration.ofSeconds(1));

    assertThat(run.markers()).isEmpty();
  }

  @Test
  void a_rebuild_writes_the_same_records_again_and_the_marker_behind_them() {
    var first = played();
    assertThat(first).hasSize(9);
    run.close();
    run = new SubjectRun((topic, partition) -> topic.equals("kith.journal") ? 2 : -1);

    run.topology.journal("alice", Events.named("Alice"));
    run.topology.mirror("bob", "alice", Events.subscribed(1), Optional.of(NOON));
    run.topology.journal("alice", Events.contact("bob", true, false));
    run.topology.pass(Duration.ofSeconds(1));
    var before = run.topology.out(Topics.FANOUT);
    run.topology.journal("alice", Events.status("out"));
    run.topology.pass(Duration.ofSeconds(1));
    var after = run.topology.out(Topics.FANOUT);

    assertThat(before).extracting(TopologyRun.Out::key).containsOnly("alice");
    assertThat(after)
        .extracting(TopologyRun.Out::key)
        .containsExactly("alice", "alice", "!completed", "!completed", "!completed", "!completed");
    var again = new ArrayList<>(before);
    again.addAll(after.subList(0, 2));
    assertThat(again.stream().map(out -> positions(FanOutCodec.read(out.value()))))
        .containsExactlyElementsOf(
            first.stream()
                .filter(out -> !out.key().startsWith("!"))
                .map(out -> positions(FanOutCodec.read(out.value())))
                .toList());
  }

  private List<TopologyRun.Out> played() {
    run.topology.journal("alice", Events.named("Alice"));
    run.topology.mirror("bob", "alice", Events.subscribed(1), Optional.of(NOON));
    run.topology.journal("alice", Events.contact("bob", true, false));
    run.topology.journal("alice", Events.status("out"));
    run.topology.pass(Duration.ofSeconds(1));
    return run.topology.out(Topics.FANOUT);
  }

  /** Times differ between two runs. */
  private static List<Object> positions(FanOutRecord record) {
    return List.of(record.getClass(), record.half(), record.requires(), record.need());
  }
}
