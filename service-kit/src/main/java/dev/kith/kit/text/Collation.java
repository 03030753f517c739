package dev.kith.kit.text;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.IllformedLocaleException;
import com.ibm.icu.util.ULocale;
import java.util.Optional;

/** Unicode collation of names, with the CLDR rules of a locale. */
public final class Collation {

  /** Longer tags add nothing about order. */
  private static final int MAX_TAG_LENGTH = 64;

  /**
   * Collator of no particular language. State stores contain its sort keys, so a change requires a
   * rebuild of those stores; see the uses.
   */
  public static final Collator ROOT = Collator.getInstance(ULocale.ROOT).freeze();

  private Collation() {}

  /**
   * Collator of a locale; the root collator if the locale is unknown.
   *
   * @param tag such as {@code nb} or {@code de-u-co-phonebk} (BCP 47)
   * @return empty if this is not a language tag
   */
  public static Optional<Collator> of(String tag) {
    if (tag.isEmpty() || tag.length() > MAX_TAG_LENGTH) {
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
