package dev.kith.contactgraph.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Recents;
import dev.kith.domain.Recents.Recent;
import dev.kith.kit.http.CursorFixture;
import dev.kith.kit.http.Page;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.view.RecentCursor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentsQueryTest {

  private static final PageCursors CURSORS = CursorFixture.cursors();
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static final Recent LAST = new Recent(new Address("carol"), NOON.plusSeconds(1));

  private final Recents recents =
      Recents.NONE
          .with(new Address("bob"), NOON)
          .with(new Address("amy"), NOON)
          .with(new Address("carol"), NOON.plusSeconds(1));

  @Test
  void pages_follow_each_other_without_gap_or_repetition() {
    var first = query("1", null).run(recents, _ -> true);
    var second = query("1", first.next()).run(recents, _ -> true);
    var third = query("1", second.next()).run(recents, _ -> true);

    assertThat(List.of(peers(first), peers(second), peers(third)))
        .containsExactly(List.of("carol"), List.of("amy"), List.of("bob"));
    assertThat(third.next()).isNull();
  }

  @Test
  void who_moved_to_the_front_between_two_pages_hides_nobody() {
    var first = query("2", null).run(recents, _ -> true);

    var second =
        query("2", first.next())
            .run(recents.with(new Address("amy"), NOON.plusSeconds(90)), _ -> true);

    assertThat(peers(second)).containsExactly("bob");
  }

  @Test
  void who_is_not_to_be_shown_leaves_no_hole() {
    var page = query("2", null).run(recents, peer -> !peer.text().equals("amy"));

    assertThat(peers(page)).containsExactly("carol", "bob");
    assertThat(page.next()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "Ym9i", "eHxib2I", "MXw"})
  void what_is_no_cursor_is_refused(String cursor) {
    assertThat(Refused.field(() -> query(null, cursor))).isEqualTo("cursor");
  }

  @Test
  void a_cursor_of_another_owner_or_list_is_refused() {
    var cursor = query("1", null).run(recents, _ -> true).next();
    var ofTheBook = RecentCursor.write(CURSORS.of("address-book by recent", "alice"), LAST);
    var ofContacts = CURSORS.of("contacts", "alice", null, null).seal("1|bob".getBytes(US_ASCII));

    assertThat(query("7", cursor).after()).contains(LAST);
    assertThat(Refused.field(() -> RecentsQuery.of(CURSORS, new Address("bob"), null, cursor)))
        .isEqualTo("cursor");
    assertThat(Refused.field(() -> query(null, ofTheBook))).isEqualTo("cursor");
    assertThat(Refused.field(() -> query(null, ofContacts))).isEqualTo("cursor");
  }

  private static RecentsQuery query(@Nullable String limit, @Nullable String cursor) {
    return RecentsQuery.of(CURSORS, new Address("alice"), limit, cursor);
  }

  private static List<String> peers(Page<RecentsQuery.Body> page) {
    return page.items().stream().map(RecentsQuery.Body::peer).toList();
  }
}
