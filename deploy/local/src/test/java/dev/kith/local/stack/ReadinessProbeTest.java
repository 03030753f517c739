package dev.kith.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadinessProbeTest {

  @Test
  void a_ready_node_of_a_whole_service_waits_for_nothing() {
    assertThat(
            ReadinessProbe.waitsFor(
                true,
                """
                {"status":"UP","checks":[{"name":"streams","data":{"state":"RUNNING","partitions":"0 1","waitingFor":"it was"}},
                {"name":"partitions","data":{"unserved":""}},{"name":"journal","data":{"writes":"yes"}}]}\
                """))
        .isEmpty();
  }

  @Test
  void partitions_that_no_node_serves_are_waited_for() {
    assertThat(
            ReadinessProbe.waitsFor(
                true,
                """
                {"status":"UP","checks":[{"name":"partitions","data":{"unserved":"kith.journal-1 kith.fanout-3"}}]}\
                """))
        .contains("no node serves kith.journal-1 kith.fanout-3");
  }

  @Test
  void a_node_that_is_not_ready_says_how_far_it_is() {
    assertThat(
            ReadinessProbe.waitsFor(
                false,
                """
                {"status":"DOWN","checks":[{"name":"streams","data":{"state":"RESTORING","restoring":1200}}]}\
                """))
        .contains("Kafka Streams is RESTORING; 1200 records left to restore into its state stores");
    assertThat(ReadinessProbe.waitsFor(false, "no JSON")).contains("not ready");
  }
}
