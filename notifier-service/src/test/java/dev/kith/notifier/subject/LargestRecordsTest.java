package dev.kith.notifier.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Limits;
import dev.kith.domain.PrivacyRules;
import dev.kith.domain.ProfileEvent.PrivacyChanged;
import dev.kith.domain.RelationEvent.ContactsSynced;
import dev.kith.domain.Rule;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.FanOutRecord.OwnerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.SubjectChanged;
import dev.kith.domain.replica.Place;
import dev.kith.domain.replica.SubjectReplica;
import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.notifier.replica.FanOutCodec;
import dev.kith.schemas.RegistryInMemory;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The largest content and the largest events, with all users in one delivery partition. */
class LargestRecordsTest {

  private static final WireFormat WIRE = new WireFormat(new RegistryInMemory());

  private static final List<Address> PEERS =
      IntStream.range(0, Limits.PEERS)
          .mapToObj(number -> new Address("%03d".formatted(number) + "p".repeat(125)))
          .toList();

  private final SubjectRun run =
      new SubjectRun((topic, partition) -> -1, new DeliveryPartitions(1));

  @BeforeEach
  void alice_has_the_largest_content() {
    run.topology.journal("alice", LargestProfile.changed());
    run.topology.journal("alice", LargestProfile.picture());
    run.topology.journal("alice", new PrivacyChanged(Optional.empty(), rules()));
    var content = run.written(SubjectChanged.class).getLast();
    assertThat(content.need()).isEqualTo(2);
    assertThat(bytes(content)).isGreaterThan(Limits.RULES_BYTES + Limits.ATTRIBUTES_BYTES);
  }

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void a_sync_of_users_with_few_labels_is_one_record() {
    run.topology.mirror(PEERS.getFirst().text(), "alice", Events.subscribed(1));
    run.written();

    run.topology.journal("alice", sync(labels(0, 2)));

    var records = run.written(OwnerHalfChanged.class);
    assertThat(records).hasSize(1);
    assertThat(records.getFirst().owners()).hasSize(Limits.PEERS);
    assertThat(bytes(records.getFirst())).isLessThanOrEqualTo(Topics.FANOUT.largestValue());
  }

  @Test
  void a_sync_of_users_with_all_labels_is_several_records_that_fit_and_follow_each_other() {
    run.topology.mirror(PEERS.getFirst().text(), "alice", Events.subscribed(1));
    run.topology.journal("alice", sync(labels(0, 16)));
    var first = run.written(OwnerHalfChanged.class);

    run.topology.journal("alice", sync(labels(16, Limits.LABELS)));
    run.topology.journal("alice", Events.status("after"));

    var outs = new ArrayList<FanOutRecord>(first);
    outs.addAll(run.written(FanOutRecord.class));
    var parts = owners(outs);
    assertThat(parts).hasSizeGreaterThan(first.size() + 2);
    assertThat(parts)
        .allSatisfy(
            part -> assertThat(bytes(part)).isLessThanOrEqualTo(Topics.FANOUT.largestValue()));
    for (var number = 1; number < parts.size(); number++) {
      assertThat(parts.get(number).before()).isEqualTo(parts.get(number - 1).half());
      assertThat(parts.get(number).half()).isGreaterThan(parts.get(number).before());
    }
    assertThat(outs.getLast().half()).isEqualTo(parts.getLast().half());
    assertThat(labelled(outs, -1)).isEqualTo(new HashSet<>(PEERS));
  }

  @Test
  void a_reader_who_has_missed_a_part_takes_nothing_that_came_after_it() {
    run.topology.journal("alice", sync(labels(0, Limits.LABELS)));
    run.topology.journal("alice", Events.status("after"));
    var records = run.written(FanOutRecord.class);
    var parts = owners(records);
    assertThat(parts).hasSizeGreaterThan(2);

    for (var missed = 0; missed < parts.size(); missed++) {
      var expected = new HashSet<Address>();
      parts.subList(0, missed).forEach(part -> expected.addAll(part.owners().keySet()));

      assertThat(labelled(records, missed)).isEqualTo(expected);
      assertThat(replica(records, missed).content().position()).isLessThan(4);
    }
    assertThat(replica(records, -1).content().position()).isEqualTo(4);
  }

  private static List<OwnerHalfChanged> owners(List<FanOutRecord> records) {
    return records.stream()
        .filter(OwnerHalfChanged.class::isInstance)
        .map(OwnerHalfChanged.class::cast)
        .toList();
  }

  /** Replica of a reader who has not read one of the records. */
  private static SubjectReplica replica(List<FanOutRecord> records, int missed) {
    var replica = SubjectReplica.NONE;
    for (var number = 0; number < records.size(); number++) {
      if (number != missed && replica.takes(records.get(number))) {
        replica = replica.after(records.get(number));
      }
    }
    return replica;
  }

  /** Users whose labels have reached a reader who has not read one of the records. */
  private static Set<Address> labelled(List<FanOutRecord> records, int missed) {
    var replica = SubjectReplica.NONE;
    var places = new TreeMap<Address, Place>();
    for (var number = 0; number < records.size(); number++) {
      var record = records.get(number);
      if (number != missed && replica.takes(record)) {
        replica = replica.after(record);
        for (var user : PEERS) {
          places.merge(user, Place.NONE.after(record, user), (old, _) -> old.after(record, user));
        }
      }
    }
    var labelled = new HashSet<Address>();
    places.forEach((user, place) -> {
      if (place.pair().owner().edge().labels().size() == Limits.LABELS) {
        labelled.add(user);
      }
    });
    return labelled;
  }

  private static int bytes(FanOutRecord record) {
    return WIRE.write(Topics.FANOUT, FanOutCodec.write(record)).length;
  }

  private static ContactsSynced sync(Set<String> labels) {
    return new ContactsSynced(
        Set.copyOf(PEERS), false, Optional.of(true), Optional.of(true), labels, Optional.empty());
  }

  private static Set<String> labels(int from, int until) {
    var labels = new HashSet<String>();
    for (var number = from; number < until; number++) {
      labels.add("%02d".formatted(number) + "l".repeat(62));
    }
    return labels;
  }

  /** As many rules as there may be, with the addresses and labels that fill their bytes. */
  private static PrivacyRules rules() {
    var byField = new TreeMap<String, List<Rule>>();
    var left = (long) Limits.RULES_BYTES;
    var addresses = 0;
    for (var field = 0; field < Limits.ATTRIBUTES; field++) {
      var name = "attributes." + "%02d".formatted(field) + "k".repeat(62);
      var rules = new ArrayList<Rule>();
      left -= name.length();
      while (rules.size() < Limits.RULES && left > 0) {
        var isAddress = addresses < Limits.RULED_ADDRESSES;
        var text =
            isAddress
                ? "allow user:" + "%04d".formatted(addresses++) + "u".repeat(124)
                : "allow label:" + "l".repeat(64);
        var fits = text.length() <= left;
        rules.add(Rule.parse(fits ? text : "deny everyone").orElseThrow());
        left -= fits ? text.length() : left;
      }
      if (left <= "deny everyone".length()) {
        rules.removeLast();
        byField.put(name, rules);
        return new PrivacyRules(byField);
      }
      byField.put(name, rules);
    }
    throw new IllegalStateException("The rules are smaller than the limit");
  }
}
