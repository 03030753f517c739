package dev.kith.profile.picture;

import dev.kith.profile.picture.codec.PictureLimits;
import dev.kith.profile.picture.decoder.PicturePreparation;
import dev.kith.profile.picture.store.FolderStore;
import dev.kith.profile.picture.store.ObjectStore;
import dev.kith.profile.picture.store.PictureConfig;
import dev.kith.profile.picture.store.Pictures;
import dev.kith.profile.picture.store.S3Store;
import dev.kith.profile.picture.upload.UploadLimits;
import dev.kith.profile.picture.upload.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** CDI producers of the plain classes in the picture packages. */
@ApplicationScoped
public class PictureBeans {

  @Produces
  @Singleton
  ObjectStore store(PictureConfig settings) {
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
  Uploads uploads(ObjectStore store, PictureConfig settings) {
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
  PicturePreparation preparation(PictureConfig settings) {
    return new PicturePreparation(
        new PictureLimits(settings.longestSide(), settings.megapixels()),
        settings.decoders(),
        settings.decodingLimit(),
        settings.decodingTimeout());
  }

  void close(@Disposes PicturePreparation picturePreparation) {
    picturePreparation.close();
  }

  @Produces
  @Singleton
  PictureSweep sweep(
      ObjectStore store, Pictures pictures, Uploads uploads, PictureConfig settings) {
    return new PictureSweep(store, pictures, uploads, settings.gracePeriod());
  }
}
