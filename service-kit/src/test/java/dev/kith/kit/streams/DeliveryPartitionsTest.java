package dev.kith.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.domain.Address;
import dev.kith.kit.config.KithConfig;
import dev.kith.schemas.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryPartitionsTest {

  @ParameterizedTest
  @CsvSource({"alice, 4, 1", "bob, 4, 2", "18005550001, 64, 7", "alice, 1, 0"})
  void a_user_is_placed_by_the_murmur2_of_the_address(String user, int count, int partition) {
    assertThat(new DeliveryPartitions(count).of(new Address(user))).isEqualTo(partition);
  }

  @ParameterizedTest
  @CsvSource({"64, 4, 4", "2, 4, 2", "4, 4, 4", "16, 8, 8"})
  void there_are_never_more_than_the_other_topics_have(int others, int configured, int count) {
    var settings = new Settings(others, configured);

    assertThat(DeliveryPartitions.count(settings)).isEqualTo(count);
    assertThat(TopicInitializer.partitions(Topics.FANOUT, settings)).isEqualTo(count);
    assertThat(TopicInitializer.partitions(Topics.JOURNAL, settings)).isEqualTo(others);
  }

  @Test
  void a_start_with_another_count_is_refused() {
    var settings = new Settings(8, 4);

    TopicInitializer.checkPartitions(Topics.FANOUT, 4, settings);
    TopicInitializer.checkPartitions(Topics.JOURNAL, 8, settings);
    assertThatThrownBy(() -> TopicInitializer.checkPartitions(Topics.FANOUT, 8, settings))
        .isInstanceOf(TopicInitializer.UnfitTopics.class)
        .hasMessageContaining("kith.fanout has 8 partitions")
        .hasMessageContaining("kith.topics.delivery-partitions is 4");
    assertThatThrownBy(() -> TopicInitializer.checkPartitions(Topics.JOURNAL, 4, settings))
        .isInstanceOf(TopicInitializer.UnfitTopics.class)
        .hasMessageContaining("kith.topics.partitions is 8");
  }

  private record Settings(int partitions, int deliveryPartitions) implements KithConfig.Topics {

    @Override
    public boolean create() {
      return true;
    }

    @Override
    public short replicationFactor() {
      return -1;
    }
  }
}
