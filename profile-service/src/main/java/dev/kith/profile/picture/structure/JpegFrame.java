package dev.kith.profile.picture.structure;

import java.util.ArrayList;
import java.util.List;

/**
 * Frame header of a JPEG.
 *
 * @param components identifiers of the components
 */
record JpegFrame(int width, int height, List<Integer> components) {

  JpegFrame {
    components = List.copyOf(components);
  }

  static JpegFrame read(Bytes segment) throws InvalidStructureException {
    if (segment.u8() != 8) {
      throw InvalidStructureException.tooComplex("has more than 8 bits per sample");
    }
    var height = segment.u16();
    var width = segment.u16();
    var components = new ArrayList<Integer>();
    for (var count = segment.u8(); count > 0; count--) {
      components.add(segment.u8());
      segment.skip(2);
    }
    if (components.isEmpty() || components.size() > 4) {
      throw InvalidStructureException.broken("has no colour components, or more than four");
    }
    return new JpegFrame(width, height, components);
  }

  long pixels() {
    return (long) width * height;
  }
}
