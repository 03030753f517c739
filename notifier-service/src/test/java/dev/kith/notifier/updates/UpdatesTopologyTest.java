package dev.kith.notifier.updates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.avro.FanOutCompleted;
import dev.kith.avro.Update;
import dev.kith.avro.UpdatesWanted;
import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.replica.Content;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.FanOutRecord.FollowerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.SubjectChanged;
import dev.kith.domain.replica.Half;
import dev.kith.domain.replica.Pair;
import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.kit.topology.ServiceTopology;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.notifier.delivery.DeliveryRun;
import dev.kith.notifier.delivery.DeliveryTasks;
import dev.kith.notifier.delivery.ReplicaTopology;
import dev.kith.notifier.replica.FanOutCodec;
import dev.kith.notifier.replica.SubjectCache;
import dev.kith.notifier.subject.Events;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Test of the whole delivery task, from {@code kith.fanout} to {@code kith.updates}. */
class UpdatesTopologyTest {

  private static final Address ALICE = new Address("alice");
  private static final Address BOB = new Address("bob");

  private final TopologyRun run = new TopologyRun(new DeliveryTask());

  private Content content = Content.NONE;

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void updates_are_written_from_the_request_on_and_deleted_when_they_are_not_wanted_any_more() {
    complete();
    status("before");
    assertThat(run.out(Topics.UPDATES)).isEmpty();

    request(true);
    bobFollows();
    status("in");
    pass();
    assertThat(updates()).containsExactly("bob|alice before", "alice|alice in", "bob|alice in");

    request(false);
    run.pass(Duration.ofMinutes(2));
    pass();
    assertThat(updates()).containsExactlyInAnyOrder("alice|alice deleted", "bob|alice deleted");
    status("after");
    pass();
    assertThat(updates()).isEmpty();
  }

  @Test
  void nothing_is_written_before_the_stores_are_complete() {
    request(true);
    bobFollows();
    status("long ago");
    status("now");
    pass();
    assertThat(updates()).isEmpty();

    complete();
    pass();
    assertThat(updates()).containsExactlyInAnyOrder("alice|alice now", "bob|alice now");
  }

  private void complete() {
    run.record(Topics.FANOUT, "!completed", new FanOutCompleted("topology-run", 0));
  }

  private void request(boolean isWanted) {
    run.record(Topics.FANOUT, "!updates", new UpdatesWanted(isWanted));
  }

  private void status(String status) {
    var at = new Position(0, content.position() + 1);
    var profile = content.profile().apply(at, Events.status(status)).state();
    content = content.after(profile, Instant.ofEpochMilli(at.offset() + 1));
    write(new SubjectChanged(-1, content));
  }

  private void bobFollows() {
    var subscribed =
        new HalfEdge(new Position(0, 1), false, Choice.YES, false, false, false, new TreeSet<>());
    var pair = new Pair(Half.NONE, new Half(subscribed, Instant.ofEpochMilli(900)));
    write(new FollowerHalfChanged(-1, content.position(), BOB, pair, Optional.of(content)));
  }

  private void write(FanOutRecord record) {
    run.record(Topics.FANOUT, ALICE.text(), FanOutCodec.write(record));
  }

  private void pass() {
    for (var slice = 0; slice < 20; slice++) {
      run.pass(Duration.ofMillis(5));
    }
  }

  private List<String> updates() {
    return run.values(Topics.UPDATES).stream()
        .map(
            out -> out.key() + " " + out.value().map(UpdatesTopologyTest::status).orElse("deleted"))
        .toList();
  }

  private static String status(Object update) {
    return ((Update) update).getView().getStatus();
  }

  private static final class DeliveryTask implements ServiceTopology {

    @Override
    public String service() {
      return "delivery";
    }

    @Override
    public Set<Topic> topics() {
      return Set.of(Topics.FANOUT, Topics.UPDATES);
    }

    @Override
    public Topology build(TopologyContext topologyContext) {
      var topology = new Topology();
      var dependencies =
          new ReplicaTopology.Dependencies(
              "topology-run",
              1,
              DeliveryRun.topic("topic-id", 0),
              new DeliveryTasks(new SubjectCache(1 << 20)),
              Duration.ofDays(30),
              () -> {
                throw new AssertionError("a gap");
              });
      new ReplicaTopology(1, dependencies)
          .add(topology, topologyContext, Optional.of(UpdatesTopology.WRITER));
      new UpdatesTopology(new DeliveryPartitions(1), 1_000, Duration.ofSeconds(1))
          .add(topology, topologyContext.wire());
      return topology;
    }
  }
}
