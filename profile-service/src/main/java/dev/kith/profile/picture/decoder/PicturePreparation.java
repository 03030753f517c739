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
 * Makes of a file what is kept. Its structure is read here, in time proportional to its length; its
 * pixels are decoded in a process that can be killed.
 */
public final class PicturePreparation implements AutoCloseable {

  private final PictureLimits limits;
  private final DecoderPool decoders;

  /**
   * @param decoders processes, each of which decodes one picture at a time
   * @param decodingLimit processor time of one picture
   * @param patience how long a file waits for its turn
   */
  public PicturePreparation(
      PictureLimits limits, int decoders, Duration decodingLimit, Duration patience) {
    this.limits = limits;
    this.decoders =
        new DecoderPool(new DecoderLimits(decoders, decodingLimit, limits.megapixels()), patience);
  }

  /**
   * Reads {@code file} and leaves it as it is; its name says nothing.
   *
   * @param user who sent it: one picture of each is decoded at a time
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
