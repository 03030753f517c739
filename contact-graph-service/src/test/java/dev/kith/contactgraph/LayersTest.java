package dev.kith.contactgraph;

import dev.kith.kit.Layers;
import org.junit.jupiter.api.Test;

class LayersTest {

  @Test
  void dependencies_point_one_way() {
    Layers.hold("dev.kith.contactgraph");
  }
}
