package dev.kith.profile.picture;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the plain classes of this package available for injection. */
@ApplicationScoped
public class PictureBeans {

  @Produces
  @Singleton
  ObjectStore store(PictureSettings settings) {
    return switch (settings.store()) {
      case FOLDER -> new FolderStore(settings.folder());
      case S3 -> S3Store.of(settings.s3());
    };
  }

  @Produces
  @Singleton
  Pictures pictures(ObjectStore store) {
    return new Pictures(store);
  }

  @Produces
  @Singleton
  Uploads uploads(ObjectStore store, PictureSettings settings) {
    return new Uploads(
        store,
        new UploadLimits(
            settings.uploadExpiry(),
            settings.uploads(),
            settings.uploadsSize().asLongValue(),
            settings.uploadPause()));
  }

  @Produces
  @Singleton
  Preparation preparation(PictureSettings settings) {
    return new Preparation(
        new PictureLimits(settings.longestSide(), settings.megapixels()),
        settings.decoders(),
        settings.decodingLimit(),
        settings.decodingTimeout());
  }

  void close(@Disposes Preparation preparation) {
    preparation.close();
  }

  @Produces
  @Singleton
  Sweep sweep(ObjectStore store, Pictures pictures, Uploads uploads, PictureSettings settings) {
    return new Sweep(store, pictures, uploads, settings.gracePeriod());
  }
}
