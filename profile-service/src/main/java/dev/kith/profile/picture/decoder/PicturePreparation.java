package dev.kith.profile.picture.decoder;

import dev.kith.profile.picture.codec.DecodeRequest;
import dev.kith.profile.picture.codec.EncodedPicture;
import dev.kith.profile.picture.codec.PictureHeader;
import dev.kith.profile.picture.codec.PictureLimits;
import dev.kith.profile.picture.codec.PictureSource;
import dev.kith.profile.picture.codec.PreparationResult;
import dev.kith.profile.picture.codec.UnacceptablePicture;
import dev.kith.profile.picture.codec.WorkFolder;
import dev.kith.profile.picture.structure.InvalidStructureException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Converter of an uploaded file into the picture to store. The file's structure is read in this
 * process, in time proportional to its length; its pixels are decoded in a process that can be
 * killed.
 */
public final class PicturePreparation implements AutoCloseable {

  private final PictureLimits limits;
  private final DecoderPool decoders;

  /**
   * @param decoders number of processes; each decodes one picture at a time
   * @param decodingLimit maximum processor time of one picture
   * @param patience maximum wait of a file for a decoder
   */
  public PicturePreparation(
      PictureLimits limits, int decoders, Duration decodingLimit, Duration patience) {
    this.limits = limits;
    this.decoders =
        new DecoderPool(new DecoderLimits(decoders, decodingLimit, limits.megapixels()), patience);
  }

  /**
   * Converts {@code file} without changing it; its name is ignored.
   *
   * @param user uploader; one picture per user is decoded at a time
   */
  public PreparationResult prepare(String user, Path file)
      throws IOException, InterruptedException {
    try (var source = new PictureSource(file)) {
      var header = source.header();
      if (header.isEmpty()) {
        return UnacceptablePicture.noPicture();
      }
      var refused = limits.refuse(header.get().structure());
      return refused.isPresent() ? refused.get() : decode(user, header.get());
    } catch (InvalidStructureException invalid) {
      return UnacceptablePicture.of(invalid);
    }
  }

  private PreparationResult decode(String user, PictureHeader header)
      throws IOException, InterruptedException {
    var folder = WorkFolder.create();
    PreparationResult preparationResult = UnacceptablePicture.broken();
    try {
      PictureSource.writeEssential(header, folder.source());
      preparationResult = decoders.decode(user, DecodeRequest.of(header, folder));
      return preparationResult;
    } finally {
      if (!(preparationResult instanceof EncodedPicture)) {
        folder.close();
      }
    }
  }

  /** Ends the decoder processes. */
  @Override
  public void close() {
    decoders.close();
  }
}
