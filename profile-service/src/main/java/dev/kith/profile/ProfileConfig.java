package dev.kith.profile;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings {@code kith.profiles.*}: size limits of a profile. Characters are code points. */
@ConfigMapping(prefix = "kith.profiles")
public interface ProfileConfig {

  /** Maximum characters of a name. */
  @WithDefault("256")
  int nameLength();

  /** Maximum characters of a status. */
  @WithDefault("1024")
  int statusLength();

  /** Maximum number of attributes of one profile. */
  @WithDefault("64")
  int attributes();

  /** Maximum characters of an attribute's text. */
  @WithDefault("4096")
  int attributeLength();

  /** Maximum size of all attributes of one profile, as JSON in UTF-8. */
  @WithDefault("16K")
  MemorySize attributesSize();

  /** Maximum number of privacy rules of one field. */
  @WithDefault("100")
  int rules();

  /**
   * Memory of the cache of decoded profiles and half-edges of one node, at most half of the heap; 0
   * switches it off.
   */
  @WithDefault("192M")
  MemorySize cacheSize();

  History history();

  /** Retention of each owner's history. */
  interface History {
    /** Maximum number of events of one owner. */
    @WithDefault("500")
    int events();

    /** Maximum age of an event. */
    @WithDefault("90d")
    Duration age();
  }
}
