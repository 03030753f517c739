package dev.kith.contactgraph;

import dev.kith.kit.Layers;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {

  @Test
  void dependencies_point_one_way_and_form_no_cycle() {
    new Layers(
            "dev.kith.contactgraph",
            List.of("budget.store", "streams", "sync", "topology"),
            List.of(),
            List.of())
        .check();
  }
}
