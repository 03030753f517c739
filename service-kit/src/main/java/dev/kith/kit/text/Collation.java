package dev.kith.kit.text;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.IllformedLocaleException;
import com.ibm.icu.util.ULocale;
import java.util.Optional;

/** How names are put in order: Unicode's collation, as CLDR has it for a locale. */
public final class Collation {

  /** A tag that is longer says nothing more about order. */
  private static final int LONGEST_TAG = 64;

  /** Of no language in particular. Sort keys of it are in stores: see who uses it. */
  public static final Collator ROOT = Collator.getInstance(ULocale.ROOT).freeze();

  private Collation() {}

  /**
   * The order of a locale, the root's if nothing is known of it.
   *
   * @param tag such as {@code nb} or {@code de-u-co-phonebk} (BCP 47)
   * @return nothing if this is no such tag
   */
  public static Optional<Collator> of(String tag) {
    if (tag.isEmpty() || tag.length() > LONGEST_TAG) {
      return Optional.empty();
    }
    try {
      var locale = new ULocale.Builder().setLanguageTag(tag).build();
      return Optional.of(Collator.getInstance(locale).freeze());
    } catch (IllformedLocaleException notATag) {
      return Optional.empty();
    }
  }
}
