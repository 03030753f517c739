package dev.kith.notifier;

import dev.kith.kit.Layers;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {

  @Test
  void dependencies_point_one_way_and_form_no_cycle() {
    new Layers(
            "dev.kith.notifier",
            List.of("delivery", "messages", "subject", "topology", "updates"),
            List.of("connect", "session", "tail", "wire"),
            List.of("presence", "replica", "replica.reader", "tail", "webhook"))
        .check();
  }
}
