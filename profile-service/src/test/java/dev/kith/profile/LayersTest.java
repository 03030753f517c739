package dev.kith.profile;

import dev.kith.kit.Layers;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {

  @Test
  void dependencies_point_one_way_and_form_no_cycle() {
    new Layers("dev.kith.profile", List.of("streams"), List.of(), List.of()).check();
  }
}
