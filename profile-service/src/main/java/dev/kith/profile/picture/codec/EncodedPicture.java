package dev.kith.profile.picture.codec;

import dev.kith.domain.Picture;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A picture ready to be kept; its files are gone when it is closed.
 *
 * @param folder where its files are
 * @param variants the whole, and the thumbnails that are smaller
 */
public record EncodedPicture(Picture picture, WorkFolder folder, Set<Variant> variants)
    implements PreparationResult, AutoCloseable {

  public EncodedPicture {
    variants = Set.copyOf(variants);
  }

  public Map<Variant, Path> files() {
    return variants.stream().collect(Collectors.toMap(variant -> variant, folder::of));
  }

  @Override
  public void close() {
    folder.close();
  }
}
