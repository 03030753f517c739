package dev.kith.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.door.routing.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceNodeTest {

  private static final List<String> EARLIER =
      List.of(
          "front-door",
          "kafka-broker",
          "notifier-service",
          "notifier-service-2",
          "notifier-service-2-management",
          "profile-service");

  @Test
  void nodes_of_an_earlier_run_that_are_not_started_have_departed() {
    assertThat(
            ServiceNode.departed(
                EARLIER,
                List.of(new ServiceNode(Service.NOTIFIER, 1), new ServiceNode(Service.PROFILE, 1))))
        .containsExactly(
            "kith-notifier-service/notifier-service-2-1",
            "kith-notifier-service/notifier-service-2-2");
  }

  @Test
  void a_run_of_as_many_nodes_loses_none() {
    assertThat(
            ServiceNode.departed(
                EARLIER,
                List.of(
                    new ServiceNode(Service.NOTIFIER, 1),
                    new ServiceNode(Service.NOTIFIER, 2),
                    new ServiceNode(Service.PROFILE, 1))))
        .isEmpty();
  }
}
