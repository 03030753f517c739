package dev.kith.bench.sizes;

import dev.kith.avro.ChangeMode;
import dev.kith.avro.ProfileChanged;
import dev.kith.bench.journal.Population;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Test profiles that have nothing in common: addresses are UUIDs, and names and statuses are random
 * syllables. Compression gains less with them than with the data of real people.
 */
final class UnrelatedProfiles {

  private static final String CONSONANTS = "bcdfghjklmnprstvwz";
  private static final String VOWELS = "aeiouy";
  private static final int SYLLABLES_OF_NAME = 10;
  private static final int SYLLABLES_OF_STATUS = 23;

  private UnrelatedProfiles() {}

  /** Returns an address of 36 characters, always the same for a group and a number. */
  static String address(String group, int number) {
    var random = new SplittableRandom(31L * group.hashCode() + number);
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  /** Returns a whole profile: a name of 20 characters, a status of 46, and two attributes. */
  static ProfileChanged profile(int number) {
    var random = new SplittableRandom(number);
    return new ProfileChanged(
        Population.ACTOR,
        null,
        ChangeMode.REPLACE,
        syllables(random, SYLLABLES_OF_NAME),
        syllables(random, SYLLABLES_OF_STATUS),
        Map.of("city", syllables(random, 2), "level", random.nextLong(100)),
        List.of());
  }

  private static String syllables(SplittableRandom random, int count) {
    var text = new StringBuilder();
    for (int syllable = 0; syllable < count; syllable++) {
      text.append(any(random, CONSONANTS)).append(any(random, VOWELS));
    }
    return text.toString();
  }

  private static char any(SplittableRandom random, String letters) {
    return letters.charAt(random.nextInt(letters.length()));
  }
}
