package dev.kith.profile.picture.codec;

import dev.kith.profile.picture.structure.Structure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Request to a decoder process about one file.
 *
 * @param folder folder of the file and of the results
 * @param width width of the canvas in pixels
 * @param frame position of the decoded pixels on the canvas
 * @param profile the ICC profile of the pixels; empty: sRGB
 */
public record DecodeRequest(
    WorkFolder folder,
    PictureFormat format,
    int width,
    int height,
    Structure.Frame frame,
    Orientation orientation,
    ByteBuffer profile) {

  public static DecodeRequest of(PictureHeader header, WorkFolder folder) {
    var structure = header.structure();
    return new DecodeRequest(
        folder,
        header.format(),
        structure.width(),
        structure.height(),
        structure.frame(),
        header.orientation(),
        structure.profile());
  }

  public void write(DataOutput output) throws IOException {
    output.writeUTF(folder.path().toString());
    output.writeUTF(format.name());
    output.writeInt(width);
    output.writeInt(height);
    output.writeInt(frame.x());
    output.writeInt(frame.y());
    output.writeInt(frame.width());
    output.writeInt(frame.height());
    output.writeInt(orientation.code());
    var bytes = profileBytes();
    output.writeInt(bytes.length);
    output.write(bytes);
  }

  public static DecodeRequest read(DataInput input) throws IOException {
    var folder = new WorkFolder(Path.of(input.readUTF()));
    var format = PictureFormat.valueOf(input.readUTF());
    var width = input.readInt();
    var height = input.readInt();
    var frame =
        new Structure.Frame(input.readInt(), input.readInt(), input.readInt(), input.readInt());
    var orientation = new Orientation(input.readInt());
    var profile = new byte[input.readInt()];
    input.readFully(profile);
    return new DecodeRequest(
        folder, format, width, height, frame, orientation, ByteBuffer.wrap(profile));
  }

  byte[] profileBytes() {
    var bytes = new byte[profile.remaining()];
    profile.get(profile.position(), bytes);
    return bytes;
  }
}
