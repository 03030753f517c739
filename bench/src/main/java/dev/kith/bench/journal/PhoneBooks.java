package dev.kith.bench.journal;

import dev.kith.avro.ContactsSynced;
import dev.kith.harness.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Test phone books for syncs: half of the addresses in each one have a profile. The phone books of
 * consecutive owners begin 7,919 profiles apart.
 *
 * @param existing the addresses with a profile
 */
public record PhoneBooks(Population existing) {

  /** Returns phone books that are drawn from this many different addresses. */
  public static PhoneBooks of(int addresses) {
    return new PhoneBooks(Population.of(addresses / 2));
  }

  /** Returns the owner of a phone book. */
  public String owner(int number) {
    return existing.reader() + "-owner-" + number;
  }

  /**
   * Returns the {@code count} different addresses of a phone book, alternately with and without a
   * profile.
   */
  public List<String> peers(int number, int count) {
    int size = existing.size();
    if (count > 2 * size) {
      throw new IllegalArgumentException("There are no " + count + " different addresses");
    }
    int first = (int) (number * 7_919L % size);
    List<String> peers = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      int place = (first + at / 2) % size;
      peers.add(at % 2 == 0 ? existing.address(place) : absent(place));
    }
    return peers;
  }

  /** Returns the addresses of a phone book that have a profile. */
  public Set<String> matches(List<String> peers) {
    Set<String> matches = new HashSet<>(peers);
    matches.retainAll(Set.copyOf(existing.addresses()));
    return matches;
  }

  public static String json(List<String> peers) {
    return Json.of(
            Map.of(
                "addresses", peers,
                "contact", true,
                "subscribe", true,
                "labels", List.of(),
                "syncNow", true))
        .toString();
  }

  /** Returns the event of such a sync by an owner who had no relation to any of the addresses. */
  public static ContactsSynced event(List<String> peers) {
    return new ContactsSynced(Population.ACTOR, peers, false, true, true, List.of(), null);
  }

  private String absent(int number) {
    return existing.reader() + "-absent-" + number;
  }
}
