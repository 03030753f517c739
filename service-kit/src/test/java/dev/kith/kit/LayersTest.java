package dev.kith.kit;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {

  @Test
  void dependencies_point_one_way_and_form_no_cycle() {
    new Layers(
            "dev.kith.kit",
            List.of("halt", "stores", "topology"),
            List.of(),
            List.of("codec", "streams"))
        .check();
  }
}
