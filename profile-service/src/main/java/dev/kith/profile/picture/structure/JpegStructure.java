package dev.kith.profile.picture.structure;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parser of a JPEG file's segments (ITU-T T.81, annex B), up to the end of its first image. */
public final class JpegStructure {

  private static final int MAXIMUM_SEGMENTS = 2_000;
  private static final int MAXIMUM_SCANS = 64;

  /** Limit of pixels times scans: a decoder processes all pixels for each scan. */
  private static final long MAXIMUM_SCANNED = 600_000_000;

  private static final int CMYK = 4;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0};

  private final Bytes bytes;
  private final List<ByteBuffer> essential = new ArrayList<>();
  private final JpegProfile profile = new JpegProfile();
  private final Set<Integer> scanned = new HashSet<>();
  private final List<ByteBuffer> profileSegments = new ArrayList<>();
  private ByteBuffer exif = Structure.NOTHING;
  private int segments;
  private int scans;
  private @Nullable JpegFrame frame;

  private JpegStructure(ByteBuffer file) {
    this.bytes = new Bytes(file, 0, file.limit());
  }

  public static Structure read(ByteBuffer file) throws InvalidStructureException {
    return new JpegStructure(file).read();
  }

  private Structure read() throws InvalidStructureException {
    bytes.skip(2);
    essential.add(bytes.slice(0, 2));
    for (var marker = marker(); marker != Marker.EOI; marker = marker()) {
      if (!Marker.isAlone(marker)) {
        segment(marker);
      }
    }
    essential.add(Marker.endOfImage());
    return structure();
  }

  private Structure structure() throws InvalidStructureException {
    var complete = frame;
    if (complete == null || !scanned.containsAll(complete.components())) {
      throw InvalidStructureException.truncated();
    }
    var components = complete.components().size();
    return new Structure(
        complete.width(),
        complete.height(),
        new Structure.Frame(0, 0, complete.width(), complete.height()),
        components,
        exif,
        components == CMYK ? Structure.NOTHING : profile.joined(),
        essential);
  }

  /** Returns the next marker; skips bytes between segments, as decoders do. */
  private int marker() throws InvalidStructureException {
    while (true) {
      while (bytes.u8() != 0xff) {}
      var marker = bytes.u8();
      while (marker == 0xff) {
        marker = bytes.u8();
      }
      if (marker != 0) {
        count();
        return marker;
      }
    }
  }

  private void count() throws InvalidStructureException {
    if (++segments > MAXIMUM_SEGMENTS) {
      throw InvalidStructureException.tooComplex(
          "has more than %d segments".formatted(MAXIMUM_SEGMENTS));
    }
  }

  private void segment(int marker) throws InvalidStructureException {
    var from = bytes.position() - 2;
    var length = bytes.u16();
    if (length < 2) {
      throw InvalidStructureException.broken("has a segment without a length");
    }
    bytes.require(length - 2);
    var data = new Bytes(bytes.slice(from + 4, length - 2), 0, length - 2);
    bytes.skip(length - 2);
    switch (marker) {
      case Marker.DHT, Marker.DQT, Marker.DRI, Marker.APP14 -> keep(from, 2 + length);
      case Marker.APP0 -> keepFirst(from, 2 + length);
      case Marker.APP1 -> exif(data);
      case Marker.APP2 -> profile(data, from, 2 + length);
      case Marker.SOF0, Marker.SOF1, Marker.SOF2 -> frame(JpegFrame.read(data), from, 2 + length);
      case Marker.SOS -> scan(data, from);
      default -> Marker.requireTaken(marker);
    }
  }

  private void keep(int from, int length) throws InvalidStructureException {
    essential.add(bytes.slice(from, length));
  }

  /** JFIF's header segment is the first of all; later ones contain thumbnails. */
  private void keepFirst(int from, int length) throws InvalidStructureException {
    if (essential.size() == 1) {
      keep(from, length);
    }
  }

  private void exif(Bytes data) throws InvalidStructureException {
    if (!exif.hasRemaining() && startsWith(data, EXIF)) {
      exif = data.slice(EXIF.length + 1, data.remaining() - EXIF.length - 1);
    }
  }

  private static boolean startsWith(Bytes data, byte[] start) throws InvalidStructureException {
    return data.remaining() > start.length && Arrays.equals(data.copy(0, start.length), start);
  }

  private void profile(Bytes data, int from, int length) throws InvalidStructureException {
    if (profile.add(data)) {
      profileSegments.add(bytes.slice(from, length));
    }
  }

  private void frame(JpegFrame read, int from, int length) throws InvalidStructureException {
    if (frame != null) {
      throw InvalidStructureException.broken("has more than one frame");
    }
    frame = read;
    if (read.components().size() == CMYK) {
      // the decoder converts CMYK
      essential.addAll(profileSegments);
    }
    keep(from, length);
  }

  private void scan(Bytes header, int from) throws InvalidStructureException {
    var of = frame;
    if (of == null) {
      throw InvalidStructureException.broken("has a scan before its frame");
    }
    if (++scans > MAXIMUM_SCANS || of.pixels() * scans > MAXIMUM_SCANNED) {
      throw InvalidStructureException.tooComplex(
          "has %d scans of %d x %d pixels, more than allowed"
              .formatted(scans, of.width(), of.height()));
    }
    for (var count = header.u8(); count > 0; count--) {
      scanned.add(header.u8());
      header.skip(1);
    }
    skipEntropyData();
    keep(from, bytes.position() - from);
  }

  /** Skips to the next marker that is neither a restart nor a stuffed byte. */
  private void skipEntropyData() throws InvalidStructureException {
    while (true) {
      while (bytes.u8() != 0xff) {}
      var next = bytes.u8();
      while (next == 0xff) {
        next = bytes.u8();
      }
      if (next != 0 && !Marker.isRestart(next)) {
        bytes.skip(-2);
        return;
      }
    }
  }
}
