package dev.kith.profile.rest.picture;

import dev.kith.kit.http.StreamedBodies;
import dev.kith.profile.picture.store.PictureConfig;
import jakarta.inject.Singleton;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Paths of pictures and uploads, with their body limit: larger than that of JSON. */
@Singleton
public class PictureBodyPaths implements StreamedBodies {

  private static final Pattern PATH = Pattern.compile("/v1/(users|groups)/[^/]+/picture(/.*)?");

  private final long most;

  PictureBodyPaths(PictureConfig settings) {
    this.most = settings.maximumSize().asLongValue();
  }

  @Override
  public OptionalLong most(String path) {
    return PATH.matcher(path).matches() ? OptionalLong.of(most) : OptionalLong.empty();
  }
}
