package dev.kith.profile.picture.structure;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parser of a PNG file's chunks (https://www.w3.org/TR/png-3), up to IEND. */
public final class PngStructure {

  private static final int SIGNATURE = 8;
  private static final int MAXIMUM_CHUNKS = 50_000;
  private static final int MAXIMUM_EXIF = 64 * 1024;

  private final ByteBuffer file;
  private final Bytes bytes;
  private final PngColours colours = new PngColours();
  private final List<ByteBuffer> head = new ArrayList<>();
  private final List<ByteBuffer> data = new ArrayList<>();
  private ByteBuffer exif = Structure.NOTHING;
  private @Nullable PngHeader header;

  private PngStructure(ByteBuffer file) {
    this.file = file;
    this.bytes = new Bytes(file, 0, file.limit());
  }

  public static Structure read(ByteBuffer file) throws InvalidStructureException {
    return new PngStructure(file).read();
  }

  private Structure read() throws InvalidStructureException {
    head.add(bytes.slice(0, SIGNATURE));
    bytes.skip(SIGNATURE);
    var chunks = 0;
    for (var chunk = PngChunk.next(file, bytes);
        !chunk.is("IEND");
        chunk = PngChunk.next(file, bytes)) {
      if (++chunks > MAXIMUM_CHUNKS) {
        throw InvalidStructureException.tooComplex(
            "has more than %d chunks".formatted(MAXIMUM_CHUNKS));
      }
      take(chunk);
    }
    return structure();
  }

  private Structure structure() throws InvalidStructureException {
    var complete = header;
    if (complete == null || data.isEmpty()) {
      throw InvalidStructureException.broken("has no pixels");
    }
    var essential = new ArrayList<>(head);
    essential.addAll(PngChunk.written("IDAT", data));
    essential.addAll(PngChunk.written("IEND", List.of()));
    return new Structure(
        complete.width(),
        complete.height(),
        new Structure.Frame(0, 0, complete.width(), complete.height()),
        complete.pixelBytes(),
        exif,
        colours.profile(complete.isGrey()),
        essential);
  }

  private void take(PngChunk chunk) throws InvalidStructureException {
    if (header == null) {
      header = PngHeader.read(chunk);
      head.add(chunk.whole());
      return;
    }
    switch (chunk.type()) {
      case "PLTE", "tRNS" -> {
        chunk.requireIntact();
        if (data.isEmpty()) {
          head.add(chunk.whole());
        }
      }
      case "IDAT" -> {
        chunk.requireIntact();
        data.add(chunk.data());
      }
      case "eXIf" -> {
        if (!exif.hasRemaining() && chunk.data().remaining() <= MAXIMUM_EXIF) {
          exif = chunk.data();
        }
      }
      case "iCCP", "sRGB", "gAMA", "cHRM", "cICP" -> colours.take(chunk);
      case "IHDR" -> throw InvalidStructureException.broken("has more than one header");
      default -> chunk.requireKnown();
    }
  }
}
