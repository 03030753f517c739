package dev.kith.profile.picture.structure;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Colour space of a PNG: cICP takes precedence over iCCP, iCCP over sRGB, and sRGB over gAMA and
 * cHRM (https://www.w3.org/TR/png-3/#color-chunk-precendence).
 */
final class PngColours {

  private static final int MAXIMUM_PROFILE = 4 * 1024 * 1024;
  private static final int MAX_NAME_LENGTH = 79;

  private final Map<String, PngChunk> chunks = new HashMap<>();

  void take(PngChunk chunk) {
    chunks.putIfAbsent(chunk.type(), chunk);
  }

  /** The colour space as an ICC profile; empty for sRGB and for unsupported ones. */
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

  /** Reads iCCP: a name, a zero byte, the compression method, and the compressed profile. */
  private static ByteBuffer inflated(ByteBuffer data) throws InvalidStructureException {
    var name = 0;
    while (name < data.limit() && name <= MAX_NAME_LENGTH && data.get(name) != 0) {
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
