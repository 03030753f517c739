package dev.kith.profile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.Fields;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Lifecycle;
import dev.kith.domain.Position;
import dev.kith.domain.Presence;
import dev.kith.domain.PrivacyRules;
import dev.kith.domain.Profile;
import dev.kith.domain.Settings;
import dev.kith.domain.View;
import jakarta.ws.rs.core.EntityTag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProfileCacheTest {

  private static final Address ALICE = new Address("alice");
  private static final Address BOB = new Address("bob");
  private static final long SPACE = 1 << 20;

  private final Rows rows = new Rows();

  /** Store of a task in memory, which counts its reads. */
  private static final class Rows implements ProfileCache.Stores {
    private final Map<Address, CachedProfile> profiles = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile HalfEdge halfEdge = HalfEdge.NONE;

    @Override
    public CachedProfile profile(Address owner) {
      reads.incrementAndGet();
      return profiles.getOrDefault(owner, cached(Profile.NONE));
    }

    @Override
    public HalfEdge halfEdge(Address owner, Address viewer) {
      reads.incrementAndGet();
      return halfEdge;
    }
  }

  private static CachedProfile cached(Profile profile) {
    return new CachedProfile(profile, Settings.NONE, Presence.NONE);
  }

  private static Profile named(String name, long offset) {
    return new Profile(
        new Position(0, offset),
        Lifecycle.PRESENT,
        new Fields(Optional.of(name), Optional.empty(), Optional.empty(), new TreeMap<>()),
        PrivacyRules.NONE);
  }

  @Test
  void what_was_read_once_is_not_read_again_until_it_changes() {
    var part = new ProfileCache(SPACE).open(0, rows);

    part.profile(ALICE);
    part.profile(ALICE);
    part.halfEdge(ALICE, BOB);
    part.halfEdge(ALICE, BOB);
    assertThat(rows.reads).hasValue(2);

    part.changed(ALICE);
    part.changed(ALICE, BOB);
    part.profile(ALICE);
    part.halfEdge(ALICE, BOB);
    assertThat(rows.reads).hasValue(4);
  }

  @Test
  void nothing_is_kept_without_space() {
    var part = new ProfileCache(0).open(0, rows);

    part.profile(ALICE);
    part.profile(ALICE);
    part.halfEdge(ALICE, BOB);
    part.halfEdge(ALICE, BOB);

    assertThat(rows.reads).hasValue(4);
  }

  @Test
  void the_bytes_of_the_entries_stay_within_the_limit() {
    var cache = new ProfileCache(SPACE);
    var part = cache.open(0, rows);
    for (var number = 0; number < 10_000; number++) {
      part.profile(new Address("user" + number));
    }

    var bytes = cached(Profile.NONE).bytes();
    assertThat(cache.profiles() * bytes).isBetween(SPACE / 2, SPACE);
  }

  @Test
  void half_edges_with_many_labels_take_more_of_it() {
    var cache = new ProfileCache(SPACE);
    var part = cache.open(0, rows);
    rows.halfEdge = labelled(32);
    for (var number = 0; number < 10_000; number++) {
      part.halfEdge(ALICE, new Address("user" + number));
    }

    assertThat(cache.halfEdges()).isBetween(10L, SPACE / 4 / (32 * 64));
  }

  private static HalfEdge labelled(int labels) {
    var all = new TreeSet<String>();
    for (var number = 0; number < labels; number++) {
      all.add(number + "x".repeat(62));
    }
    return new HalfEdge(new Position(0, 1), true, Choice.YES, false, false, false, all);
  }

  @Test
  void without_space_there_is_no_part_for_requests() {
    var cache = new ProfileCache(0);
    cache.open(0, rows);

    assertThat(cache.part(0)).isEmpty();
  }

  @Test
  void a_stopped_task_leaves_nothing_behind() {
    var cache = new ProfileCache(SPACE);
    var stopped = cache.open(0, rows);
    stopped.profile(ALICE);
    stopped.close();

    assertThat(stopped.isOpen()).isFalse();
    assertThat(cache.part(0)).isEmpty();
    assertThat(cache.profiles()).isZero();

    var restored = cache.open(0, rows);
    stopped.close();
    assertThat(cache.part(0)).contains(restored);
  }

  @Test
  void a_view_is_encoded_once_for_all_who_see_the_same() {
    var profile = cached(named("Alice", 1));
    var encodings = new AtomicInteger();
    var whole = View.whole(ALICE, profile.profile());
    var seen = View.of(ALICE, profile.profile(), HalfEdge.NONE, BOB);

    for (var view : List.of(whole, seen, whole, seen, seen)) {
      var encoded =
          profile.encoded(
              view,
              it -> {
                encodings.incrementAndGet();
                return new EncodedView(it, new byte[0], new EntityTag("x"));
              });
      assertThat(encoded.view()).isEqualTo(view);
    }

    assertThat(encodings).hasValue(2);
  }
}
