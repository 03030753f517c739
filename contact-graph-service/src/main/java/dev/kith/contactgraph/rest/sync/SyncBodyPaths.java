package dev.kith.contactgraph.rest.sync;

import dev.kith.contactgraph.ContactGraphConfig;
import dev.kith.kit.http.StreamedBodies;
import jakarta.inject.Singleton;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Path of syncs with their body limit: phone books are larger than other JSON. */
@Singleton
public class SyncBodyPaths implements StreamedBodies {

  private static final Pattern PATH = Pattern.compile("/v1/(users|groups)/[^/]+/contacts:sync");

  private final long most;

  SyncBodyPaths(ContactGraphConfig settings) {
    this.most = settings.sync().maximumBody().asLongValue();
  }

  @Override
  public OptionalLong most(String path) {
    return PATH.matcher(path).matches() ? OptionalLong.of(most) : OptionalLong.empty();
  }
}
