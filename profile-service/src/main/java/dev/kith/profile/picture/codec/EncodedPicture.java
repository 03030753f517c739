package dev.kith.profile.picture.codec;

import dev.kith.domain.Picture;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Re-encoded picture, ready to be stored; closing it deletes its files.
 *
 * @param folder folder of its files
 * @param variants the full picture, and the thumbnails that are smaller
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
