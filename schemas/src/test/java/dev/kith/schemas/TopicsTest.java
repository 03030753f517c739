package dev.kith.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicsTest {
  /** Types that are in state stores, or in requests between nodes, only. */
  private static final Set<String> IN_NO_TOPIC =
      Set.of(
          "dev.kith.avro.PresenceState",
          "dev.kith.avro.HistoryEntry",
          "dev.kith.avro.SettingsState",
          "dev.kith.avro.SyncState",
          "dev.kith.avro.BudgetState",
          "dev.kith.avro.RecentsState",
          "dev.kith.avro.AppearanceState",
          "dev.kith.avro.SubjectReplicaState",
          "dev.kith.avro.PairState",
          "dev.kith.avro.PlaceState",
          "dev.kith.avro.SubjectFanOutState",
          "dev.kith.avro.PairTimesState",
          "dev.kith.avro.ReplicaPage");

  @Test
  void every_record_type_has_a_topic_and_every_topic_has_schemas() {
    Set<String> written = new HashSet<>(SchemaFiles.topLevelRecords());

    List<String> carried = new ArrayList<>();
    Topics.ALL.forEach(topic -> topic.records().forEach(type -> carried.add(type.getName())));

    written.removeAll(IN_NO_TOPIC);
    assertThat(carried).containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void a_class_has_the_full_name_of_its_schema() {
    for (Topic topic : Topics.ALL) {
      for (var type : topic.records()) {
        Schema schema = SpecificData.get().getSchema(type);

        assertThat(topic.record(schema.getFullName())).contains(type);
      }
    }
  }

  @Test
  void names_are_in_use_once() {
    assertThat(Topics.ALL).extracting(Topic::name).doesNotHaveDuplicates();
  }

  static List<Topic> all() {
    return Topics.ALL;
  }

  @ParameterizedTest
  @MethodSource("all")
  void timestamps_are_set_by_the_broker(Topic topic) {
    assertThat(topic.configs()).containsEntry("message.timestamp.type", "LogAppendTime");
  }

  @ParameterizedTest
  @MethodSource("all")
  void every_setting_is_one_that_kafka_has(Topic topic) throws IllegalAccessException {
    Set<Object> known = new HashSet<>();
    for (var constant : TopicConfig.class.getFields()) {
      known.add(constant.get(null));
    }

    assertThat(topic.configs().keySet()).isSubsetOf(known.toArray(String[]::new));
  }

  @Test
  void the_journal_is_kept_permanently() {
    assertThat(Topics.JOURNAL.configs())
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "-1")
        .containsEntry("retention.bytes", "-1");
  }

  @Test
  void what_is_compacted_forgets_nothing_but_what_was_superseded() {
    for (Topic topic :
        List.of(
            Topics.CONTACT_MIRRORS,
            Topics.PROFILES,
            Topics.RELATIONS,
            Topics.UPDATES,
            Topics.PRESENCE)) {
      assertThat(topic.configs())
          .containsEntry("cleanup.policy", "compact")
          .doesNotContainKey("retention.ms");
    }
  }

  @Test
  void only_the_writer_of_the_fan_out_chooses_the_partition() {
    assertThat(Topics.ALL)
        .filteredOn(topic -> topic.placement().isEmpty())
        .containsExactly(Topics.FANOUT);
    assertThatIllegalStateException()
        .isThrownBy(() -> Topics.FANOUT.partition("alice".getBytes(UTF_8), 4))
        .withMessageContaining("kith.fanout");
  }

  @Test
  void the_fan_out_is_kept_for_a_week() {
    assertThat(Topics.FANOUT.configs())
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "604800000");
  }

  @Test
  void short_retention_has_short_segments() {
    assertThat(Topics.MESSAGES.configs())
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "86400000")
        .containsEntry("segment.ms", "12342857");
  }
}
