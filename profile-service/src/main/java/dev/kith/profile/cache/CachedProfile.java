package dev.kith.profile.cache;

import dev.kith.domain.Presence;
import dev.kith.domain.Profile;
import dev.kith.domain.Scalar;
import dev.kith.domain.Settings;
import dev.kith.domain.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Profile of one owner with settings and presence, and the encoded views that were read of it. */
public final class CachedProfile {

  /** Most owners have two: of contacts, and of all others. */
  private static final int VIEWS = 4;

  /** Bytes of the objects of a profile without its texts, with its key and one encoded view. */
  private static final int FIXED_BYTES = 900;

  /** A text is stored as such, and in two encoded views. */
  private static final int BYTES_PER_LATIN_CHARACTER = 3;

  private static final int BYTES_PER_CHARACTER = 8;
  private static final int LAST_LATIN_CHARACTER = 0xFF;

  private static final int BYTES_PER_ATTRIBUTE = 150;
  private static final int BYTES_PER_RULE = 120;

  private final Profile profile;
  private final Settings settings;
  private final Presence presence;
  private volatile List<EncodedView> encoded = List.of();

  public CachedProfile(Profile profile, Settings settings, Presence presence) {
    this.profile = profile;
    this.settings = settings;
    this.presence = presence;
  }

  public Profile profile() {
    return profile;
  }

  public Settings settings() {
    return settings;
  }

  public Presence presence() {
    return presence;
  }

  /** The view as JSON, encoded once for all viewers who see the same. */
  public EncodedView encoded(View view, Function<View, EncodedView> encoder) {
    var known = encoded;
    for (var one : known) {
      if (one.view().equals(view)) {
        return one;
      }
    }
    var added = encoder.apply(view);
    if (known.size() < VIEWS) {
      var more = new ArrayList<>(known);
      more.add(added);
      // another reader may add one at the same time; losing it costs one encoding
      encoded = List.copyOf(more);
    }
    return added;
  }

  /** Bytes of heap, estimated; includes as many encoded views as most owners have. */
  int bytes() {
    var fields = profile.fields();
    var texts = length(fields.name().orElse("")) + length(fields.status().orElse(""));
    for (var attribute : fields.attributes().entrySet()) {
      texts += length(attribute.getKey()) + BYTES_PER_ATTRIBUTE;
      if (attribute.getValue() instanceof Scalar.Text(var text)) {
        texts += length(text);
      }
    }
    var rules = profile.privacy().byField().values().stream().mapToInt(List::size).sum();
    return FIXED_BYTES + texts + rules * BYTES_PER_RULE;
  }

  private static int length(String text) {
    var isLatin = text.chars().allMatch(character -> character <= LAST_LATIN_CHARACTER);
    return text.length() * (isLatin ? BYTES_PER_LATIN_CHARACTER : BYTES_PER_CHARACTER);
  }
}
