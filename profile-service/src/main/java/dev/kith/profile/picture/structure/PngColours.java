package dev.kith.profile.picture.structure;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * How the samples of a PNG become colours: cICP goes before iCCP, that before sRGB, and that before
 * gAMA and cHRM (https://www.w3.org/TR/png-3/#color-chunk-precendence).
 */
final class PngColours {

  private static final int MAXIMUM_PROFILE = 4 * 1024 * 1024;
  private static final int LONGEST_NAME = 79;

  private final Map<String, PngChunk> chunks = new HashMap<>();

  void take(PngChunk chunk) {
    chunks.putIfAbsent(chunk.type(), chunk);
  }

  /** As an ICC profile; empty for sRGB and for what is not understood. */
  ByteBuffer profile(boolean grey) throws InvalidStructureException {
    var cicp = chunks.get("cICP");
    if (cicp != null) {
      var colours = CodedColours.of(cicp.data());
      if (colours.isPresent()) {
        return colours.get().profile(grey);
      }
    }
    var iccp = chunks.get("iCCP");
    if (iccp != null) {
      return inflated(iccp.data());
    }
    return chunks.containsKey("sRGB") ? Structure.NOTHING : calibrated(grey);
  }

  private ByteBuffer calibrated(boolean grey) {
    var gamma = chunks.get("gAMA");
    var primaries = chunks.get("cHRM");
    var colours =
        Calibration.of(
            gamma == null ? Structure.NOTHING : gamma.data(),
            primaries == null ? Structure.NOTHING : primaries.data());
    return colours.isPresent() ? colours.get().profile(grey) : Structure.NOTHING;
  }

  /** A name, a zero, the method of compression, and a compressed profile. */
  private static ByteBuffer inflated(ByteBuffer data) throws InvalidStructureException {
    var name = 0;
    while (name < data.limit() && name <= LONGEST_NAME && data.get(name) != 0) {
      name++;
    }
    if (name + 2 >= data.limit()) {
      return Structure.NOTHING;
    }
    try (var inflater = new Inflater()) {
      inflater.setInput(data.slice(name + 2, data.limit() - name - 2));
      return inflated(inflater);
    } catch (DataFormatException nonsense) {
      return Structure.NOTHING;
    }
  }

  private static ByteBuffer inflated(Inflater inflater)
      throws DataFormatException, InvalidStructureException {
    var profile = new ByteArrayOutputStream();
    var part = new byte[16 * 1024];
    for (var count = inflater.inflate(part); count > 0; count = inflater.inflate(part)) {
      profile.write(part, 0, count);
      if (profile.size() > MAXIMUM_PROFILE) {
        throw InvalidStructureException.tooComplex(
            "has a colour profile of more than %d bytes".formatted(MAXIMUM_PROFILE));
      }
    }
    return inflater.finished() ? ByteBuffer.wrap(profile.toByteArray()) : Structure.NOTHING;
  }
}
