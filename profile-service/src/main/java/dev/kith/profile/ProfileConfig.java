package dev.kith.profile;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much a profile may hold, under {@code kith.profiles.*}. Characters are code points. */
@ConfigMapping(prefix = "kith.profiles")
public interface ProfileConfig {

  /** Characters of a name. */
  @WithDefault("256")
  int nameLength();

  /** Characters of a status. */
  @WithDefault("1024")
  int statusLength();

  /** Attributes of one profile. */
  @WithDefault("64")
  int attributes();

  /** Characters of an attribute's text. */
  @WithDefault("4096")
  int attributeLength();

  /** All attributes of one profile together, as JSON in UTF-8. */
  @WithDefault("16K")
  MemorySize attributesSize();

  /** Privacy rules of one field. */
  @WithDefault("100")
  int rules();

  History history();

  /** How much of each owner's journal can be read as history. */
  interface History {
    /** Events of one owner. */
    @WithDefault("500")
    int events();

    /** None that is older than this. */
    @WithDefault("90d")
    Duration age();
  }
}
